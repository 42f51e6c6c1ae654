"""`snslint tokens`: what the tokenizer sees, for those who write rules."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("tokens", help="文が、どのような語に分かれるかを見ます(ルールを書く人向け)。")(tokens)


def tokens(text: Annotated[str, typer.Argument(help="調べる文", show_default=False)]) -> None:
    """Print the tokens of a text, one a line."""
    from rich.cells import cell_len

    from snslint.text import fold
    from snslint.tokenizer import tokenize

    rows = [("surface", "lemma", "pos", "form")]
    rows += [
        (token.surface, token.lemma, token.pos, token.form or "-") for token in tokenize(fold(text).text)
    ]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print(
            "  ".join(
                cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
        )
