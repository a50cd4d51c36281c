"""Who wrote to whom: counted by each load and import, so that no answer counts all letters of an archive."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from api.models.record import LATER, key, table


class LetterPair(SQLModel, table=True):
    """The documents from one identity to another. `place` is in the order of all pairs, most documents first.

    `curated`: both are actors of the record itself. lo, hi: the first and last day of those with a date, the sentinels
    where none has one. `median_days`, of `delays` documents, is how long they took.
    """

    __tablename__ = "letter_pair"
    sender_id: int = Field(sa_column=key("actor.id", owned=True, primary=True))
    recipient_id: int = Field(sa_column=key("actor.id", owned=True, primary=True))
    place: int
    curated: bool
    documents: int
    lo: int
    hi: int
    median_days: float | None = None
    delays: int
    __table_args__ = (
        CheckConstraint("documents >= 1", name="documents"),
        CheckConstraint("(median_days IS NULL) = (delays = 0)", name="median_days"),
        Index("ix_letter_pair_curated", "curated", "place"),
        Index("ix_letter_pair_sender_id", "sender_id", "place"),
        Index("ix_letter_pair_recipient_id", "recipient_id", "place"),
    )


class LetterBearer(SQLModel, table=True):
    """Through whom documents of a pair went, and how many of them."""

    __tablename__ = "letter_bearer"
    sender_id: int = Field(primary_key=True)
    recipient_id: int = Field(primary_key=True)
    actor_id: int = Field(sa_column=key("actor.id", owned=True, primary=True, index=True))
    documents: int
    __table_args__ = (
        ForeignKeyConstraint(
            ["sender_id", "recipient_id"],
            ["letter_pair.sender_id", "letter_pair.recipient_id"],
            name="fk_letter_bearer_pair",
            ondelete="CASCADE",
            **LATER,
        ),
    )


TABLES = (table(LetterPair), table(LetterBearer))
