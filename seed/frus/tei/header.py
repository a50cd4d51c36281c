"""The volume as its header describes it."""

import re
from xml.etree.ElementTree import Element

from seed.frus.tei.blocks import plain
from seed.frus.volume import Head

YEARS = re.compile(r"(?<!\d)(1[789]\d\d|20\d\d)(?:\s*[-\u2013\u2014]\s*(\d{4}|\d{2})(?!\d))?")


def head(volume: str, header: Element) -> Head:
    spelled = said(header, "fileDesc/titleStmt/title", "type")
    titles = {name.replace("-", ""): text for name, text in spelled.items()}  # volumes spell sub-series both ways
    numbers = said(header, "fileDesc/publicationStmt/idno", "type")
    published = {tag: first(header, f"fileDesc/publicationStmt/{tag}") for tag in ("publisher", "pubPlace", "date")}
    parts = [titles.get(name) for name in ("series", "subseries", "volume", "volumenumber")]
    return Head(
        volume=volume,
        title=titles.get("complete") or ", ".join(part for part in parts if part) or volume,
        series=titles.get("series"),
        subseries=titles.get("subseries"),
        number=titles.get("volumenumber"),
        subject=titles.get("volume"),
        editors=editors(header, general=False),
        general_editors=editors(header, general=True),
        publisher=published["publisher"],
        place=published["pubPlace"],
        year=year(published["date"]),
        isbn=numbers.get("isbn-13") or numbers.get("isbn-10"),
    )


def said(header: Element, path: str, key: str) -> dict[str, str]:
    """The first text of each sort that says something."""
    found: dict[str, str] = {}
    for element in header.iterfind(path):
        if text := plain(element):
            found.setdefault(element.get(key, ""), text)
    return found


def first(header: Element, path: str) -> str | None:
    found = header.find(path)
    if found is None:
        return None
    return plain(found) or found.get("when")


def editors(header: Element, *, general: bool) -> list[str]:
    found = [
        plain(editor)
        for editor in header.iterfind("fileDesc/titleStmt/editor")
        if (editor.get("role") == "general") is general
    ]
    return [name for name in dict.fromkeys(found) if name]


def year(text: str | None) -> int | None:
    found = YEARS.search(text or "")
    return int(found[1]) if found else None


def covered(volume: Head) -> tuple[int, int] | None:
    """The first and last year that the volume is about, as its title or its id says."""
    for text in (volume.subseries, volume.title, volume.volume.removeprefix("frus")):
        if text and (found := YEARS.search(text)):
            start, end = found[1], found[2] or found[1]
            end = start[: 4 - len(end)] + end
            return int(start), max(int(start), int(end))
    return None
