"""Who and where: sources' authors, persons, bodies and voices with their names and offices; places."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index
from sqlmodel import Field, SQLModel

from api.models.record import (
    Dated,
    dated,
    enum_column,
    key,
    kind_column,
    long_text,
    said,
    slug_column,
    typed,
)
from api.models.vocabulary import ActorKind, NameKind, RecordType, SourceKind


class Source(SQLModel, table=True):
    """A work that is cited. Its text, where there is one, is what offsets refer to; a part shares its whole's."""

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.SOURCE))
    slug: str = Field(sa_column=slug_column())
    kind: SourceKind = Field(sa_column=enum_column(SourceKind, "kind"))
    title: str | None = Field(default=None, sa_column=long_text(nullable=True))
    short_title: str = Field(sa_column=long_text())
    part_of_id: int | None = Field(default=None, sa_column=key("source.id", nullable=True, index=True))
    csl: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    licence: str = Field(sa_column=long_text())
    text_shown: bool
    text_held: bool
    text_sha256: str | None = Field(default=None, max_length=64, index=True)
    text_length: int | None = None
    text_start: int | None = None
    text_end: int | None = None
    # Offsets of each sentence of the text, and of the passages that give no record, with why.
    sentences: list[list[int]] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    silent: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, default=list))
    __table_args__ = typed(
        RecordType.SOURCE,
        Index("ix_source_slug", "slug"),
        said("title", "short_title", "licence"),
        CheckConstraint("part_of_id <> id", name="part_of_other"),
        CheckConstraint("(text_sha256 IS NULL) = (text_length IS NULL)", name="text"),
        CheckConstraint("(text_start IS NULL) = (text_end IS NULL)", name="both_ends"),
        CheckConstraint("text_start >= 0 AND text_start < text_end AND text_end <= text_length", name="span"),
        CheckConstraint("text_start IS NULL OR text_held", name="span_held"),
        CheckConstraint("text_held OR text_sha256 IS NULL", name="held"),
    )


class SourceAuthor(SQLModel, table=True):
    __tablename__ = "source_author"
    source_id: int = Field(sa_column=key("source.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    actor_id: int = Field(sa_column=key("actor.id"))
    __table_args__ = (Index("uq_source_author_actor_id", "actor_id", "source_id", unique=True),)


class Actor(SQLModel, table=True):
    """`same_as_id` (one step deep) points at the identity that an imported entry belongs to."""

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.ACTOR))
    slug: str = Field(sa_column=slug_column())
    name: str = Field(sa_column=long_text())
    kind: ActorKind = Field(sa_column=enum_column(ActorKind, "kind"))
    summary: str | None = Field(default=None, sa_column=long_text(nullable=True))
    same_as_id: int | None = Field(default=None, sa_column=key("actor.id", nullable=True))
    same_as_method: str | None = None
    same_as_reason: str | None = None
    __table_args__ = typed(
        RecordType.ACTOR,
        Index("ix_actor_slug", "slug"),
        Index("ix_actor_kind", "kind", "slug"),
        Index("ix_actor_same_as_id", "same_as_id", "slug"),
        said("name", "summary"),
        CheckConstraint("same_as_id <> id", name="same_as_other"),
        CheckConstraint("(same_as_id IS NULL) = (same_as_method IS NULL)", name="same_as_method"),
    )


class ActorName(Dated, SQLModel, table=True):
    """Another name: its kind, where it was used, and when."""

    __tablename__ = "actor_name"
    actor_id: int = Field(sa_column=key("actor.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    name: str = Field(sa_column=long_text())
    kind: NameKind = Field(sa_column=enum_column(NameKind, "kind"))
    used: str | None = Field(default=None, sa_column=long_text(nullable=True))
    __table_args__ = (said("name", "used"), *dated("actor_name", sorts=False))


class ActorRole(Dated, SQLModel, table=True):
    """An office (`title`), a membership (`body_id`), or an office in a body."""

    __tablename__ = "actor_role"
    actor_id: int = Field(sa_column=key("actor.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    title: str | None = Field(default=None, sa_column=long_text(nullable=True))
    body_id: int | None = Field(default=None, sa_column=key("actor.id", nullable=True, index=True))
    __table_args__ = (
        CheckConstraint("title IS NOT NULL OR body_id IS NOT NULL", name="says_something"),
        CheckConstraint("body_id <> actor_id", name="other_body"),
        *dated("actor_role", sorts=False),
    )


class ActorIdentifier(SQLModel, table=True):
    """The same actor elsewhere, where that is certain; `locator` says on what authority."""

    __tablename__ = "actor_identifier"
    actor_id: int = Field(sa_column=key("actor.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    scheme: str
    value: str
    locator: str = Field(sa_column=long_text())
    __table_args__ = (Index("uq_actor_identifier_scheme_value", "scheme", "value", unique=True),)


class Place(SQLModel, table=True):
    """A place; coordinates only where a gazetteer gives them."""

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.PLACE))
    slug: str = Field(sa_column=slug_column())
    name: str = Field(sa_column=long_text())
    name_now: str | None = Field(default=None, sa_column=long_text(nullable=True))
    summary: str | None = Field(default=None, sa_column=long_text(nullable=True))
    within_id: int | None = Field(default=None, sa_column=key("place.id", nullable=True, index=True))
    latitude: float | None = None
    longitude: float | None = None
    gazetteer: str | None = None
    __table_args__ = typed(
        RecordType.PLACE,
        Index("ix_place_slug", "slug"),
        said("name", "name_now", "summary"),
        CheckConstraint("within_id <> id", name="within_other"),
        CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL) = (gazetteer IS NULL)", name="coordinates"
        ),
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name="globe"),
    )


class PlaceName(SQLModel, table=True):
    __tablename__ = "place_name"
    place_id: int = Field(sa_column=key("place.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    name: str = Field(sa_column=long_text())
    kind: NameKind = Field(sa_column=enum_column(NameKind, "kind"))
    __table_args__ = (said("name"),)
