"""The rows of made curated records: as many of each kind as asked for, tied to each other as real ones are."""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from api.models.vocabulary import RecordType
from api.search.order import CURATED
from seed.loading.search import entry
from tests.bench import words
from tests.bench.archive import MADE, dated, json_of
from tests.bench.bulk import Rows

KINDS = (
    "source", "actor", "place", "event", "document", "quotation", "interpretation", "dispute", "causal-link",
    "transmission",
)  # fmt: skip
EVENTS = ("meeting", "decision", "journey", "statement", "military-operation", "policy", "condition", "war")
CAPITALS = ("moscow", "beijing", "pyongyang", "seoul", "washington", "tokyo", None)
CLAIMS = ("factual", "motive", "causal", "evaluation", "belief")
MODES = ("written", "told", "relayed", "public")
CHECKED: dict[str, Any] = {
    "verification_state": "verified-exact", "verification_normalisations": "[]", "verification_version": 1,
    "verification_date": "2025-01-01", "verification_sha256": "0" * 64,
}  # fmt: skip
WORK: dict[str, Any] = {
    "kind": "essay", "csl": '{"type": "chapter"}', "licence": "Made up; nobody's.", "text_shown": False,
    "text_held": True, "text_sha256": "0" * 64, "text_length": 10**9, "silent": "[]",
}  # fmt: skip


@dataclass(slots=True)
class Curated:
    """`size` records of each kind, all of release 1; of a kind, the ids run on from `first[kind]`."""

    rows: Rows
    size: int
    seed: int = 1
    searched: bool = True
    first: dict[str, int] = field(default_factory=dict)
    rng: random.Random = field(default_factory=random.Random)

    def write(self) -> dict[str, int]:
        """How many there are of each kind now."""
        self.rng.seed(f"{self.seed}/curated")
        self.first = {kind: 1 + place * self.size for place, kind in enumerate(KINDS)}
        counts = dict.fromkeys(KINDS, self.size)
        self.rows.add("release", id=1, series="curated", content_sha256="0" * 64, created_at=MADE,
                      counts=json_of(counts))  # fmt: skip
        for kind in KINDS:
            make = getattr(self, kind.replace("-", "_"))
            for place in range(self.size):
                make(self.first[kind] + place, place)
        return counts

    def a(self, kind: str) -> int:
        """One of the kind, the first ones more often."""
        return self.first[kind] + int(self.size * self.rng.random() ** 3)

    def before(self, kind: str, key: int) -> int | None:
        """An earlier one of the kind, now and then."""
        place = key - self.first[kind]
        return self.first[kind] + self.rng.randrange(place) if place and place % 5 == 0 else None

    def line(self, size: int = 8) -> str:
        return words.sentences(self.rng, size)

    def when(self) -> dict[str, Any]:
        drawn = self.rng.random()
        day = date(1949, 1, 1).toordinal() + self.rng.randrange(1500)
        return dated(None if drawn < 0.1 else (day, day + 90) if drawn < 0.101 else (day, day))

    def add(self, table: str, **values: Any) -> None:
        self.rows.add(table, **values)

    def slug(self, kind: str, key: int) -> str:
        return f"{kind}-{key - self.first[kind]:06d}"

    def order(self, kind: str, key: int, when: dict[str, Any]) -> dict[str, Any]:
        """What a link copies of the record it belongs to."""
        return {"lo": when["lo"], "hi": when["hi"], "slug": self.slug(kind, key)}

    def record(self, key: int, kind: str, title: str, when: dict[str, Any] | None = None) -> None:
        slug = self.slug(kind, key)
        self.add("slug", type=kind, slug=slug)
        self.add("record", id=key, type=kind, slug=slug, label=title, series="curated", digest="0" * 64,
                 field_digests="{}", changed_in=1)  # fmt: skip
        self.add("change", seq=key, release_id=1, type=kind, slug=slug, action="created", fields="[]")
        self.add("citation", record_id=key, seq=1, source_id=self.first["source"], start=key, end=key + 90)
        if not self.searched:
            return
        given = when or dated(None)
        found = entry(
            record_id=key, paragraph_id=None, title=title, body=title, type=RecordType(kind), kind=None, source_id=None,
            lo=given["lo"], hi=given["hi"], rank=CURATED,
        )  # fmt: skip
        self.add("search_entry", **found)

    def typed(self, type: str, key: int, /, **values: Any) -> None:
        self.add(type.replace("-", "_"), id=key, type=type, slug=self.slug(type, key), **values)

    def target(self, owner: int, kind: str, of: str, role: str = "about") -> None:
        self.add("about", record_id=owner, record_type=kind, role=role, seq=1, target_id=self.a(of), target_type=of)

    def source(self, key: int, place: int) -> None:
        title = self.line(5)
        self.record(key, "source", title)
        self.typed("source", key, title=title, short_title=title, part_of_id=self.before("source", key),
                 **WORK)  # fmt: skip
        self.add("source_author", source_id=key, seq=1, actor_id=self.a("actor"))

    def actor(self, key: int, place: int) -> None:
        name = f"{self.rng.choice(words.GIVEN)} {words.surname(self.rng)}"
        self.record(key, "actor", name)
        self.typed("actor", key, name=name, kind="person" if place % 4 else "body")

    def place(self, key: int, place: int) -> None:
        name = words.surname(self.rng)
        self.record(key, "place", name)
        self.typed("place", key, name=name, within_id=self.before("place", key))

    def event(self, key: int, place: int) -> None:
        title, when = self.line(), self.when()
        self.record(key, "event", title, when)
        self.typed("event", key, title=title, kind=self.rng.choice(EVENTS),
                 capital=self.rng.choice(CAPITALS), place_id=self.a("place"), part_of_id=self.before("event", key),
                 **when)  # fmt: skip
        self.add("event_participant", event_id=key, seq=1, actor_id=self.a("actor"), role="present",
                 **self.order("event", key, when))  # fmt: skip

    def document(self, key: int, place: int) -> None:
        title, when = self.line(), self.when()
        self.record(key, "document", title, when)
        self.typed("document", key, title=title, kind="telegram", knowledge="quoted",
                 occasion_id=self.a("event"), occasion_type="event", **when, **dated(None, "received_"))  # fmt: skip
        for seq, role in enumerate(("from", "to"), 1):
            self.add("document_party", document_id=key, seq=seq, actor_id=self.a("actor"), role=role,
                     **self.order("document", key, when))  # fmt: skip
        if earlier := self.before("document", key):
            self.add("about", record_id=key, record_type="document", role="answers", seq=1, target_id=earlier,
                     target_type="document")  # fmt: skip

    def quotation(self, key: int, place: int) -> None:
        text, when = self.line(20), self.when()
        span = {"source_id": self.first["source"], "start": key, "end": key + 90}
        self.record(key, "quotation", text, when)
        self.typed("quotation", key, text=text, fidelity="translation", translated=True,
                 document_id=self.a("document"), **span, **CHECKED, **when)  # fmt: skip
        self.add("quotation_party", quotation_id=key, seq=1, actor_id=self.a("actor"), role="speaker",
                 certainty="stated", **self.order("quotation", key, when))  # fmt: skip
        self.add("quotation_selector", quotation_id=key, seq=1, exact=text, **span)

    def interpretation(self, key: int, place: int) -> None:
        statement = self.line(12)
        self.record(key, "interpretation", statement)
        self.typed("interpretation", key, statement=statement, kind=self.rng.choice(CLAIMS),
                 modality="argues", words="[]", certainty="stated", expectation=False)  # fmt: skip
        for seq, role in enumerate(("author", "held-by"), 1):
            self.add("interpretation_actor", interpretation_id=key, seq=seq, actor_id=self.a("actor"), role=role,
                     slug=self.slug("interpretation", key))  # fmt: skip
        self.target(key, "interpretation", "event")
        self.add("evidence", interpretation_id=key, seq=1, target_id=self.a("quotation"), target_type="quotation",
                 stance="for")  # fmt: skip

    def dispute(self, key: int, place: int) -> None:
        question = self.line()
        self.record(key, "dispute", question)
        self.typed("dispute", key, question=question)
        self.target(key, "dispute", "event")
        for seq in (1, 2):
            self.add("dispute_position", dispute_id=key, seq=seq, summary=self.line())
            self.add("position_interpretation", dispute_id=key, position_seq=seq, seq=1,
                     interpretation_id=self.first["interpretation"] + self.rng.randrange(self.size))  # fmt: skip

    def causal_link(self, key: int, place: int) -> None:
        self.record(key, "causal-link", self.line())
        claim = self.a("interpretation")
        self.typed("causal-link", key, cause_id=self.first["event"] + place, cause_type="event",
                 effect_id=self.a("document"), effect_type="document", kind="motivated",
                 interpretation_id=claim)  # fmt: skip
        self.add("causal_assertion", causal_link_id=key, interpretation_id=claim, seq=1, stance="asserts")

    def transmission(self, key: int, place: int) -> None:
        content, when = self.line(), self.when()
        self.record(key, "transmission", content, when)
        self.typed("transmission", key, content=content, mode=self.rng.choice(MODES),
                 certainty="stated", document_id=self.a("document"), **when)  # fmt: skip
        for seq, role in enumerate(("from", "to"), 1):
            self.add("transmission_party", transmission_id=key, seq=seq, actor_id=self.a("actor"), role=role,
                     **self.order("transmission", key, when))  # fmt: skip
        self.target(key, "transmission", "event")
