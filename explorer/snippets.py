"""Snippets of the search: HTML from the API, of which nothing but <mark> is let through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from markupsafe import Markup, escape

TAG = re.compile(r"(</?mark>)")
PIECE = re.compile(r"</?mark>|&#?\w+;|.", re.S)  # a mark, or what stands for one character
GAP = " \u00b7 "  # between a title and what else is said of a record
OPENING, CLOSING = "\u201c", "\u201d"  # about the words of a quotation


def snippet(html: str) -> Markup:
    """The text with its marks, each closed once; whatever else looks like a tag is shown as text."""
    found, marked = Markup(""), False
    for piece in TAG.split(html):
        if piece == "<mark>":
            found += Markup("") if marked else Markup("<mark>")
            marked = True
        elif piece == "</mark>":
            found += Markup("</mark>") if marked else Markup("")
            marked = False
        else:
            found += escape(unescape(piece))
    return found + (Markup("</mark>") if marked else Markup(""))


@dataclass(frozen=True, slots=True)
class Parted:
    """The title of a hit with its marks, and where else its snippet has the words."""

    marked: Markup
    rest: Markup


def parted(hit: Mapping[str, Any]) -> Parted:
    """A snippet that begins with the title says it twice: then the title is marked, and what is left has marks too."""
    title, html = str(hit["title"]), hit["snippet"] or ""
    bare = title.removeprefix(OPENING).removesuffix(CLOSING)
    plain = unescape(TAG.sub("", html))
    if not bare or (plain != bare and not plain.startswith(bare + GAP)):
        return Parted(escape(title), snippet(html))
    before, _, after = title.partition(bare)
    cut = place_of(len(bare), html)
    rest = html[cut:].removeprefix(GAP) if "<mark>" in html[cut:] else ""
    return Parted(escape(before) + snippet(html[:cut]) + escape(after), snippet(rest))


def place_of(length: int, html: str) -> int:
    """Where in the HTML so many characters of its text, and the marks about them, end."""
    at = 0
    for piece in PIECE.findall(html):
        if not TAG.fullmatch(piece):
            length -= 1
        elif length <= 0 and piece == "<mark>":
            return at
        if length < 0:
            return at
        at += len(piece)
    return at
