"""br and gzip, once for each answer that is kept."""

import gzip
from collections.abc import Callable

import brotli

from api.edge.answer import Answer, value, with_value

TYPES = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/problem+json",
    "application/ld+json",
    "application/geo+json",
    "application/x-ndjson",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
    "application/vnd.oai.openapi",
    "image/svg+xml",
)
SMALLEST = 500  # bytes below which coding costs more than it saves
CODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


def is_text(answer: Answer) -> bool:
    """Whether coding pays, and may be done: what is offered in ranges of bytes must stay the bytes it is."""
    names = {name for name, _ in answer.headers}
    if b"content-encoding" in names or b"accept-ranges" in names or b"content-range" in names:
        return False
    return value(answer.headers, b"content-type").startswith(TYPES)


def compress(answer: Answer, coding: str) -> None:
    """In place."""
    if coding and answer.body is not None and len(answer.body) >= SMALLEST:
        answer.body = CODERS[coding](answer.body)
        answer.headers = with_value(answer.headers, b"content-encoding", coding)
        answer.headers = with_value(answer.headers, b"content-length", str(len(answer.body)))
