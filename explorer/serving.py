"""What the layers in front of the pages are told: kinds of addresses, when pages change, how a refusal looks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from explorer.assets import HERE, Assets, code_digest
from explorer.client import RELEASE_HEADER, Api
from explorer.errors import EXPLAINED, Explained
from explorer.settings import Settings
from explorer.site import environment

QUOTA = 300  # requests a minute of each reader
OF_US = ("method", "uncertainty", "rights", "accessibility")  # of /about; what the API is not asked for
FILES = ("/static/", "/problems/", "/robots.txt", "/sitemaps/pages.xml", *(f"/about/{name}" for name in OF_US))
FREE = ("/search", "/_f/search")  # with free text in the address
EVERY = 0.5  # seconds from one look for a new release to the next, where the API is at another address

REFUSED = EXPLAINED | {
    400: Explained("This request cannot be read", "It is not HTTP/1.1 as a server understands it."),
    414: Explained("This address is too long", "Please take some of the filters away."),
    431: Explained("This request is too large", "Your browser sends more headers than fit; clearing cookies may help."),
}


def build(settings: Settings) -> str:
    """Differs where the same records would be shown otherwise."""
    return f"{code_digest()} {settings.public_url} {settings.contact_url} {settings.api_public_url}"


def built() -> datetime:
    """When the last of what pages are made of was put in place; never in the future."""
    files = [*HERE.glob("*.py"), *HERE.glob("pages/*.py"), *HERE.glob("templates/**/*.html"), *HERE.glob("static/**/*")]
    latest = max(path.stat().st_mtime for path in files if path.is_file())
    return min(datetime.fromtimestamp(latest, UTC), datetime.now(UTC))


class Refusals:
    """Pages for what is refused before the explorer is asked.

    Each is made once, since it has to cost less than what it refuses: its links lead to the same address again
    without naming it.
    """

    def __init__(self, settings: Settings, assets: Assets) -> None:
        self.templates = environment(settings, assets)
        self.made = lru_cache(256)(self.render)

    def __call__(self, scope: Mapping[str, Any], status: int, wait: int | None) -> tuple[str, bytes]:
        """Media type and body; for a fragment the alert that stands in its place."""
        headers = scope["headers"]
        fragment = scope["path"].startswith("/_f/") or (b"hx-request-type", b"partial") in headers
        return "text/html; charset=utf-8", self.made("fragments/alert.html" if fragment else "error.html", status, wait)

    def render(self, template: str, status: int, wait: int | None) -> bytes:
        page = self.templates.get_template(template).render(
            path="",
            address="",
            calls=[],
            release=None,
            code=status,
            explained=REFUSED[status],
            changed=False,
            problem={},
            wait=wait,
            kind=None,
            near=(),
            sought="",
        )
        return page.encode()


class Newest:
    """Which release the API serves, since when, and a mark that differs where it answers otherwise."""

    def __init__(self, settings: Settings) -> None:
        self.api = Api(settings.api_url or settings.public_url)

    async def __call__(self) -> tuple[int, datetime | None, str]:
        """Raises httpx's errors where it does not answer, ValueError where it names no release."""
        answer = await self.api.http.get("/v1")
        named, date = answer.headers.get(RELEASE_HEADER, ""), answer.headers.get("Last-Modified")
        if answer.status_code != 200 or not named.isdecimal():
            raise ValueError(f"GET /v1 was answered with {answer.status_code} and names no release")
        return int(named), parsedate_to_datetime(date) if date else None, answer.headers.get("ETag", "")

    async def close(self) -> None:
        await self.api.close()
