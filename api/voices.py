"""Who says it: whose words a quotation has, whose claim an interpretation is, for answers that show little else."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from api.db import Snapshot
from api.models import claim as claims
from api.models import quotation as quotations
from api.models.record import table
from api.models.vocabulary import Certainty, InterpretationRole, Modality, QuotationRole
from api.quoted import Speaker
from api.refs import IDS, Links, Owned, Ref

party = table(quotations.QuotationParty)
interpretation, person = table(claims.Interpretation), table(claims.InterpretationActor)
SPEAKERS = (
    select(party.c.quotation_id, party.c.actor_id, party.c.certainty)
    .where(party.c.quotation_id.in_(IDS), party.c.role == QuotationRole.SPEAKER)
    .order_by(party.c.quotation_id, party.c.seq)
)
CLAIMED = (
    select(interpretation.c.id, person.c.role, person.c.actor_id, interpretation.c.modality, interpretation.c.certainty)
    .outerjoin(person, person.c.interpretation_id == interpretation.c.id)
    .where(interpretation.c.id.in_(IDS))
    .order_by(interpretation.c.id, person.c.seq)
)


class Voices:
    """Who says each of these records; one statement for quotations and one for claims, where there are any."""

    def __init__(self, snapshot: Snapshot, quotations: Sequence[int], claims: Sequence[int] = ()) -> None:
        self.spoken, self.claimed = (
            Owned(snapshot, statement, ids) if ids else None
            for statement, ids in ((SPEAKERS, quotations), (CLAIMED, claims))
        )

    def ids(self) -> set[int | None]:
        """For `Links`."""
        return {key for rows in (self.spoken, self.claimed) if rows for key in rows.ids("actor_id")}

    def speakers(self, key: int, links: Links) -> list[Speaker]:
        return [Speaker(links.refs[row.actor_id], row.certainty) for row in self.rows(self.spoken, key)]

    def people(self, key: int, role: InterpretationRole, links: Links) -> list[Ref]:
        return links.many(row.actor_id for row in self.rows(self.claimed, key) if row.role == role)

    def firmness(self, key: int) -> tuple[Modality | None, Certainty | None]:
        """How firmly the author of a claim puts it, and how sure it is who holds it."""
        return next(((row.modality, row.certainty) for row in self.rows(self.claimed, key)), (None, None))

    @staticmethod
    def rows(owned: Owned | None, key: int) -> Sequence[Any]:
        return owned.of(key) if owned else ()
