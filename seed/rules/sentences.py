"""The sentences of the texts, as `seed coverage` wrote them."""

import difflib
from collections.abc import Iterator
from itertools import pairwise

from seed.reading.files import Dataset, Problem
from seed.records import Source, Text

COVERAGE = "run `python -m seed coverage --source FILE`"


def text_of(data: Dataset, slug: str) -> Text | None:
    source = data.find(slug, Source)
    return source.text if source else None


def known_text(data: Dataset) -> Iterator[Problem]:
    held = [entry.slug for entry, source in data.of(Source) if source.text]
    for slug in data.sentences:
        if slug not in held:
            near = difflib.get_close_matches(slug, held, n=1)
            advice = f"did you mean `{near[0]}`?" if near else f"remove them, or {COVERAGE}"
            yield data.beside("sentences.yaml", (slug,), f"`{slug}` is no source whose text is held; {advice}")


def order(data: Dataset) -> Iterator[Problem]:
    """Each sentence ends behind its start, and begins where the one before it ends or later."""
    for slug, pairs in data.sentences.items():
        for place, (start, end) in enumerate(pairs):
            if not 0 <= start < end:
                message = f"{start}-{end} is no sentence, which ends behind its start; {COVERAGE}"
                yield data.beside("sentences.yaml", (slug, place), message)
        for place, (before, after) in enumerate(pairwise(pairs), 1):
            if after[0] < before[1]:
                message = f"{after[0]}-{after[1]} begins before {before[0]}-{before[1]} ends; {COVERAGE}"
                yield data.beside("sentences.yaml", (slug, place), message)


def beyond_text(data: Dataset) -> Iterator[Problem]:
    for slug, pairs in data.sentences.items():
        text = text_of(data, slug)
        for place, (start, end) in enumerate(pairs):
            if text and end > text.length:
                message = f"{start}-{end} ends beyond the {text.length} characters of `{slug}`; {COVERAGE}"
                yield data.beside("sentences.yaml", (slug, place), message)


RULES = {"sentences-text": known_text, "sentences-order": order, "sentences-beyond-text": beyond_text}
