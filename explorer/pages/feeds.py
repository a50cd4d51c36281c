"""Feeds: what each release changed, and what the record has of these days of the calendar."""

from collections.abc import Mapping
from datetime import timedelta

from litestar import Response, get
from litestar.di import NamedDependency

from explorer import feeds
from explorer.client import RELEASE_HEADER, Answer, call
from explorer.feeds import Entry, Feed
from explorer.site import Site, Trouble, redirect, release_of

RELEASES = 5  # the newest, in the feed of changes
EACH = 100  # changes of a release that an entry names
DAYS = 7  # of the calendar, to today: who asks once a week misses nothing
HOUR = {"Cache-Control": "public, max-age=3600"}
NEVER = "1970-01-01T00:00:00Z"  # when a record without a release was last updated


def served(feed: Feed, site: Site, headers: Mapping[str, str]) -> Response[bytes]:
    body = feeds.written(feed, site.settings.public_url)
    return Response(body, media_type=f"{feeds.MEDIA_TYPE}; charset=utf-8", headers=headers)


async def all_of(site: Site, calls: Mapping[str, str]) -> dict[str, Answer]:
    """The answers; Trouble if any is missing, for a feed that lacks entries is mistaken for a whole one."""
    answers = await site.api.all(calls)
    for answer in answers.values():
        if not answer.ok:
            raise Trouble(answer)
    return answers


@get("/changes.atom")
async def show_changes(site: NamedDependency[Site]) -> Response[bytes]:
    """One entry for each of the last releases."""
    meta = (await site.ask(meta="/v1/meta"))["meta"]
    newest = int(meta.data["release"])
    releases = range(newest, max(0, newest - RELEASES), -1)
    found = await all_of(site, {str(one): call("/v1/changes", since=one - 1, limit=EACH) for one in releases})
    entries = [entry(one, found, site.settings.public_url) for one in releases]
    updated = meta.data["released_at"] or NEVER
    feed = Feed("/changes.atom", "/changes", "Parallel 38: changes", updated, [one for one in entries if one])
    release = release_of([meta, *found.values()])
    return served(feed, site, {RELEASE_HEADER: release} if release else {})


def entry(release: int, found: Mapping[str, Answer], public_url: str) -> Entry | None:
    """None of a release that changed no record."""
    since = found[str(release)].data
    changes = [one for one in since["results"] if one["release"] == str(release)]
    if not changes:
        return None
    whole = len(changes) < len(since["results"]) or since["next"] is None
    later = found[str(release + 1)].data["total"] if str(release + 1) in found else 0
    total = len(changes) if whole else since["total"] - later if since["total_exact"] else None
    return feeds.of_release(release, changes, total, public_url)


@get("/on-this-day.atom")
async def show_days(site: NamedDependency[Site]) -> Response[bytes]:
    """One entry for each of the last days on which something is dated, in any year: of today, not of a release."""
    today = site.today()
    span = [today - timedelta(days=back) for back in range(DAYS)]
    found = await all_of(site, {f"{day}": call("/v1/on-this-day", on=f"{day:%m-%d}") for day in span})
    entries = [
        feeds.of_day(day, answer.data["certain"], answer.data["left_out"], site.settings.public_url)
        for day, answer in zip(span, found.values(), strict=True)
        if answer.data["certain"]
    ]
    title = "Parallel 38: on this day"
    return served(Feed("/on-this-day.atom", "/on-this-day", title, f"{today}T00:00:00Z", entries), site, HOUR)


@get("/on-this-day")
async def to_today(site: NamedDependency[Site]) -> Response[str]:
    return redirect(f"/days/{site.today():%m-%d}")


@get("/on-this-day.json")
async def to_json() -> Response[str]:
    return redirect("/v1/on-this-day")


HANDLERS = [show_changes, show_days, to_today, to_json]
