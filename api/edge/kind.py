"""What the edge must know of an address. It knows no addresses itself: a function that says it is handed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`kept`: answers may be remembered, and are made of what the key names alone, so that nothing else of the
    request reaches the application; otherwise everything passes as it comes.
    `released`: they show a release; otherwise they are the same as long as the code is.
    `free`: the address holds free text, and there is no end of such addresses.
    `types`: the media types there are, the default first; none where Accept does not matter.
    `shapes`: a part of the page may be asked for (`HX-Request-Type: partial`).
    """

    kept: bool = True
    released: bool = True
    free: bool = False
    types: tuple[str, ...] = ()
    shapes: bool = False

    @property
    def vary(self) -> list[str]:
        """The headers on which an answer depends, beside the coding."""
        return ["Accept"] * bool(self.types) + ["HX-Request-Type"] * self.shapes


def pages(files: Sequence[str], free: Sequence[str]) -> Callable[[str], Kind]:
    """The kinds of a site of pages: which of its paths, or what below them, are files, and which hold free text."""
    page, text, file = Kind(shapes=True), Kind(shapes=True, free=True), Kind(released=False)

    def kind(path: str) -> Kind:
        if path.startswith(tuple(files)):
            return file
        return text if path in free else page

    return kind
