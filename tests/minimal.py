"""The smallest legal database with a row in every table and a value in every key: what illegal writes are tried on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert
from sqlmodel import SQLModel

Rows = dict[str, list[dict[str, Any]]]

DAY = date(1950, 10, 5).toordinal()
ON_DAY = {
    "edtf": "1950-10-05",
    "printed": "October 5",
    "basis": "year-implied",
    "calendar_place_id": 31,
    "lo": DAY,
    "hi": DAY,
    "lo_is": None,
    "hi_is": None,
    "quality": "exact",
    "month_day": 1005,
}
RECEIVED = {f"received_{name}": value for name, value in ON_DAY.items()}
SPAN = {"source_id": 12, "start": 10, "end": 20}
TEXT = {"text_held": True, "text_sha256": "a" * 64, "text_length": 100}
WORK = {"kind": "essay", "short_title": "A work", "csl": {}, "licence": "none", "text_shown": False}
CLAIM = {"modality": "asserts", "words": [], "certainty": "stated", "expectation": False}
CHECKED = {
    "verification_state": "verified-exact",
    "verification_normalisations": [],
    "verification_version": 1,
    "verification_date": date(2025, 1, 1),
    "verification_sha256": "a" * 64,
}

KINDS = {1: "source", 2: "actor", 3: "place", 4: "event", 5: "document", 6: "quotation"} | {
    7: "interpretation", 8: "dispute", 9: "causal-link", 10: "transmission"
}  # fmt: skip

TYPED: Rows = {
    "source": [
        {"id": 11, **WORK, **TEXT, "title": "A whole"},
        {"id": 12, **WORK, **TEXT, "part_of_id": 11, "text_start": 0, "text_end": 50},
    ],
    "actor": [
        {"id": 21, "name": "One", "kind": "person", "same_as_id": 22, "same_as_method": "name"},
        {"id": 22, "name": "Two", "kind": "body"},
    ],
    "place": [
        {"id": 31, "name": "City", "within_id": 32, "latitude": 1.5, "longitude": 2.5, "gazetteer": "A list"},
        {"id": 32, "name": "Country"},
    ],
    "event": [
        {
            "id": 41,
            "title": "Talks",
            "kind": "meeting",
            "capital": "moscow",
            "place_id": 31,
            "part_of_id": 42,
            **ON_DAY,
        },
        {"id": 42, "title": "War", "kind": "war", **ON_DAY},
    ],
    "document": [
        {"id": 51, "title": "Telegram", "kind": "telegram", "knowledge": "quoted", **ON_DAY, **RECEIVED}
        | {"occasion_id": 41, "occasion_type": "event"},
        {"id": 52, "title": "Answer", "kind": "letter", "knowledge": "mentioned", **ON_DAY, **RECEIVED},
    ],
    "quotation": [
        {"id": 61, "text": "some words", "fidelity": "original", "lacuna": "start", "document_id": 51, "event_id": 41}
        | {**SPAN, **CHECKED, **ON_DAY},
        {"id": 62, "text": "the same words", "fidelity": "term", **SPAN, **CHECKED, **ON_DAY},
    ],
    "interpretation": [
        {"id": 72, "statement": "It was so.", "kind": "factual", **CLAIM},
        {
            "id": 71,
            "statement": "It was said.",
            "kind": "content",
            **CLAIM,
            "modality": "reports",
            "holder_modality": "argues",
        }
        | {"said_in_id": 41, "said_in_type": "event", "lacuna": "before", "lost": "Its beginning"},
    ],
    "dispute": [{"id": 81, "question": "Was it so?"}, {"id": 82, "question": "Why?"}],
    "causal_link": [
        {"id": 91, "cause_id": 41, "cause_type": "event", "effect_id": 51, "effect_type": "document"}
        | {"kind": "motivated", "interpretation_id": 71},
        {"id": 92, "cause_id": 42, "cause_type": "event", "effect_id": 51, "effect_type": "document"}
        | {"kind": "motivated", "interpretation_id": 71},
    ],
    "transmission": [
        {"id": 101, "content": "News", "mode": "told", "certainty": "stated", **ON_DAY}
        | {"document_id": 51, "event_id": 41, "asserted_by_id": 72},
        {"id": 102, "content": "More news", "mode": "told", "certainty": "stated", **ON_DAY},
    ],
}

# By its slug, and on its days, a record stands in the links that lists of it are filtered by.
TYPED = {name: [{"slug": f"r{row['id']}", **row} for row in rows] for name, rows in TYPED.items()}
DAYS = {"lo": DAY, "hi": DAY}

OWNED: Rows = {
    "citation": [{"record_id": 41, "seq": 1, **SPAN, "document_id": 51, "paragraph_id": 1}],
    "about": [
        {"record_id": 71, "record_type": "interpretation", "role": "about", "seq": 1}
        | {"target_id": 41, "target_type": "event"},
        {"record_id": 51, "record_type": "document", "role": "answers", "seq": 1}
        | {"target_id": 52, "target_type": "document"},
    ],
    "source_author": [{"source_id": 12, "seq": 1, "actor_id": 21}],
    "actor_name": [{"actor_id": 21, "seq": 1, "name": "Uno", "kind": "alternative", **ON_DAY}],
    "actor_role": [{"actor_id": 21, "seq": 1, "title": "Member", "body_id": 22, **ON_DAY}],
    "actor_identifier": [{"actor_id": 21, "seq": 1, "scheme": "list", "value": "1", "locator": "page 1"}],
    "place_name": [{"place_id": 31, "seq": 1, "name": "Town", "kind": "alternative"}],
    "event_participant": [{"event_id": 41, "seq": 1, "actor_id": 21, "role": "spoke", **DAYS, "slug": "r41"}],
    "participant_quotation": [{"event_id": 41, "participant_seq": 1, "seq": 1, "quotation_id": 61}],
    "event_date": [{"event_id": 41, "seq": 1, "given_by_id": 21, **SPAN, **ON_DAY}],
    "event_claim": [{"event_id": 41, "seq": 1, "interpretation_id": 71}],
    "document_party": [{"document_id": 51, "seq": 1, "actor_id": 21, "role": "from", **DAYS, "slug": "r51"}],
    "quotation_party": [
        {"quotation_id": 61, "seq": 1, "actor_id": 21, "role": "speaker", "certainty": "stated", **DAYS, "slug": "r61"}
    ],
    "quotation_emendation": [
        {"quotation_id": 61, "seq": 1, "printed": "wrods", "reading": "words", "reason": "scan error"}
    ],
    "quotation_selector": [{"quotation_id": 61, "seq": 1, **SPAN, "exact": "some words"}],
    "quotation_same_words": [{"quotation_id": 61, "other_id": 62}],
    "interpretation_actor": [{"interpretation_id": 71, "seq": 1, "actor_id": 21, "role": "author", "slug": "r71"}],
    "evidence": [{"interpretation_id": 71, "seq": 1, "target_id": 61, "target_type": "quotation", "stance": "for"}],
    "relation": [{"interpretation_id": 71, "seq": 1, "other_id": 72, "kind": "supports"}],
    "counterfactual_chain": [{"interpretation_id": 72, "seq": 1, "causal_link_id": 91}],
    "dispute_position": [{"dispute_id": 81, "seq": 1, "summary": "It was."}],
    "position_interpretation": [{"dispute_id": 81, "position_seq": 1, "seq": 1, "interpretation_id": 72}],
    "dispute_presupposition": [{"dispute_id": 81, "seq": 1, "interpretation_id": 71}],
    "causal_assertion": [{"causal_link_id": 91, "interpretation_id": 71, "seq": 1, "stance": "asserts"}],
    "transmission_party": [{"transmission_id": 101, "seq": 1, "actor_id": 21, "role": "to", **DAYS, "slug": "r101"}],
}

WORDS = {"document_id": 51, "seq": 1, "paragraph_id": 1, "start": 0, "end": 4}
DATED = {"date_rule": "range", "date_precision": "day", "instant_lo": -1, "instant_hi": 1}
# Source 12 as a volume that was imported, document 51 as one that it prints, 52 as what is attached to it.
CORPUS: Rows = {
    "volume": [{"source_id": 12, "url": "u", "file_sha256": "a" * 64, "file_size": 1, "importer": 1}
               | {"imported_at": datetime(2025, 1, 1, tzinfo=UTC)}],
    "origin": [{"record_id": 51, "volume": "frus1950v07", "xml_id": "d1"}],
    "section": [
        {"id": 1, "source_id": 12, "seq": 1, "kind": "compilation"},
        {"id": 2, "source_id": 12, "seq": 2, "kind": "chapter", "parent_id": 1, "title": "Chapter", "prose": "Prose"},
    ],
    "volume_document": [
        {"document_id": 51, "volume_id": 12, "section_id": 2, "position": 1, "place": "Seoul", **DATED},
        {"document_id": 52, "volume_id": 12, "section_id": 2, "position": 2, "part_of_id": 51, **DATED},
    ],
    "paragraph": [
        {"id": 1, "document_id": 51, "is_note": False, "number": 1, "kind": "paragraph", "text": "Some words"},
        {"id": 2, "document_id": 51, "is_note": True, "number": 1, "kind": "footnote", "text": "A note"}
        | {"anchor_number": 1, "anchor_offset": 4},
    ],
    "anchor": [{"volume": "frus1950v07", "xml_id": "pg_1", "document_id": 51, "paragraph_id": 1}],
    "mention": [{**WORDS, "actor_id": 21, "xml_id": "p_A1", "method": "markup", "certainty": "certain"}
                | {**DAYS, "slug": "r51"}],
    "term": [{"id": 1, "source_id": 12, "xml_id": "t_A1", "name": "A", "expansion": "Abbreviation"}],
    "term_use": [{**WORDS, "term_id": 1}],
    "reference": [{**WORDS, "kind": "document", "target": "#d1", "target_volume": "frus1950v07"}
                  | {"target_xml_id": "d1"}],
    "external_link": [{"record_id": 41, "seq": 1, "volume": "frus1950v07", "xml_id": "d1"}],
    "possibly_same": [{"actor_id": 21, "other_id": 22, "reason": "Same name"}],
    "quotation_elsewhere": [{"quotation_id": 61, **WORDS, "state": "verified-exact", "normalisations": []}],
    "name_key": [{"folded": "one", "actor_id": 21}],
    "letter_pair": [
        {"sender_id": one, "recipient_id": other, "place": one, "curated": True, "documents": 1, "lo": DAY, "hi": DAY}
        | {"median_days": 1.5, "delays": 2} for one, other in ((22, 21), (21, 22))
    ],
    "letter_bearer": [{"sender_id": 21, "recipient_id": 22, "actor_id": 21, "documents": 1}],
    "search_entry": [{"id": 1, "record_id": 51, "paragraph_id": 1, "title": "telegram", "body": "some words"}
                     | {"rank": 1, "type": "document", "kind": "telegram", "source_id": 12, "lo": DAY, "hi": DAY}
                     | {"marks": "type=document"}],
}  # fmt: skip


def common() -> Rows:
    """Releases, slugs, records and the change log."""
    ids = [row["id"] for rows in TYPED.values() for row in rows]
    base = {"series": "curated", "digest": "d", "field_digests": {}, "changed_in": 1}
    records = [{"id": n, "type": KINDS[n // 10], "slug": f"r{n}", "label": f"Record {n}", **base} for n in ids]
    former: list[dict[str, Any]] = [
        {"type": "event", "slug": "old", "moved_to": "r41"},
        {"type": "event", "slug": "gone", "gone_in": 1, "gone_label": "Gone"},
    ]
    change = {"seq": 1, "release_id": 1, "type": "event", "slug": "r41", "action": "created", "fields": []}
    return {
        "release": [
            {
                "id": 1,
                "series": "curated",
                "content_sha256": "c",
                "created_at": datetime(2025, 1, 1, tzinfo=UTC),
                "counts": {},
            }
        ],
        "slug": [*({"type": found["type"], "slug": found["slug"]} for found in records), *former],
        "record": records,
        "change": [change],
    }


ROWS: Rows = common() | TYPED | OWNED | CORPUS


def fill(connection: Connection) -> None:
    for name, row in every_row():
        connection.execute(insert(SQLModel.metadata.tables[name]).values(row))


def every_row() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, rows in ROWS.items():
        for row in rows:
            yield name, row
