"""Run every hostile input and write what came of it: nothing may crash, hang, or take memory without bounds.

    python -m benchmarks.robustness [--long] [--only WORDS] [--write]

Each case runs in a process of its own in a fresh folder; time is the clock's and the work's (the limit is of
work, since the machine may be busy; what hangs is ended after a minute), memory the peak that the system counted. Ends with 1 where an answer is not the promised one, there is a traceback, or a limit is passed.
`--long` adds the million posts and the 100 MB of posts; `--write` puts the table into docs/robustness.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.hostile import cases
from benchmarks.hostile.case import MAX_MEGABYTES, MAX_SECONDS, Case, Outcome, run, written

PAGE = Path(__file__).parents[1] / "docs" / "robustness.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
LONGEST_ANSWER = 90


def main() -> int:
    """Run, print, and perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--long", action="store_true", help="also the inputs that take minutes")
    parser.add_argument("--only", default="", help="only the cases whose name holds this")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    chosen = parser.parse_args()
    if chosen.write and chosen.only:
        parser.error("--write wants all cases")
    rows: list[str] = []
    failed = 0
    with tempfile.TemporaryDirectory(prefix="snslint-cache-") as folder:
        cache = Path(folder)
        run(written("", "a.txt", "本日は晴れです。", 0, ""), cache)  # compile the packs once
        for title, group in cases().items():
            told = [one for one in group if chosen.only in one.name and (chosen.long or not one.long)]
            if told:
                rows += ["", f"### {title}", "", *_HEAD]
            for case in told:
                outcome = run(case, cache)
                failed += bool(outcome.wrong)
                rows.append(_row(case, outcome))
                print(rows[-1], flush=True)
                for wrong in outcome.wrong:
                    print(f"    !! {wrong}", flush=True)
    count = sum(row.startswith("| ") and row not in _HEAD for row in rows)
    print(f"{count} cases, {failed} not as promised")
    if chosen.write and not failed:
        _write(rows, count)
    return 1 if failed else 0


_HEAD = ("| 入力 | 終了 | 答え | 秒（うち計算） | MB |", "|---|---|---|---|---|")


def _row(case: Case, outcome: Outcome) -> str:
    answer = "".join(c if c.isprintable() else "?" for c in outcome.answer).replace("|", "\\|")
    if len(answer) > LONGEST_ANSWER:
        answer = answer[:LONGEST_ANSWER] + "…"
    seconds = f"{outcome.seconds:.1f}（{outcome.cpu:.1f}）"
    if case.long:
        seconds += f"、{case.posts / outcome.seconds:,.0f} 件/秒"
    return f"| {case.name} | {outcome.status} | {answer} | {seconds} | {outcome.megabytes:.0f} |"


def _write(rows: list[str], count: int) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    summary = f"{count}件すべてが約束どおりです（上限 {MAX_SECONDS:.0f} 秒、{MAX_MEGABYTES:.0f} MB）。"
    table = "\n".join(["", summary, *rows, ""])
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
