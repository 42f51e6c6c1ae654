"""The example repository, checked as its owners would: by hand, before a commit, on GitHub and on GitLab."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft4Validator

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "scheduled-posts"
SARIF = json.loads((ROOT / "tests/formats/sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
PHONE = "090-1234-5678"
BROKEN = f"---\nauthor: 総務課 海野\napproved_by: 総務課長 浜野\n---\n\n落とし物の件\n持ち主は佐藤さんの携帯{PHONE}へ。\n"

PRE_COMMIT = shutil.which(
    "pre-commit", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
)
needs_pre_commit = pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed")


class Repository:
    """A copy of the example under Git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
            "PYTHONUTF8": "1",
            **{
                f"GIT_{who}_{what}": "koho@example.com"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the repository."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, encoding="utf-8")
        assert self.run("git", "add", "-A").returncode == 0


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(shutil.copytree(EXAMPLE, tmp_path / "予約投稿"))
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "見本")):
        assert made.run("git", *command).returncode == 0
    return made


def test_the_example_passes_with_its_allowance_and_its_baseline(repository: Repository) -> None:
    done = repository.run("snslint", "check", ".", "--format", "json")
    report = json.loads(done.stdout)
    notes = [note for post in report["posts"] for note in post.get("notes", ())]
    assert done.returncode == 0
    assert report["summary"]["posts"] >= 20
    assert {Path(post["path"]).suffix for post in report["posts"]} == {
        *(".md", ".txt", ".csv", ".yaml", ".jsonl", ".json")
    }
    assert [note for note in notes if "許可" in note or "以前から" in note or "文字コード" in note] == [
        "以前からある指摘 1件を除きました。",
        "short-url/shortener の指摘を教育課長 吉野が許可しています。",
        "文字コードは Shift_JIS（CP932）として読みました。",
    ]


def test_a_subject_of_its_register_is_not_spoken_of_early(repository: Repository) -> None:
    repository.write("2027-01/early.txt", BROKEN.partition("落とし物")[0] + "月夜最中を発売します。\n")
    done = repository.run("snslint", "check", "2027-01/early.txt", "--today", "2027-01-31")
    assert (done.returncode, "新しい特産品の発表" in done.stdout) == (1, True)


@pytest.mark.pre_commit
@needs_pre_commit
class TestPreCommit:
    """Real `git commit`, real `pre-commit`."""

    def test_a_post_with_a_finding_cannot_be_committed_until_it_is_mended(
        self, repository: Repository
    ) -> None:
        assert repository.run("pre-commit", "install").returncode == 0
        repository.write("2026-12/sato.md", BROKEN)
        refused = repository.run("git", "commit", "-m", "落とし物")
        assert refused.returncode == 1
        assert "SNS投稿の点検" in refused.stderr
        assert "personal-data/mobile-phone" in refused.stderr
        repository.write("2026-12/sato.md", BROKEN.replace(f"佐藤さんの携帯{PHONE}", "総務課の窓口"))
        accepted = repository.run("git", "commit", "-m", "落とし物")
        assert (accepted.returncode, "Passed" in accepted.stderr) == (0, True)

    def test_the_hook_that_others_may_use_is_valid_and_finds_the_drafts_itself(
        self, repository: Repository
    ) -> None:
        manifest = ROOT / ".pre-commit-hooks.yaml"
        assert repository.run("pre-commit", "validate-manifest", str(manifest)).returncode == 0
        (hook,) = yaml.safe_load(manifest.read_text(encoding="utf-8"))
        for key in ("additional_dependencies", "minimum_pre_commit_version"):  # it is installed here
            del hook[key]
        config = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}
        repository.write(".pre-commit-config.yaml", yaml.safe_dump(config, allow_unicode=True))
        assert repository.run("pre-commit", "run", "--all-files").returncode == 0
        repository.write("2026-12/sato.md", BROKEN)
        assert repository.run("pre-commit", "run", "--all-files").returncode == 1

    @pytest.mark.slow
    @pytest.mark.skipif("SNSLINT_NO_SKIP" not in os.environ, reason="installs from the package index")
    def test_the_hook_can_be_installed_from_the_project_itself(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        project = Repository(tmp_path / "snslint")
        for name in ("src", "rules", "municipalities"):
            shutil.copytree(ROOT / name, project.folder / name)
        for name in (".pre-commit-hooks.yaml", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, project.folder)
        for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "snslint")):
            assert project.run("git", *command).returncode == 0
        tried = ("pre-commit", "try-repo", str(project.folder), "snslint", "--all-files")
        assert repository.run(*tried).returncode == 0
        repository.write("2026-12/sato.md", BROKEN)
        refused = repository.run(*tried)
        assert (refused.returncode, "personal-data/mobile-phone" in refused.stdout) == (1, True)


class TestGitHub:
    """The steps of the action that run in a shell, in a shell."""

    ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

    def check(self, repository: Repository, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the last step as GitHub does, with these inputs."""
        step = self.ACTION["runs"]["steps"][-1]
        defaults = {name: each["default"] for name, each in self.ACTION["inputs"].items()}
        given = {
            f"${{{{ inputs.{name} }}}}": inputs.get(name.replace("-", "_"), value)
            for name, value in defaults.items()
        }
        environment = {name: given[value] for name, value in step["env"].items()}
        shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
        return repository.run(*shell, step["run"], CI="true", **environment)

    def test_a_new_violation_fails_with_an_annotation_and_a_sarif_file(self, repository: Repository) -> None:
        repository.write("2026-12/sato.md", BROKEN)
        repository.run("git", "commit", "-q", "-m", "落とし物")
        done = self.check(repository, since="HEAD~1", sarif="snslint.sarif", paths="2026-12\n2027-01\n")
        annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
        sarif = (repository.folder / "snslint.sarif").read_text(encoding="utf-8")
        assert done.returncode == 1
        assert annotations
        assert {line.split(",")[0].split("file=")[1] for line in annotations} == {"2026-12/sato.md"}
        assert any(",line=7,col=12," in line and "mobile-phone" in line for line in annotations)
        Draft4Validator(SARIF).validate(json.loads(sarif))
        assert PHONE not in done.stdout + sarif

    def test_what_is_unchanged_passes_and_the_fail_level_is_heeded(self, repository: Repository) -> None:
        assert self.check(repository).returncode == 0
        repository.write("2026-12/url.txt", BROKEN.partition("落とし物")[0] + "https://bit.ly/x です。\n")
        assert self.check(repository).returncode == 1
        assert self.check(repository, fail_on="error").returncode == 0

    def test_every_input_reaches_the_script_as_a_variable(self) -> None:
        steps = self.ACTION["runs"]["steps"]
        assert not any("${{" in step.get("run", "") for step in steps)
        used = {value for step in steps for value in {**step.get("env", {}), **step.get("with", {})}.values()}
        assert {f"${{{{ inputs.{name} }}}}" for name in self.ACTION["inputs"]} <= used

    def test_the_example_gives_the_action_only_inputs_that_it_has(self) -> None:
        workflow: Any = yaml.safe_load((EXAMPLE / ".github/workflows/check.yml").read_text(encoding="utf-8"))
        (given,) = (step["with"] for step in workflow["jobs"]["check"]["steps"] if "snslint" in step["uses"])
        assert set(given) <= set(self.ACTION["inputs"])


def test_the_gitlab_job_reports_a_new_violation_and_hides_its_words(repository: Repository) -> None:
    job = yaml.safe_load((ROOT / "docs/gitlab-ci.example.yml").read_text(encoding="utf-8"))["snslint"]
    repository.write("2026-12/sato.md", BROKEN)
    repository.run("git", "commit", "-q", "-m", "落とし物")
    base = repository.run("git", "rev-parse", "HEAD~1").stdout.strip()
    (script,) = job["script"]
    done = repository.run("bash", "-c", script, CI="true", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    written = (repository.folder / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8")
    places = {(each["location"]["path"], each["check_name"]) for each in json.loads(written)}
    assert done.returncode == 1
    assert ("2026-12/sato.md", "personal-data/mobile-phone") in places
    assert {path for path, _ in places} == {"2026-12/sato.md"}
    assert PHONE not in done.stdout + written
