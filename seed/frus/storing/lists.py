"""A volume's list of persons and list of terms, as they are stored."""

from typing import Any

from api.models.actor import Actor, ActorRole
from api.models.corpus import NameKey, SearchEntry
from api.models.corpus import Term as TermTable
from api.models.record import Citation
from api.models.vocabulary import ActorKind, RecordType
from seed.frus.storing import contents
from seed.frus.storing.slugs import base
from seed.frus.storing.store import numbers
from seed.frus.storing.stored import Key, Known, curated_people
from seed.frus.storing.who import Actor as Listed
from seed.frus.storing.who import Who
from seed.frus.storing.work import Work
from seed.frus.volume import Findings, Person, Term
from seed.loading import search
from seed.loading.compare import digest
from seed.loading.dates import UNDATED
from seed.people.names import forms

LOCATOR = "List of persons"


class Lists:
    """`persons` and `terms`: what the ids of the file mean; what is stored and not in the file still means something,
    unless it is to go.
    """

    def __init__(self, work: Work, *, keep: bool) -> None:
        self.work = work
        self.persons: dict[str, tuple[Listed, str]] = {}
        self.terms: dict[str, int] = {}
        self.kept_persons = work.stored.persons if keep else {}
        self.kept_terms = work.stored.terms if keep else {}
        self.numbers = numbers(work.connection, TermTable)
        self.listed: list[list[Any]] = []  # the terms of the file
        self.told: set[str] = set()  # the persons of the file

    def person(self, person: Person) -> None:
        work, xml_id = self.work, self.work.fitting(person.xml_id)
        self.told.add(xml_id)
        work.report.persons += 1
        known, digests = work.stored.persons.get(xml_id), contents.of_person(person)
        if known is None:
            number = next(work.ids)
            wanted = base(work.volume, xml_id)
            slug = work.create(RecordType.ACTOR, number, (xml_id, None), wanted, person.name, digests)
            work.origin(number, xml_id)
            work.store.add(Actor, actor_row(person, number, slug))
            self.own(person, number)
        else:
            number, slug = known.id, known.slug
            self.bring_up_to_date(person, known, digests)
        self.persons[xml_id] = (Listed(number, slug), person.name)

    def bring_up_to_date(self, person: Person, known: Known, digests: dict[str, str]) -> None:
        work = self.work
        if known.digest == digest(digests):
            work.report.unchanged += 1
            return
        work.update(RecordType.ACTOR, known, person.name, digests)
        work.store.change(Actor, "id", [{"id": known.id, "name": person.name}])
        for model, owner in OWNED:
            work.store.remove(model, owner, [known.id])
        self.own(person, known.id)

    def own(self, person: Person, number: int) -> None:
        """What the entry owns: the text of its role, its citation, how it is found."""
        store = self.work.store
        if person.role:
            store.add(ActorRole, {**UNDATED, "actor_id": number, "seq": 1, "title": person.role})
        self.work.cite(number, LOCATOR)
        store.add(NameKey, *search.name_keys(number, [person.name, *forms(person.name)]))
        self.work.index(RecordType.ACTOR, number, person.name, person.role or "", ActorKind.PERSON)

    def term(self, term: Term) -> None:
        xml_id = self.work.fitting(term.xml_id)
        self.work.report.terms += 1
        self.listed.append([xml_id, term.name, term.expansion])
        row = {"source_id": self.work.source_id, "xml_id": xml_id, "name": term.name, "expansion": term.expansion}
        known = self.work.stored.terms.get(xml_id)
        self.terms[xml_id] = number = known.id if known else next(self.numbers)
        if known is None:
            self.work.store.add(TermTable, {"id": number, **row})
        elif (known.name, known.expansion) != (term.name, term.expansion):
            self.work.store.change(TermTable, "id", [{"id": number, **row}])

    def who(self) -> Who:
        """Completes the lists with what is stored, and says who is meant by them."""
        stored = self.work.stored
        for xml_id, known in self.kept_persons.items():
            self.persons.setdefault(xml_id, (Listed(known.id, known.slug), stored.names[known.id]))
        for xml_id, row in self.kept_terms.items():
            self.terms.setdefault(xml_id, row.id)
        return Who(self.persons, curated_people(self.work.connection))

    def stored_terms(self) -> list[list[Any]]:
        """All terms that the volume has now."""
        told = {xml_id for xml_id, *_ in self.listed}
        kept = [[row.xml_id, row.name, row.expansion] for row in self.kept_terms.values() if row.xml_id not in told]
        return sorted([*self.listed, *kept])

    def skipped(self, findings: Findings) -> int:
        """How many entries of the file are left out: without an id or a name, or with the id of another entry."""
        told = self.told | {xml_id for xml_id, *_ in self.listed}
        return findings.nameless + sum(xml_id in told for xml_id in findings.doubled_ids)

    def missing(self) -> dict[Key, Known]:
        """Persons that are stored and not in the file."""
        return {(xml_id, None): known for xml_id, known in self.work.stored.persons.items() if xml_id not in self.told}

    def remove_terms(self) -> None:
        gone = [row.id for xml_id, row in self.work.stored.terms.items() if xml_id not in self.terms]
        self.work.store.remove(TermTable, "id", gone)


OWNED = ((ActorRole, "actor_id"), (NameKey, "actor_id"), (Citation, "record_id"), (SearchEntry, "record_id"))


def actor_row(person: Person, number: int, slug: str) -> dict[str, Any]:
    row = {"id": number, "type": RecordType.ACTOR.value, "slug": slug}
    return {**row, "name": person.name, "kind": ActorKind.PERSON.value}
