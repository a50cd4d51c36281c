"""Snippets of the search: HTML from the API, of which nothing but <mark> is let through."""

import re
from html import unescape

from markupsafe import Markup, escape

TAG = re.compile(r"(</?mark>)")


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
