"""`notes.yaml`: an editor's notes to corrections, one for a record."""

from collections.abc import Iterator

from api.models.vocabulary import RecordType
from seed.reading.files import NOTES, Dataset, Problem
from seed.rules.references import kind_of, meant

LONGEST = 500  # characters


def slug(data: Dataset) -> Iterator[Problem]:
    """A file of records that cannot be read may hold the one that is meant."""
    for name in data.notes:
        if kind_of(data, name) is None and not data.missing(by_slug=False) & set(RecordType):
            what = meant(data, name, list(RecordType))
            yield data.beside(NOTES, (name,), f"there is no record `{name}`; {what}, or remove the note")


def text(data: Dataset) -> Iterator[Problem]:
    for name, note in data.notes.items():
        if note != note.strip() or not note:
            message = "no note, or one with a space at the beginning or the end; write what was corrected and why"
            yield data.beside(NOTES, (name,), f"{name}: {message}")
        if len(note) > LONGEST:
            message = f"a note of {len(note)} characters; say it in {LONGEST}"
            yield data.beside(NOTES, (name,), f"{name}: {message}")


RULES = {"note-slug": slug, "note-text": text}
