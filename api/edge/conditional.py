"""ETag, Last-Modified and 304.

A tag names build, release, path, query, type, coding and shape, and is given with nothing but a 200: whoever sends it
back holds that answer, and as long as it is the tag that would be given now, the answer stands. So a tag alone is
enough for a 304, with nothing kept and nothing read. A date and `*` prove nothing of the kind; they are weighed against
the answer itself.
"""

import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from api.edge.answer import Headers, without

BODILY = (b"content-length", b"content-type", b"content-encoding", b"content-language", b"accept-ranges")
TAG = re.compile(rb'(?:W/)?("[^"]*")')
FRESH = "public, max-age=60, stale-while-revalidate=600"


def tag_of(*parts: str) -> str:
    return f'"{digest(chr(0).join(parts).encode())}"'


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def lists(tags: bytes, tag: bytes) -> bool:
    """Whether If-None-Match lists a tag; weak or strong makes no difference (RFC 9110, 13.1.2)."""
    return tags == tag or tag in TAG.findall(tags)


def holds(tags: bytes, since: bytes, tag: bytes, modified: bytes) -> bool:
    """Whether by these conditions the client has the answer with this tag and date; tags come before dates."""
    if tags:
        return bool(tag) and (tags.strip() == b"*" or lists(tags, tag))
    return bool(modified) and (since == modified or later(since, modified))


def later(since: bytes, modified: bytes) -> bool:
    """Whether a date is not before another; what is no date is not."""
    try:
        asked, known = (parsedate_to_datetime(date.decode("latin-1")) for date in (since, modified))
    except (ValueError, OverflowError):
        return False
    return asked.replace(tzinfo=asked.tzinfo or UTC) >= known


@lru_cache(maxsize=64)
def http_date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)


def of_unchanged(headers: Headers) -> Headers:
    """What a 304 repeats: all but what describes a body."""
    return without(headers, *BODILY)
