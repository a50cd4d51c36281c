"""What a page is about in the words of schema.org, for machines that read pages: JSON-LD of the record shown.

Only what the record says for certain is told: a date where it is precise to the day, else the bounds as a period.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

Json = Mapping[str, Any]

NAME = "Parallel 38"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TYPES = {
    "actor": "Thing",
    "causal-link": "Claim",
    "dispute": "Question",
    "document": "CreativeWork",
    "event": "Event",
    "interpretation": "Claim",
    "place": "Place",
    "quotation": "Quotation",
    "source": "CreativeWork",
    "transmission": "CreativeWork",
}
BODIES = ("state", "body", "organisation", "armed-force", "party")
ACTORS = {"person": "Person", **dict.fromkeys(BODIES, "Organization")}
WORKS = {"Claim", "CreativeWork", "Question", "Quotation"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def linked_data(public_url: str, record: Json) -> Markup:
    """The content of a `script` element that is data: `<` is written so that it cannot end the element."""
    found = {"@context": "https://schema.org", **described(record, public_url)}
    written = json.dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)
    return Markup(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def described(record: Json, public_url: str) -> dict[str, Any]:
    kind = type_of(record)
    page = public_url + record["href"].removeprefix("/v1")
    work = {"isPartOf": dataset(public_url), "dateModified": record["updated_at"]} if kind in WORKS else {}
    return {
        **{"@type": kind, "@id": page, "url": page, "name": record["label"], "mainEntityOfPage": page},
        **dated(kind, record.get("date")),
        **work,
        **PARTS.get(record["type"], nothing)(record, public_url),
    }


def type_of(record: Json) -> str:
    """Groups and unnamed voices are neither persons nor bodies."""
    fallback = TYPES[record["type"]]
    return ACTORS.get(record["kind"], fallback) if record["type"] == "actor" else fallback


def dataset(public_url: str) -> Json:
    return {"@type": "Dataset", "name": NAME, "url": f"{public_url}/", "license": LICENCE}


def dated(kind: str, date: Json | None) -> Json:
    """`startDate` of an event and `dateCreated` of a work only where the day is certain."""
    if date is None or kind not in {"Event", "Quotation", "CreativeWork"}:
        return {}
    first, last = date["earliest"], date["latest"]
    if DAY.fullmatch(date["edtf"] or ""):
        return {"startDate" if kind == "Event" else "dateCreated": date["edtf"]}
    if kind == "Event" or (first is None and last is None):
        return {}
    return {"temporalCoverage": f"{first or '..'}/{last or '..'}"}


def of_quotation(record: Json, public_url: str) -> Json:
    return {
        "text": record["text"],
        "creator": [named(one["actor"], public_url) for one in record["speakers"] if one["certainty"] == "stated"],
        "isBasedOn": [reference(one, public_url) for one in cited(record)],
    }


def of_claim(record: Json, public_url: str) -> Json:
    """Whose claim it is says who holds it: an author may raise or reject what he writes of."""
    return {
        "description": record["statement"],
        "creator": [named(one, public_url) for one in record["held_by"]],
        "isBasedOn": [reference(one, public_url) for one in cited(record)],
    }


def of_event(record: Json, public_url: str) -> Json:
    place = record["place"]
    return {"description": record["summary"], "location": place and {"@type": "Place", **named(place, public_url)}}


def of_place(record: Json, public_url: str) -> Json:
    where = record["latitude"], record["longitude"]
    known = None not in where
    return {"geo": {"@type": "GeoCoordinates", "latitude": where[0], "longitude": where[1]}} if known else {}


def of_source(record: Json, public_url: str) -> Json:
    return {"sameAs": record["url"]}


def nothing(record: Json, public_url: str) -> Json:
    return {}


PARTS: dict[str, Callable[[Json, str], Json]] = {
    "quotation": of_quotation,
    "interpretation": of_claim,
    "event": of_event,
    "place": of_place,
    "source": of_source,
}


def named(one: Json, public_url: str) -> dict[str, str]:
    return {"name": one["label"], "url": public_url + one["href"].removeprefix("/v1")}


def reference(one: Json, public_url: str) -> Json:
    return {"@type": "CreativeWork", **named(one, public_url)}


def cited(record: Json) -> list[Json]:
    """The sources of a record, each once."""
    return list({one["source"]["id"]: one["source"] for one in record["citations"]}.values())
