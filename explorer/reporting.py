"""Where readers report an error: the address that was set, with the page, the record and the release filled in."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from explorer.words import KINDS

RECORD = re.compile(rf"(/({'|'.join(KINDS)})/([a-z0-9]+(?:-[a-z0-9]+)*))(?:[/?.].*)?", re.ASCII)
SHOWN = 500  # characters of an address that a report names


def record_page(address: str) -> str | None:
    """The page of the record that an address belongs to: `/events/x` for `/events/x/cite`; None for all else."""
    found = RECORD.fullmatch(address)
    return found[1] if found else None


def report(contact: str, public_url: str, address: str, release: str | None) -> str:
    """The link by which readers report an error; what the address of it says already is left as it is.

    A mail gets a subject and a body. A form gets the same under the names that issue trackers read, `title` and
    `body`, and for others `page`, `record` and `release`.
    """
    found = urlsplit(contact)
    sent = parse_qsl(found.query, keep_blank_values=True)
    mail = found.scheme == "mailto"
    filled = mailed(public_url, address, release) if mail else asked(public_url, address, release)
    taken = {name.lower() for name, _ in sent}
    pairs = [*sent, *((name, value) for name, value in filled if name not in taken)]
    return found._replace(query=urlencode(pairs, quote_via=quote, safe="/:")).geturl()


def mailed(public_url: str, address: str, release: str | None) -> list[tuple[str, str]]:
    return [("subject", subject(address, release)), ("body", "\r\n".join([*facts(public_url, address, release), ""]))]


def asked(public_url: str, address: str, release: str | None) -> list[tuple[str, str]]:
    record = record_page(address)
    found = [
        ("title", subject(address, release)),
        ("body", "\n".join([*facts(public_url, address, release), ""])),
        ("page", public_url + address[:SHOWN]),
        ("record", record and record.removeprefix("/")),
        ("release", release),
    ]
    return [(name, value) for name, value in found if value]


def subject(address: str, release: str | None) -> str:
    """`Error in events/sochi-talks (release 42)`, or of the page where it is no record's."""
    record = record_page(address)
    what = record.removeprefix("/") if record else address.partition("?")[0][:SHOWN] or "these pages"
    return f"Error in {what}" + (f" (release {release})" if release else "")


def facts(public_url: str, address: str, release: str | None) -> Sequence[str]:
    record = record_page(address)
    found = [
        f"Page: {public_url}{address[:SHOWN]}",
        record and f"Record: {record.removeprefix('/')}",
        release and f"Release: {release}",
        "What is wrong, and which source says so:",
    ]
    return [line for line in found if line]
