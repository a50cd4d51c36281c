"""What follows from a load's records for all others: how they are found, who is who, whose words stand elsewhere."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from seed.frus.storing.again import suggest_again
from seed.frus.storing.stored import curated_people
from seed.loading import elsewhere
from seed.loading.search import index_curated
from seed.people.confirmed import confirmed
from seed.people.joins import regroup


class Following:
    """Made before the records are written, so that it is known what they change."""

    def __init__(self, connection: Connection, same_as: Mapping[str, str]) -> None:
        self.connection, self.confirmed = connection, confirmed(same_as)
        self.people = curated_people(connection)

    def follow(self, release: int, changed: Collection[int]) -> bool:
        """Makes all of it right; `changed` are the records that have new rows. Whether anything was not right."""
        indexed = index_curated(self.connection)
        people = curated_people(self.connection)
        suggested = people != self.people and suggest_again(self.connection, self.people, people, release)
        regrouped = regroup(self.connection, self.confirmed)
        wordings = elsewhere.sought(self.connection, changed) if changed else []
        found = elsewhere.settle(self.connection, elsewhere.look(self.connection, wordings))
        return bool(indexed or suggested or regrouped or found)
