"""Wrong arguments are told in Japanese, with the command whose help says more."""

from __future__ import annotations

import os

import pytest

from snslint.cli import japanese, main

HELP = "使い方は `snslint explain --help` で見られます。"


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, list[str]]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    return ended.value.code, out, err.splitlines()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("explain", "--confg", "x"),
            ["「--confg」というオプションはありません。「--config」ではありませんか。", HELP],
        ),
        (("explain", "--zzzzzz"), ["「--zzzzzz」というオプションはありません。", HELP]),
        (("explain", "--config"), ["「--config」には値を付けてください。"]),
    ],
)
def test_a_wrong_option_is_told(
    arguments: tuple[str, ...], message: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, *arguments) == (2, "", message)


@pytest.mark.parametrize("before", [None, "en"])
def test_the_language_of_the_surroundings_is_put_back(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    if before is not None:
        monkeypatch.setenv("LANGUAGE", before)
    with japanese.messages():
        assert os.environ["LANGUAGE"] == "ja"
    assert os.environ.get("LANGUAGE") == before
