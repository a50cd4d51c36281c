"""The order of a volume's parts when a file holds only some of those that are stored."""

from collections.abc import Mapping, Sequence


def merged(told: Sequence[int], stored: Sequence[int]) -> list[int]:
    """The parts as the file orders them; each that it does not have stays behind the one it stood behind."""
    has = set(told)
    behind: dict[int | None, list[int]] = {}
    last: int | None = None
    for part in stored:
        if part in has:
            last = part
        else:
            behind.setdefault(last, []).append(part)
    found = behind.get(None, [])[:]
    for part in told:
        found += [part, *behind.get(part, ())]
    return found


def positions(told: Mapping[int, Sequence[int]], stored: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """The place of each document, from 1: attachments come after what they are attached to."""
    ordered = list[int]()
    for document in merged(list(told), list(stored)):
        ordered += [document, *merged(told.get(document, ()), stored.get(document, ()))]
    return {document: place for place, document in enumerate(ordered, 1)}
