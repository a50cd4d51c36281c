"""Made-up moments of the timeline, in the shape of the API."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
FIRST = date(1950, 1, 1)

GIVER = {"id": "x", "type": "actor", "label": "X", "href": "/v1/actors/x"}


def dated(edtf: str, earliest: str | None, latest: str | None, **more: str) -> Json:
    open = {"earliest_is": None, "latest_is": None}
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "words": f"words of {edtf}", **open, **more}


def plain(day: str) -> Json:
    return dated(day, day, day)


def moment(
    id: str, when: Json, capital: str | None = "moscow", type: str = "event", rivals: Sequence[Json] = ()
) -> Json:
    others = [{"date": one, "given_by": [GIVER]} for one in rivals]
    return {
        "record": {"id": id, "type": type, "label": f"What is called {id}", "href": f"/v1/{type}s/{id}"},
        "kind": None,
        "date": {"quality": "exact", "printed": None, **when},
        "capital": capital if type == "event" else None,
        "place": None,
        "other_dates": others,
        "dispute_count": 0,
        "citations": [],
    }


def many(number: int, days: int = 1) -> list[Json]:
    """Events of four capitals, so many days apart."""
    capitals = ("moscow", "beijing", "seoul", None)
    return [
        moment(f"event-{n}", plain((FIRST + timedelta(days=n * days)).isoformat()), capitals[n % 4])
        for n in range(number)
    ]


def heap(number: int, day: str = "1950-06-25", type: str = "event") -> list[Json]:
    return [moment(f"{type}-{n}", plain(day), type=type) for n in range(number)]


def answer(moments: Sequence[Json], total: int | None = None) -> Json:
    found = len(moments) if total is None else total
    following = "/v1/timeline?cursor=abc" if found > len(moments) else None
    shape: Json = {"total": found, "total_exact": True, "next": following, "facets": {}, "filters": {}}
    return {"results": list(moments), **shape}


CAPITALS = ("moscow", "beijing", "seoul")
ACROSS = dated("1941/1953", "1941-01-01", "1953-12-31")
OPEN = [
    moment("unknown", dated("1950-03-30/", "1950-03-30", None, latest_is="unknown")),
    moment("going-on", dated("1950-03-30/..", "1950-03-30", None, latest_is="ongoing")),
    moment("before", dated("[..1950-04]", None, "1950-04-30", earliest_is="unknown")),
    moment("across", ACROSS),
]
LONG = [{**one, "record": {**one["record"], "label": "Wednesdays and " * 30}} for one in many(20)]
BARS = [
    moment(
        f"bar-{n}",
        dated(f"[{n}]", (FIRST + timedelta(days=n)).isoformat(), (FIRST + timedelta(days=200 + n)).isoformat()),
    )
    for n in range(40)
]


def scattered(number: int) -> list[Json]:
    dice = random.Random(number)  # noqa: S311
    found = []
    for n in range(number):
        first = FIRST + timedelta(days=dice.randrange(900))
        last = first + timedelta(days=dice.choice((0, 0, 0, 3, 30, 400)))
        type = dice.choice(("event", "event", "document"))
        when = dated(f"{first}/{last}", first.isoformat(), last.isoformat())
        found.append(moment(f"{type}-{n}", when, dice.choice((*CAPITALS, None)), type))
    return found


FAR = [
    moment("early", plain("1789-07-14")),
    moment("late", plain("1989-11-09")),
    moment("wholly", dated("1950", "1950-01-01", "1950-12-31")),
]
CASES = {
    "beyond": [*FAR, *BARS],
    "beyond and dense": [*FAR, *heap(30, "1950-01-01"), *heap(30, "1950-12-31", "document"), *BARS],
    "one": many(1),
    "sixty": many(60),
    "five hundred": many(500),
    "far apart": many(60, days=400),
    "a heap": heap(60),
    "two heaps": [*heap(30), *heap(200, "1950-06-26", "document")],
    "a volume": [one for n in range(25) for one in heap(12, (FIRST + timedelta(days=n)).isoformat(), "document")],
    "open": OPEN,
    "only open": OPEN[2:3],
    "long": LONG,
    "bars": BARS,
    "scattered": scattered(60),
    "many scattered": scattered(500),
    "rivals": [moment("r", plain("1950-06-25"), rivals=[plain("1950-06-26"), plain("1899-01-01"), ACROSS])],
}
