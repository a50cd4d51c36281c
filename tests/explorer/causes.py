"""Causal links as the API gives them, made up."""

from typing import Any

CAPITALS = ("moscow", "beijing", "pyongyang", "seoul", "washington", None)
END: dict[str, Any] = {}  # an end of which nothing is known


def ref(kind: str, id: str, label: str | None = None) -> dict[str, str]:
    return {"id": id, "type": kind, "label": label or id.capitalize(), "href": f"/v1/{kind}s/{id}"}


def day(when: str, last: str | None = None) -> dict[str, Any]:
    return {
        "edtf": f"{when}/{last}" if last else when,
        "printed": None,
        "earliest": when,
        "latest": last or when,
        "earliest_is": None,
        "latest_is": None,
        "words": when,
        "basis": "printed",
        "quality": "exact",
        "calendar_place": None,
    }


def dated(end: str, when: str, capital: str | None = None) -> dict[str, Any]:
    return {f"{end}_date": day(when), f"{end}_capital": capital}


def claim(id: str) -> dict[str, Any]:
    return {
        "interpretation": ref("interpretation", id),
        "statement": f"So says {id}.",
        "kind": "causal",
        "modality": "asserts",
        "words": [],
        "authors": [ref("actor", "somebody")],
        "held_by": [ref("actor", "somebody")],
        "holder_modality": None,
        "mind_of": [],
        "evidence": [],
        "disputes": [],
    }


def link(cause: str, effect: str, *ends: dict[str, Any], says: int = 1, disputes: int = 0, **fields: Any) -> Any:
    """Both ends dated alike, unless their dates are given; an end's own fields are laid over its reference."""
    id = fields.pop("id", f"{cause}-to-{effect}")
    stances = [*["asserts"] * says, *["disputes"] * disputes]
    found = {
        **ref("causal-link", id),
        "updated_at": "1950-01-01T00:00:00Z",
        "citations": [],
        "cause": ref("event", cause),
        "effect": ref("event", effect),
        "kind": "motivated",
        **{f"{end}_{name}": None for end in ("cause", "effect") for name in ("date", "capital")},
        **({} if ends else {**dated("cause", "1950-01-05"), **dated("effect", "1950-06-25")}),
        "assertions": [{"stance": stance, "claim": claim(f"{id}-{number}")} for number, stance in enumerate(stances)],
        **fields,
    }
    for one in ends:
        laid = {name: {**found[name], **value} if name in ("cause", "effect") else value for name, value in one.items()}
        found |= laid
    return found


def many(nodes: int, links: int, words: str = "") -> list[Any]:
    """So many links between so many events: a third of them undated, the others within two years."""
    pairs = [(number % nodes, (number * 7 + number // nodes * 3 + 1) % nodes) for number in range(4 * links)]
    chosen = list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))[:links]
    assert len(chosen) == links
    return [
        link(name(one), name(other), *(end_of(*end, words) for end in (("cause", one), ("effect", other))))
        for one, other in chosen
    ]


def name(number: int) -> str:
    return f"event-{number}"


def end_of(end: str, number: int, words: str) -> dict[str, Any]:
    label = {end: {"label": words or f"What happened {number}"}}
    if number % 3 == 0:
        return label
    month = number * 5 % 24
    when = f"{1949 + month // 12}-{month % 12 + 1:02}-{number % 28 + 1:02}"
    return {**label, **dated(end, when, CAPITALS[number % len(CAPITALS)])}
