"""Where a reference of the text points: a page, a document, a footnote, a whole volume."""

import re

from api.models.vocabulary import ReferenceKind
from seed.frus.volume import Reference, Span

VOLUME = re.compile(r"frus[A-Za-z0-9_.-]{1,36}")
PAGE = re.compile(r"pg_.+")
FOOTNOTE = re.compile(r"d\d+.*fn\d+.*")
DOCUMENT = re.compile(r"d\d+(?:[a-z]|[.-]\d+)?")
PUBLISHED = re.compile(r"https?://history\.state\.gov/historicaldocuments/(?P<volume>[^/#?]+)(?:/(?P<id>[^/#?]+))?/?")
LONGEST_ID = 120


def reference(target: str, at: Span, own: str) -> Reference:
    """`own` is the volume that the reference stands in. What fits no pattern points nowhere that can be looked up."""
    published = PUBLISHED.fullmatch(target)
    if published:
        volume, identity = published["volume"], published["id"] or ""
    else:
        volume, _, identity = target.strip().partition("#")
    volume = volume or own
    if not VOLUME.fullmatch(volume) or len(identity) > LONGEST_ID or target.strip() in {"", "#"}:
        return Reference(at, ReferenceKind.OTHER, target, None, None)
    return Reference(at, kind(identity), target, volume, identity or None)


def kind(identity: str) -> ReferenceKind:
    if not identity:
        return ReferenceKind.VOLUME
    patterns = {ReferenceKind.PAGE: PAGE, ReferenceKind.FOOTNOTE: FOOTNOTE, ReferenceKind.DOCUMENT: DOCUMENT}
    return next((kind for kind, pattern in patterns.items() if pattern.fullmatch(identity)), ReferenceKind.OTHER)
