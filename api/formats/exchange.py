"""Works for reference managers: CSL-JSON items in, BibTeX and RIS out."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from api.formats.bibliography import inverted, names, year

Item = Mapping[str, Any]
BIBTEX = {"chapter": "incollection", "book": "book", "article-journal": "article", "thesis": "phdthesis"}  # else misc
RIS = {"chapter": "CHAP", "book": "BOOK", "webpage": "ELEC", "article-journal": "JOUR", "thesis": "THES"}  # else GEN
IN_ONE = {"article-journal": "journal", "chapter": "booktitle", "book": "booktitle"}
SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
SPECIAL |= {mark: f"\\{mark}" for mark in "#$%&_"}


def tex(text: str) -> str:
    """The text with what TeX would take for its own escaped; letters of all alphabets stay (UTF-8)."""
    return re.sub(r"[\\{}~^#$%&_]", lambda found: SPECIAL[found[0]], " ".join(text.split()))


def bibtex(items: Iterable[Item]) -> str:
    return "\n".join(bibtex_entry(item) for item in items)


def bibtex_entry(item: Item) -> str:
    """One entry; its key is the item's id. An address is left as it is: `url` takes it verbatim."""
    found = {
        "author": " and ".join(bibtex_name(one) for one in names(item, "author")),
        "editor": " and ".join(bibtex_name(one) for one in names(item, "editor")),
        "title": f"{{{tex(item['title'])}}}",
        IN_ONE.get(item["type"], "howpublished"): tex(item.get("container-title", "")),
        "series": tex(item.get("collection-title", "")),
        "volume": tex(str(item.get("volume", ""))),
        "pages": tex(str(item.get("page", ""))).replace("-", "--"),
        "publisher": tex(item.get("publisher", "")),
        "address": tex(item.get("publisher-place", "")),
        "year": year(item) or "",
        "isbn": tex(str(item.get("ISBN", ""))),
        "note": tex("; ".join(notes(item))),
        "url": re.sub(r"[{}\\\s]", "", item.get("URL", "")),
    }
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in found.items() if value)
    return f"@{BIBTEX.get(item['type'], 'misc')}{{{item['id']},\n{fields}}}\n"


def notes(item: Item) -> list[str]:
    """What has no field of its own: the number of a document, the release, a note."""
    numbered = f"Document {item['number']}" if item.get("number") else None
    return [found for found in (numbered, item.get("version"), item.get("note")) if found]


def bibtex_name(name: Mapping[str, str]) -> str:
    """`Family, Jr., Given`; what is no person's name is kept together."""
    parts = [name[part] for part in ("family", "suffix", "given") if part in name]
    return f"{{{tex(name['literal'])}}}" if "literal" in name else tex(", ".join(parts))


def ris(items: Iterable[Item]) -> str:
    return "".join(ris_entry(item) for item in items)


def ris_entry(item: Item) -> str:
    """One reference; lines end as the format wants them, and no value can begin a line of its own."""
    first, _, last = str(item.get("page", "")).partition("-")
    lines = [
        ("TY", [RIS.get(item["type"], "GEN")]),
        ("ID", [item["id"]]),
        ("AU", [inverted(one) for one in names(item, "author")]),
        ("ED" if item["type"] == "book" else "A2", [inverted(one) for one in names(item, "editor")]),
        ("TI", [item["title"]]),
        ("T2", [item.get("container-title", "")]),
        ("T3", [item.get("collection-title", "")]),
        ("VL", [str(item.get("volume", ""))]),
        ("SP", [first]),
        ("EP", [last]),
        ("PB", [item.get("publisher", "")]),
        ("CY", [item.get("publisher-place", "")]),
        ("PY", [year(item) or ""]),
        ("SN", [str(item.get("ISBN", ""))]),
        ("N1", notes(item)),
        ("UR", [item.get("URL", "")]),
    ]
    written = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, values in lines for value in values if value]
    return "".join(written) + "ER  - \r\n"
