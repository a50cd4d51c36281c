"""Atom (RFC 4287): what each release changed, and what the record has of the last days of the calendar.

An entry's id never changes and never comes again for something else; all addresses are whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from explorer import days, words
from explorer.citing import page

ATOM = "http://www.w3.org/2005/Atom"
SITE = "Parallel 38"
MEDIA_TYPE = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """`updated` is RFC 3339; `address` a path of this site, and with `id` behind it the entry's id."""

    id: str
    title: str
    updated: str
    address: str
    content: Element


@dataclass(frozen=True, slots=True)
class Feed:
    """`path` is where the feed is, `page` where readers see the same."""

    path: str
    page: str
    title: str
    updated: str
    entries: Sequence[Entry]


def written(feed: Feed, public_url: str) -> bytes:
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    add(root, "id", public_url + feed.path)
    add(root, "title", feed.title)
    add(root, "updated", feed.updated)
    SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": public_url + feed.path})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": public_url + feed.page})
    add(SubElement(root, "author"), "name", SITE)
    add(root, "rights", "Our own records: CC BY 4.0. Quotations belong to their sources.")
    for entry in feed.entries:
        write_entry(SubElement(root, "entry"), entry, public_url)
    return document(root)


def document(root: Element) -> bytes:
    """XML as it is served."""
    text: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text


def write_entry(found: Element, entry: Entry, public_url: str) -> None:
    add(found, "id", public_url + entry.id)
    add(found, "title", entry.title)
    add(found, "updated", entry.updated)
    SubElement(found, "link", {"rel": "alternate", "type": "text/html", "href": public_url + entry.address})
    add(found, "content", tostring(entry.content, encoding="unicode", method="html"), type="html")


def add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def linked(items: Iterable[tuple[str, str, str, str]], public_url: str) -> Element:
    """A list in HTML: words before the link, its path and label, words behind it."""
    found = Element("ul")
    for before, path, label, behind in items:
        item = SubElement(found, "li")
        item.text = before
        link = SubElement(item, "a", {"href": public_url + path})
        link.text, link.tail = label, behind
    return found


def of_release(release: int, changes: Sequence[Any], total: int | None, public_url: str) -> Entry:
    """What a release changed; of many changes the first are named, and the page has all. No total: nobody counted."""
    since = f"/changes?since={release - 1}"
    items = [(*told(change), f": {change['note']}" if change["note"] else "") for change in changes]
    more = [] if total == len(changes) else [("And more: ", since, f"all changes since release {release - 1}", "")]
    content = linked([*items, *more], public_url)
    return Entry(
        id=f"/changes#release-{release}",
        title=f"Release {release}: {summed(changes, total)}",
        updated=changes[0]["at"],
        address=since,
        content=content,
    )


def told(change: Any) -> tuple[str, str, str]:
    """What became of a record, where its changes are told, and its label."""
    record = change["record"]
    action = words.capital(words.words(change["action"], "change-action"))
    what = words.words(record["type"], "type")
    return f"{action}, {what}: ", f"{page((change['moved_to'] or record)['href'])}/changes", record["label"]


def summed(changes: Sequence[Any], total: int | None) -> str:
    """`2 changed and 1 withdrawn`; of more than are known, how many."""
    if total != len(changes):
        return f"more than {len(changes):,} changes" if total is None else f"{total:,} changes"
    actions = [change["action"] for change in changes]
    return words.joined(
        [f"{actions.count(one):,} {words.words(one, 'change-action')}" for one in dict.fromkeys(actions)]
    )


def of_day(day: date, moments: Sequence[Any], left_out: int, public_url: str) -> Entry:
    """What is dated to a day of the calendar, in whatever year."""
    on = f"{day:%m-%d}"
    items = [(*shown(one), "") for one in moments]
    more = [("", f"/days/{on}", f"{left_out:,} more", "")] if left_out else []
    return Entry(
        id=f"/days/{on}#in-{day.year}",
        title=f"{days.in_words(on)}: {words.count(len(moments) + left_out, 'record')}",
        updated=f"{day.isoformat()}T00:00:00Z",
        address=f"/days/{on}",
        content=linked([*items, *more], public_url),
    )


def shown(moment: Any) -> tuple[str, str, str]:
    """The date and what kind of record it is, its page, its label."""
    record, when = moment["record"], moment["date"]
    kind = words.words(record["type"], "type")
    return f"{when['words'] or when['edtf']}, {kind}: ", page(record["href"]), record["label"]
