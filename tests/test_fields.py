"""A field is declared three times: what a curator may write, what the table holds, what the wire promises.

Each failure names the field and the file that was forgotten.
"""

from types import UnionType
from typing import Any, get_args, get_origin

import msgspec
import pytest

from api.models.actor import Actor, Place, Source
from api.models.claim import CausalLink, Dispute, Interpretation, Transmission
from api.models.document import Document
from api.models.event import Event
from api.models.quotation import Quotation
from api.models.record import table
from api.models.vocabulary import RecordType
from api.v1 import (
    actors,
    causal_links,
    disputes,
    documents,
    events,
    interpretations,
    places,
    quotations,
    sources,
    transmissions,
)
from seed.records import KINDS

DECLARED: dict[RecordType, tuple[Any, Any]] = {
    RecordType.SOURCE: (Source, sources.Source),
    RecordType.ACTOR: (Actor, actors.Actor),
    RecordType.PLACE: (Place, places.Place),
    RecordType.EVENT: (Event, events.Event),
    RecordType.DOCUMENT: (Document, documents.Document),
    RecordType.QUOTATION: (Quotation, quotations.Quotation),
    RecordType.INTERPRETATION: (Interpretation, interpretations.Interpretation),
    RecordType.DISPUTE: (Dispute, disputes.Dispute),
    RecordType.CAUSAL_LINK: (CausalLink, causal_links.CausalLink),
    RecordType.TRANSMISSION: (Transmission, transmissions.Transmission),
}
# What a curator writes under one name and readers see under another.
SHOWN_AS = {
    "cite": "citations",
    "span": "text",
    "parts": "selectors",
    "asserted_by": "assertions",
    "disputed_by": "assertions",
}
UNPUBLISHED = {"remark", "silent"}  # the latter in `sources/{id}/coverage`
# Columns whose value the wire shows inside another field, and columns that only serve queries.
INSIDE = {
    "as_printed": "printed",
    "text_sha256": "text",
    "text_length": "text",
    "text_start": "text",
    "text_end": "text",
    "interpretation": "assertions",
    "source": "selectors",
    "start": "selectors",
    "end": "selectors",
}
DATE_COLUMNS = {
    "edtf", "printed", "basis", "calendar_place_id", "lo", "hi", "lo_is", "hi_is", "quality", "month_day"
}  # fmt: skip
UNSERVED = {"same_as_method", "same_as_reason", "sentences", "silent"}  # imported series; `sources/{id}/coverage`


def is_scalar(annotation: Any) -> bool:
    """Text, number, truth value or a word of a vocabulary, or null; what a record has several of is not."""
    options = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    kinds = [kind for kind in options if kind is not type(None)]
    return len(kinds) == 1 and get_origin(kinds[0]) is None and issubclass(kinds[0], (str, int, float))


@pytest.mark.parametrize("kind", list(RecordType))
def test_what_a_curator_writes_is_served(kind: RecordType) -> None:
    wire = set(DECLARED[kind][1].__struct_encode_fields__)
    for field in KINDS[kind].__struct_encode_fields__:
        if field not in UNPUBLISHED:
            served = field if field in wire else SHOWN_AS.get(field)
            assert served in wire, f"{kind}.{field} is in seed/records.py and not in the Struct of api/v1/"


@pytest.mark.parametrize("kind", list(RecordType))
def test_every_scalar_has_a_column(kind: RecordType) -> None:
    columns = {column.name for column in table(DECLARED[kind][0]).columns}
    types = msgspec.structs.fields(KINDS[kind])
    for field in types:
        if is_scalar(field.type) and field.encode_name not in UNPUBLISHED:
            known = {field.encode_name, f"{field.encode_name}_id"} & columns
            assert known, f"{kind}.{field.encode_name} is in seed/records.py and has no column in api/models/"


@pytest.mark.parametrize("kind", list(RecordType))
def test_every_column_is_served(kind: RecordType) -> None:
    wire = set(DECLARED[kind][1].__struct_encode_fields__)
    for column in table(DECLARED[kind][0]).columns:
        name = column.name
        dated = name.removeprefix("received_") in DATE_COLUMNS and ("date" in wire)
        plain = name.removesuffix("_id")
        owned = (
            plain.removesuffix("_type") in wire
            or name.startswith("verification_")
            or name in UNSERVED | {"id", "type", "slug"}
        )
        served = name in wire or plain in wire or INSIDE.get(plain) in wire
        assert dated or owned or served, f"{kind}: column {name} of api/models/ is not in the Struct of api/v1/"
