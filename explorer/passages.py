"""The text around words, as the API gives it where it may be shown: each block in pieces, the words told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

FEWEST, MOST = 1, 5  # paragraphs on each side


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    quoted: bool


def pieces(block: Json) -> list[Piece]:
    """The text of a block, whole and in order."""
    text, at = block["text"], 0
    found: list[Piece] = []
    for span in block["quoted"]:
        found += [Piece(text[at : span["start"]], False), Piece(text[span["start"] : span["end"]], True)]
        at = span["end"]
    found.append(Piece(text[at:], False))
    return [piece for piece in found if piece.text]


def home(passage: Json) -> Json:
    """The block that holds the words."""
    found: Json = next(block for block in passage["blocks"] if block["quoted"])
    return found


def quotation_on(neighbours: Sequence[Json], side: str) -> Json | None:
    """The nearest quotation before or after; neighbours come in the order of the text."""
    found = [one["record"] for one in neighbours if one["side"] == side and one["record"]["type"] == "quotation"]
    return (found[-1] if side == "before" else found[0]) if found else None
