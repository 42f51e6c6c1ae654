"""The place of each character in the file, whatever way the text is written there."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from snslint import drafts
from snslint.drafts.places import LINE_BREAK
from snslint.model import Draft, Location

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0\x1b", exclude_categories=["Cs"])
TEXTS = st.text(st.one_of(st.sampled_from("\n\"'\\,\t あ😀"), CHARACTERS), min_size=1).filter(str.strip)
PRINTABLE = TEXTS.map(lambda text: "".join(c for c in text if c == "\n" or c.isprintable())).filter(str.strip)


def only(path: Path) -> Draft:
    (draft,) = drafts.read(str(path))
    assert isinstance(draft, Draft)
    return draft


def lines_of(written: str) -> list[str]:
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(written))]
    return [written[a:b] for a, b in zip(starts, [*starts[1:], len(written)], strict=True)]


def places(draft: Draft, written: str) -> list[tuple[str, str]]:
    """Each character of the post beside what the file has from its place on, to the end of that line."""
    lines = lines_of(written)
    found = [draft.source.locate(draft.text, offset) for offset in range(len(draft.text))]
    return [
        (character, lines[place.line - 1][place.column - 1 :])
        for character, place in zip(draft.text, found, strict=True)
    ]


@given(
    text=TEXTS, head=st.sampled_from(["", "\n\n", "---\nauthor: 田中\n---\n", "---\r\nid: a\r\n---\r\n\r\n"])
)
def test_plain_text_stands_in_the_file_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, text: str, head: str
) -> None:
    path = tmp_path_factory.mktemp("plain") / "draft.md"
    written = head + text.strip("\r\n \t") + "\n"
    if written.startswith("---") and not head:
        written = "*" + written
    path.write_bytes(written.encode())
    draft = only(path)
    assert written.endswith(draft.text + "\n")
    assert all(rest.startswith(character) for character, rest in places(draft, written))


@given(text=TEXTS, ascii_only=st.booleans(), indent=st.sampled_from([None, 2]))
def test_json_places_lead_to_the_character_or_its_escape(
    tmp_path_factory: pytest.TempPathFactory, text: str, ascii_only: bool, indent: int | None
) -> None:
    folder = tmp_path_factory.mktemp("json")
    record = {"id": "あ😀\n", "text": text}
    for name, posts, spaces in (("a.jsonl", record, None), ("b.json", [record], indent)):
        written = json.dumps(posts, ensure_ascii=ascii_only, indent=spaces)
        (folder / name).write_bytes(written.encode())
        draft = only(folder / name)
        assert draft.text == text
        for character, rest in places(draft, written):
            assert _first_of_json(rest) == character


def _first_of_json(rest: str) -> str:
    """The first character that the rest of a string literal stands for."""
    for width in (12, 6, 2, 1):
        try:
            decoded = json.loads(f'"{rest[:width]}"')
        except ValueError:
            continue
        if len(decoded) == 1:
            return str(decoded)
    raise AssertionError(rest)


@given(text=TEXTS, separator=st.sampled_from(["csv", "tsv"]))
def test_csv_places_lead_to_the_character(
    tmp_path_factory: pytest.TempPathFactory, text: str, separator: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / f"posts.{separator}"
    comma = "," if separator == "csv" else "\t"
    quoted = '"' + text.replace('"', '""') + '"'
    written = f'"番\r\n号"{comma}本文\r\n"1\r2"{comma}{quoted}\r\n'
    path.write_bytes(b"\xef\xbb\xbf" + written.encode())
    found = list(drafts.read(str(path), columns={"番\r\n号": "id"}))
    (draft,) = found
    assert isinstance(draft, Draft)
    assert draft.text == text
    assert all(rest.startswith(character) for character, rest in places(draft, written))


DUMPERS: dict[str, Callable[[str], str]] = {
    "double quoted": lambda text: yaml.safe_dump([{"id": "a", "text": text}], default_style='"', width=20),
    "double quoted, not ASCII": lambda text: yaml.safe_dump(
        [{"text": text}], default_style='"', width=20, allow_unicode=True
    ),
    "single quoted": lambda text: yaml.safe_dump(
        {"text": text}, default_style="'", width=20, allow_unicode=True
    ),
    "literal": lambda text: yaml.safe_dump({"text": text}, default_style="|", allow_unicode=True),
    "folded": lambda text: yaml.safe_dump({"text": text}, default_style=">", width=20, allow_unicode=True),
    "plain": lambda text: yaml.safe_dump({"text": text}, width=20, allow_unicode=True),
}


@pytest.mark.parametrize("style", DUMPERS)
@given(text=PRINTABLE)
def test_yaml_places_lead_to_the_character(
    tmp_path_factory: pytest.TempPathFactory, style: str, text: str
) -> None:
    path = tmp_path_factory.mktemp("yaml") / "posts.yaml"
    written = DUMPERS[style](text)
    path.write_bytes(written.encode())
    draft = only(path)
    assert draft.text == text
    for character, rest in places(draft, written):
        if not character.isspace():
            assert rest.startswith((character, "\\"))


def test_a_workbook_names_sheet_and_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("12月")
    sheet.append(["投稿予定表"])
    sheet.append(["番号", "本文"])
    sheet.append([1, "一行目\n二行目"])
    book.save(tmp_path / "posts.xlsx")
    draft = only(tmp_path / "posts.xlsx")
    assert draft.source.locate(draft.text, 5) == Location(str(tmp_path / "posts.xlsx"), 2, 2, "12月", "B3")


def test_a_cell_of_csv_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('番号,本文\n1,"x\ny"\n2,z', encoding="utf-8")
    first, second = drafts.read(str(tmp_path / "a.csv"))
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.source.locate(first.text, 2) == Location(str(tmp_path / "a.csv"), 3, 1, cell="B2")
    assert second.source.locate(second.text, 0) == Location(str(tmp_path / "a.csv"), 4, 3, cell="B3")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.txt", "本文"),
        ("a.json", '{"text": "本文"}'),
        ("a.yaml", "text: 本文"),
        ("a.csv", "本文\n本文"),
    ],
)
def test_drafts_can_be_sent_to_other_processes(tmp_path: Path, name: str, written: str) -> None:
    (tmp_path / name).write_text(written, encoding="utf-8")
    draft = only(tmp_path / name)
    assert pickle.loads(pickle.dumps(draft)) == draft


def test_stdin_is_one_post_in_any_encoding() -> None:
    (draft,) = drafts.read("-", stdin=io.BytesIO("御宿町です\r\n二行目\n".encode("cp932")))
    assert isinstance(draft, Draft)
    assert (draft.text, draft.source.locate(draft.text, 7)) == (
        "御宿町です\r\n二行目",
        Location("-", 2, 1),
    )
