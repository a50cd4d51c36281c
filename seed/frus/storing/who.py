"""Who is meant where a document names somebody: by the volume's own list of persons, and by the curated actors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from api.models.vocabulary import MentionCertainty, MentionMethod
from seed.frus.volume import Mention
from seed.people.candidates import Candidates, surfaces, understood

GUESSED = frozenset({MentionMethod.PARTICIPANTS, MentionMethod.SMALL_CAPITALS})
SURFACES = 4096  # of them the candidates are remembered


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor that may be meant: its id in the database and its slug."""

    id: int
    slug: str


class Named(NamedTuple):
    """Somebody named at a place of a document, as it is stored; of several that may be meant, one."""

    is_note: bool
    number: int
    start: int
    end: int
    actor: Actor | None
    xml_id: str | None
    method: MentionMethod
    certainty: MentionCertainty


class Who:
    """`listed`: the volume's list of persons by xml:id, each with the name as printed; `curated`: all their names."""

    def __init__(self, listed: Mapping[str, tuple[Actor, str]], curated: Mapping[Actor, Sequence[str]]) -> None:
        self.listed = {xml_id: actor for xml_id, (actor, _) in listed.items()}
        actors = [*self.listed.values(), *curated]
        self.by_id = {actor.id: actor for actor in actors}
        names = {actor.id: name for actor, name in listed.values()}
        self.of = lru_cache(SURFACES)(Candidates(names, {actor.id: found for actor, found in curated.items()}).of)

    def named(self, mentions: Iterable[Mention]) -> list[Named]:
        """Everybody whom a document's mentions name, in the order of the text; nobody where no name fits anybody."""
        found = [one for mention in mentions for one in self.meant(mention)]
        return sorted(found, key=place)

    def meant(self, mention: Mention) -> Iterator[Named]:
        if mention.method not in GUESSED:
            yield self.marked(mention)
            return
        at = mention.at
        for start, end, surface in surfaces(mention.surface):
            if understood(surface):
                yield from self.guessed(
                    surface, at.is_note, at.number, at.start + start, at.start + end, mention.method
                )

    def marked(self, mention: Mention) -> Named:
        """As the markup says; where it says nothing that is listed, the name stands as printed."""
        actor = self.listed.get(mention.xml_id) if mention.xml_id else None
        certainty = MentionCertainty.CERTAIN if actor else MentionCertainty.PRINTED
        at = mention.at
        return Named(at.is_note, at.number, at.start, at.end, actor, mention.xml_id, mention.method, certainty)

    def guessed(
        self, surface: str, is_note: bool, number: int, start: int, end: int, method: MentionMethod
    ) -> Iterator[Named]:
        """Nobody marked who is meant: the one whom the name fits is suggested, several are candidates."""
        actors = [self.by_id[actor] for actor in self.of(surface)]
        certainty = MentionCertainty.SUGGESTED if len(actors) == 1 else MentionCertainty.AMBIGUOUS
        for actor in actors:
            yield Named(is_note, number, start, end, actor, None, method, certainty)
        if not actors:
            yield Named(is_note, number, start, end, None, None, method, MentionCertainty.PRINTED)


def is_open(named: Named) -> bool:
    """Whether it is only a name that fits nobody yet: it is no mention, but may become one when others are known."""
    return named.actor is None and named.method in GUESSED


def place(named: Named) -> tuple[bool, int, int, int, str]:
    """An order that does not depend on ids."""
    return named.is_note, named.number, named.start, named.end, named.actor.slug if named.actor else ""
