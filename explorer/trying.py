"""The request builder: one call to the API on a reader's behalf, and the code that makes the same call.

Only addresses below /v1 are asked for, and only of the API that the pages are made from.
"""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, unquote

import httpx

from explorer.client import Api

MOST = 2000  # characters of an address
SHOWN = 60_000  # characters of an answer; the rest is told, not shown
FILES = "/v1/exports/"
KEPT = "/?:@!$&'()*+,;=%-._~[]"  # what may stand in an address as it is
TYPES = {
    "application/json": "JSON",
    "text/csv": "CSV (lists)",
    "application/x-ndjson": "NDJSON (lists)",
    "application/geo+json": "GeoJSON (events, places)",
    'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"': "Web Annotation (quotations)",
    "application/x-bibtex": "BibTeX (citations)",
    "application/x-research-info-systems": "RIS (citations)",
    "application/vnd.citationstyles.csl+json": "CSL-JSON (citations)",
}


class Refused(ValueError):
    """An address that is not asked for; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An answer as it came: `body` is indented where it is JSON; `left_out` counts the characters not shown."""

    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    body: str
    left_out: int


def target(sent: str, bases: Sequence[str]) -> str:
    """Path and query of what was sent, which may begin with an address of ours; raises Refused."""
    found = sent.strip().partition("#")[0]
    for base in bases:
        found = found.removeprefix(base)
    if len(found) > MOST:
        raise Refused(f"The address has {len(found):,} characters; send at most {MOST:,}.")
    found = quote(found if found.startswith("/") else f"/{found}", safe=KEPT, errors="replace")
    path = found.partition("?")[0]
    if path != "/v1" and not path.startswith("/v1/"):
        raise Refused("Only addresses of the API can be tried: write one that begins with /v1.")
    if any(unquote(part) in {".", ".."} for part in path.split("/")):
        raise Refused("Write the address without the parts “.” and “..”.")
    if path.startswith(FILES):
        raise Refused("This is a file to be kept, not to be shown; open its address itself, or use the code below.")
    return found


async def ask(api: Api, address: str, accept: str) -> Tried | None:
    """None where the API does not answer."""
    try:
        response = await api.http.get(address, headers={"Accept": accept})
    except (httpx.HTTPError, httpx.InvalidURL):
        return None
    body = shown(response)
    headers = [(name, value) for name, value in response.headers.multi_items() if name != "set-cookie"]
    return Tried(response.status_code, reason(response.status_code), headers, body[:SHOWN], max(0, len(body) - SHOWN))


def reason(status: int) -> str:
    return HTTPStatus(status).phrase if status in {known.value for known in HTTPStatus} else ""


def shown(response: httpx.Response) -> str:
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if not media_type.endswith("json") or media_type.endswith("ndjson"):
        return response.text
    try:
        return json.dumps(response.json(), indent=2, ensure_ascii=False)
    except ValueError:
        return response.text


def code(address: str, accept: str) -> dict[str, str]:
    """The same call in three languages; `address` is whole."""
    plain = accept == "application/json"
    python, script = json.dumps(address), json.dumps(address)
    header = json.dumps({"Accept": accept})
    return {
        "curl": f"curl -s {'' if plain else '-H ' + shlex.quote(f'Accept: {accept}') + ' '}{shlex.quote(address)}\n",
        "python": "from urllib.request import Request, urlopen\n\n"
        f"with urlopen(Request({python}{'' if plain else f', headers={header}'})) as answer:\n"
        "    print(answer.read().decode())\n",
        "javascript": f"const answer = await fetch({script}{'' if plain else f', {{ headers: {header} }}'});\n"
        "console.log(await answer.text());\n",
    }
