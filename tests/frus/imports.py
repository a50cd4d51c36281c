"""Importing volumes in tests, and what a database says when its internal numbers are left out."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from seed.frus.importer import import_volume
from seed.frus.report import Report
from tests.databases import contents

Rows = list[dict[str, Any]]
# What tells when something was written, not what.
PASSING = {"changed_in", "imported_at", "importer", "gone_in"}
MARK = re.compile(r"\b(actor|source)=(\d+)")


def bring(url: str, *paths: Path, **options: Any) -> list[Report]:
    return [import_volume(path, url, **options) for path in paths]


def edited(folder: Path, path: Path, *changes: tuple[str, str]) -> Path:
    """A file of the same volume with other words."""
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    folder.mkdir(exist_ok=True)
    found = folder / f"{len(list(folder.iterdir()))}-{path.name}"
    found.write_text(text, "utf-8")
    return found


def without(folder: Path, path: Path, *documents: str) -> Path:
    """The same volume without some documents."""
    text = path.read_text("utf-8")
    for xml_id in documents:
        text, count = re.subn(rf'<div [^>]*xml:id="{xml_id}">.*?</div>', "", text, flags=re.DOTALL)
        assert count == 1, xml_id
    return edited(folder, path, (path.read_text("utf-8"), text))


def told(url: str) -> dict[str, list[str]]:
    """All that the database says of the records that it holds now, by names instead of numbers."""
    rows = contents(url)
    names = Names(rows)
    left_out = {"release", "change", "slug"}
    return {
        name: sorted(repr(names.told(name, row)) for row in found)
        for name, found in rows.items()
        if name not in left_out and found
    }


class Names:
    """What stands for each number: a record's slug, the place of a paragraph or a section."""

    def __init__(self, rows: Mapping[str, Rows]) -> None:
        self.records = {row["id"]: f"{row['type'].value}/{row['slug']}" for row in rows["record"]}
        self.parts = {
            "paragraph": {row["id"]: self.place(row, "document_id", "is_note", "number") for row in rows["paragraph"]},
            "section": {row["id"]: self.place(row, "source_id", "seq") for row in rows["section"]},
            "term": {row["id"]: self.place(row, "source_id", "xml_id") for row in rows["term"]},
        }

    def place(self, row: dict[str, Any], owner: str, *more: str) -> str:
        return " ".join([self.records[row[owner]], *(str(row[name]) for name in more)])

    def told(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        left_out = PASSING | ({"id"} if table == "search_entry" else set())
        return {name: self.one(table, name, value) for name, value in row.items() if name not in left_out}

    def one(self, table: str, name: str, value: Any) -> Any:
        if name == "marks":
            named = MARK.sub(lambda found: f"{found[1]}={self.records[int(found[2])]}", value)
            return " ".join(sorted(named.split()))
        if name == "id" or (name.endswith("_id") and name != "xml_id"):
            target = table if name == "id" or (table, name) == ("section", "parent_id") else name.removesuffix("_id")
            return self.parts.get(target, self.records).get(value, value)
        return value
