"""An API in front of a real one, whose answers are as long, as bare, as few or as many as its document allows.

Driven by the schemas: what has a name below has it because a schema cannot say it. `python -m tests.explorer.strained
--mode longest --port 8711` serves the pages over it, to be looked at.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl, urlsplit

import httpx

from seed.loading.labels import LONGEST as LABEL
from tests.databases import Databases
from tests.explorer.broken_api import Handler, in_front_of
from tests.explorer.conftest import CONTACT, chapter_and_volumes
from tests.explorer.recording import Recording, kept, response
from tests.processes import serving

Mode = Literal["plain", "longest", "none", "bare", "few", "many"]
MODES: tuple[Mode, ...] = get_args(Mode)
Schema = Mapping[str, Any]
SETTINGS = {"CONTACT_URL": CONTACT, "UNLIMITED_CLIENTS": "127.0.0.1"}

LONG = 300  # characters of a title or a summary; no rule bounds them, and nobody has written more
WORD = "Rindfleischetikettierungsüberwachungsaufgaben"  # 45 letters
FILLING = f" {WORD} and what the longest of titles have to say of it at length"
PAGE = 20  # records of a page where no limit is asked for
MANY, MANY_WITHIN = 60, 3  # entries of a list of a record, and of a list within one of those
AGAIN = re.compile(r"-again-\d+")
# Addresses, ids, words of a vocabulary, digests, numbers, days and instants: no reader reads them as prose.
FORMED = re.compile(r"[^A-Z\s]*|/\S*|https?://\S*|[\d.~?%/XYTZ:+\[\]{}-]+")
# Text that is computed from what has a form.
COMPUTED = {"words": "Date", "bibtex": "Cite", "ris": "Cite", "locator": "Citation", "local_time": "Timing"}
# What tells of the API, not of records.
OWN = {"/v1", "/v1/openapi.json", "/v1/vocabularies"}
# No record goes without so many, by the rules of curation or by what it is; other lists may be empty.
LEAST = {
    "citations": 1,
    **dict.fromkeys(("Dispute.positions", "AccountDispute.positions"), 2),
    **dict.fromkeys(("Position.interpretations", "AccountPosition.claims", "CausalLink.assertions"), 1),
    **dict.fromkeys(("Interpretation.authors", "Claim.authors", "OtherDate.given_by"), 1),
    **dict.fromkeys(("Transmission.to", "Transmission.about", "Item.about"), 1),
    **dict.fromkeys(("Quotation.selectors", "QuotationVerification.parts", "Meta.licences"), 1),
    **dict.fromkeys(("Chicago.bibliography", "Cite.mla", "Cite.apa", "Cite.csl_json"), 1),
    **dict.fromkeys(("Person.methods", "Thread.thread"), 1),
}
# Never null where it is not: days and the timeline list what has a date, a counterfactual says what if and what then.
GIVEN = {"Moment.date", "Dated.date", "Interpretation.antecedent", "Interpretation.consequent"}
WHOLE = {"Date", "Timing"}  # whose members go together
# Each stands at a place in a text, which cannot hold another.
PLACED = {"Mention", "Reference", "TermUse", "Mark", "Span", "Selector", "Part", "Footnote"}


class Strain:
    """How the answers of one API are altered in one mode."""

    def __init__(self, document: Mapping[str, Any], mode: Mode) -> None:
        self.schemas: Schema = document["components"]["schemas"]
        self.paths: list[tuple[re.Pattern[str], Any]] = [
            (re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))), item["get"])
            for path, item in sorted(document["paths"].items(), key=lambda one: "{" in one[0])
        ]
        self.mode = mode

    def body(self, call: str, found: httpx.Response) -> bytes:
        """What is sent instead; refusals, files and what is not JSON are passed on."""
        if found.status_code != 200 or "json" not in found.headers.get("content-type", "") or self.mode == "plain":
            return found.content
        asked = urlsplit(call)
        return json.dumps(self.answer(asked.path, dict(parse_qsl(asked.query)), found.json())).encode()

    def operation(self, path: str) -> Any:
        return next(operation for pattern, operation in self.paths if pattern.fullmatch(path))

    def answer(self, path: str, query: Mapping[str, str], body: Any) -> Any:
        if path in OWN:
            return body
        schema = self.operation(path)["responses"]["200"]["content"]["application/json"]["schema"]
        return self.value(schema, body, int(query.get("limit", PAGE)) if "results" in body else MANY)

    def fitting(self, schema: Schema, value: Any) -> Schema:
        """The alternative that the value is of, references resolved."""
        if "$ref" in schema:
            return self.fitting(self.schemas[schema["$ref"].rpartition("/")[2]], value)
        for one in (found for word in ("oneOf", "anyOf", "allOf") for found in schema.get(word, ())):
            found = self.fitting(one, value)
            whole = not isinstance(value, dict) or set(found.get("required", ())) <= set(value)
            if whole and found.get("type") in kinds_of(value):
                return {"maxLength": schema.get("maxLength"), **found}
        return schema

    def value(self, schema: Schema, value: Any, most: int = MANY) -> Any:
        """`most`: how many entries a list in it may be given."""
        found = self.fitting(schema, value)
        if isinstance(value, dict):
            return self.mapping(found, value, most)
        return self.listing(found, value, most) if isinstance(value, list) else value

    def mapping(self, schema: Schema, value: dict[str, Any], most: int) -> dict[str, Any]:
        if schema.get("title") in WHOLE:
            return value
        properties, further = schema.get("properties", {}), schema.get("additionalProperties")
        changed = {}
        for name, one in value.items():
            declared = properties.get(name) or (further if isinstance(further, dict) else {})
            nullable = {"type": "null"} in declared.get("oneOf", ()) and f"{schema.get('title')}.{name}" not in GIVEN
            bare = nullable and self.mode in ("none", "bare")
            changed[name] = None if bare else self.part(schema, name, declared, one, most)
        return counted(changed, value) if self.mode != "longest" else changed

    def part(self, owner: Schema, name: str, declared: Schema, value: Any, most: int) -> Any:
        if isinstance(value, str) and self.mode == "longest" and not FORMED.fullmatch(value):
            found = self.fitting(declared, value)
            computed = COMPUTED.get(name) == owner.get("title") or {"format", "pattern", "enum"} & set(found)
            return value if computed else longer(value, found.get("maxLength") or (LABEL if name == "label" else LONG))
        if isinstance(value, list) and self.mode in ("none", "bare", "few"):
            least = LEAST.get(name) or LEAST.get(f"{owner.get('title')}.{name}", 0)
            kept = self.mode == "few" or (self.mode == "bare" and name == "results")
            value = value[: max(least, 1)] if self.mode == "few" else value if kept else value[:least]
        if name.endswith("_count") and self.mode == "none":
            return declared.get("minimum", 0)
        return self.value(declared, value, most)

    def listing(self, schema: Schema, value: list[Any], most: int) -> list[Any]:
        items = schema.get("items", {})
        if self.mode == "longest" and value and isinstance(value[0], str):
            return [one if FORMED.fullmatch(one) else longer(one, LONG) for one in value]
        if self.mode != "many":
            return [self.value(items, one) for one in value]
        placed = bool(value) and self.fitting(items, value[0]).get("title") in PLACED
        wanted = range(len(value) if placed or not value else max(most, len(value)))
        whole = [again(value[number % len(value)], number // len(value)) for number in wanted]
        return [self.value(items, one, min(most, MANY_WITHIN)) for one in whole]


KINDS = {
    str: ["string"],
    bool: ["boolean"],
    int: ["integer", "number"],
    float: ["number"],
    list: ["array"],
    dict: ["object"],
    type(None): ["null"],
}


def kinds_of(value: Any) -> list[str]:
    return KINDS[type(value)]


def longer(value: str, most: int) -> str:
    """The value and more, cut after a whole word."""
    if len(value) >= most:
        return value
    filled = value + FILLING * (most // len(FILLING) + 1)
    return filled[: most + 1].rpartition(" ")[0]


def counted(changed: dict[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """A list's page with the total that it now has; there is a next one only where there was and it is full."""
    rows = changed.get("results", changed.get("pairs"))
    if rows is None or "total" not in changed:
        return changed
    more = bool(changed["next"]) and len(rows) >= len(value["results"]) if "next" in changed else False
    total = max(len(rows), value["total"]) if more else len(rows)
    return {**changed, "total": total, "total_exact": True, **({} if "next" not in changed or more else {"next": None})}


def again(value: Any, time: int) -> Any:
    """The same under other ids, so that it can stand beside itself; the first time it is itself."""
    if not time or not isinstance(value, dict):
        return value
    copy = deepcopy(value)
    named = [copy] if "id" in copy else [one for one in copy.values() if isinstance(one, dict) and "id" in one]
    for one in named:
        one["id"] = one["id"] and f"{one['id']}-again-{time}"
        if "href" in one:
            one["href"] = re.sub(r"(?=$|\?)", f"-again-{time}", one["href"], count=1)
    if "number" in copy and isinstance(copy["number"], int):
        copy["number"] += 1000 * time
    if "footnotes" in copy:
        copy["footnotes"] = []  # a note is referred to once
    return copy


class Straining(Handler):
    """Passes requests on and alters what comes of them; a copy's address is its original's."""

    strain: Strain

    def do_GET(self) -> None:
        call = AGAIN.sub("", self.path)
        found = self.behind.get(call, headers={"Accept": self.headers.get("Accept", "*/*")})
        status, _, headers = kept(found)
        self.answer(status, self.strain.body(call, found), headers)


class Strained(Recording):
    """The same for an explorer in this process: what the site answers is asked for once."""

    def __init__(self, recording: Recording, strain: Strain) -> None:
        super().__init__(recording.site)
        self.answers, self.strain = recording.answers, strain
        self.strained: dict[str, Any] = {}

    def answer(self, request: httpx.Request) -> httpx.Response:
        call = AGAIN.sub("", request.url.raw_path.decode())
        found = super().answer(httpx.Request("GET", request.url.join(call)))
        body = self.strain.body(call, found)
        if found.status_code == 200:
            self.strained[call] = json.loads(body)
        status, _, headers = kept(found)
        return response(status, body, headers)


@contextmanager
def straining(api: str, mode: Mode) -> Iterator[str]:
    """The address of an API in front of that one."""
    document = httpx.get(f"{api}/v1/openapi.json").json()
    with in_front_of(api, Straining, strain=Strain(document, mode)) as address:
        yield address


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the pages over strained answers, until Ctrl-C.")
    parser.add_argument("--mode", choices=MODES, default="longest")
    parser.add_argument("--port", default="8711")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = chapter_and_volumes(Databases(Path(folder)))
        with serving("api", DATABASE_URL=url, **SETTINGS) as (_, api), straining(api, given.mode) as address:
            sys.stdout.write(f"{given.mode}: http://127.0.0.1:{given.port}/\n")
            environment = {**os.environ, **SETTINGS, "API_URL": address, "PORT": given.port}
            with suppress(KeyboardInterrupt):
                subprocess.run([sys.executable, "-m", "explorer"], env=environment, check=True)


if __name__ == "__main__":
    main()
