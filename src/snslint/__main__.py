"""`python -m snslint`, and the `snslint` command."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
from types import FrameType

_TERMINATED = 143


def main() -> None:
    """Run the command line, ending at once and without a traceback where Ctrl-C comes while it is still loading."""
    gc.set_threshold(100_000, 20, 20)  # a start makes as many objects, and all stay: no garbage to look for
    heeds = (
        signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )  # not where Ctrl-C is ignored: nohup
    if heeds:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, _ended)
    from snslint import cli

    if heeds:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main()


def _ended(_number: int, _frame: FrameType | None) -> None:
    """End by way of all `finally`, so that no half-written file stays behind."""
    with contextlib.suppress(RuntimeError, OSError):  # it came amid another line to there, or nobody listens
        print("終了の合図（SIGTERM）を受けたので、やめました。", file=sys.stderr)  # noqa: T201 - as cli does
    sys.exit(_TERMINATED)


if __name__ == "__main__":
    main()
