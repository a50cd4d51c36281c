"""Claims as other records show them: whose, how firmly, on what. The whole record is an interpretation."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import select

from api.db import Snapshot
from api.models import claim as model
from api.models.record import table
from api.models.vocabulary import EvidenceStance, InterpretationKind, InterpretationRole, Modality
from api.refs import IDS, Links, Owned, Ref, owned

interpretation, person = table(model.Interpretation), table(model.InterpretationActor)
evidence, in_position = table(model.Evidence), table(model.PositionInterpretation)

CLAIMS = select(interpretation).where(interpretation.c.id.in_(IDS))
PEOPLE, EVIDENCE = owned(person.c.interpretation_id), owned(evidence.c.interpretation_id)
DISPUTES = owned(in_position.c.interpretation_id, by="dispute_id").with_only_columns(
    in_position.c.interpretation_id, in_position.c.dispute_id
)


class Evidence(msgspec.Struct):
    record: Annotated[Ref, Meta(description="What the author uses: a quotation, document, event or another claim.")]
    stance: Annotated[EvidenceStance, Meta(description="Whether it speaks for the claim or against it.")]


class Claim(msgspec.Struct):
    interpretation: Annotated[Ref, Meta(description="The claim's own record.")]
    statement: Annotated[str, Meta(description="The claim, in our words.")]
    kind: Annotated[InterpretationKind, Meta(description="What kind of claim it is.")]
    modality: Annotated[Modality, Meta(description="How firmly its author puts it.")]
    words: Annotated[list[str], Meta(description="The author's own hedges.")]
    authors: Annotated[list[Ref], Meta(description="Who wrote it.")]
    held_by: Annotated[list[Ref], Meta(description="Who holds it; empty only where nobody does.")]
    holder_modality: Annotated[Modality | None, Meta(description="How firmly the holder puts it, where only reported.")]
    mind_of: Annotated[list[Ref], Meta(description="Whose thoughts it is about.")]
    evidence: Annotated[list[Evidence], Meta(description="What the author uses for and against it.")]
    disputes: Annotated[list[Ref], Meta(description="The disputes in which it is an answer.")]


class Claims:
    """The claims with these ids; five queries, whatever their number."""

    def __init__(self, snapshot: Snapshot, ids: Iterable[int]) -> None:
        wanted: Sequence[int] = sorted(set(ids))
        self.rows = {row.id: row for row in snapshot.all(CLAIMS, ids=wanted)}
        self.people, self.evidence, self.disputes = (
            Owned(snapshot, statement, wanted) for statement in (PEOPLE, EVIDENCE, DISPUTES)
        )
        self.links = Links(
            snapshot,
            set(wanted)
            | self.people.ids("actor_id")
            | self.evidence.ids("target_id")
            | self.disputes.ids("dispute_id"),
        )

    def one(self, key: int) -> Claim:
        row = self.rows[key]
        return Claim(
            interpretation=self.links.refs[key],
            statement=row.statement,
            kind=row.kind,
            modality=row.modality,
            words=row.words,
            authors=people_of(self.people, key, InterpretationRole.AUTHOR, self.links),
            held_by=people_of(self.people, key, InterpretationRole.HOLDER, self.links),
            holder_modality=row.holder_modality,
            mind_of=people_of(self.people, key, InterpretationRole.MIND, self.links),
            evidence=evidence_of(self.evidence, key, self.links),
            disputes=self.links.many(d.dispute_id for d in self.disputes.of(key)),
        )


def people_of(people: Owned, key: int, role: InterpretationRole, links: Links) -> list[Ref]:
    return links.many(p.actor_id for p in people.of(key, role=role))


def evidence_of(rows: Owned, key: int, links: Links) -> list[Evidence]:
    return [Evidence(links.refs[e.target_id], e.stance) for e in rows.of(key)]
