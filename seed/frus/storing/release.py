"""The release that an import makes, if it changes any record, and its lines in the change log."""

from collections import Counter
from collections.abc import Sequence

import msgspec
from sqlalchemy import insert, select, update

from api.models.record import Change, Record, table
from api.models.record import Release as ReleaseTable
from api.models.vocabulary import ChangeAction, RecordType
from seed.frus.storing.store import Store, numbers
from seed.loading.counts import carried_on
from seed.loading.times import time_of_release

release, record = table(ReleaseTable), table(Record)
EFFECT = {ChangeAction.CREATED: 1, ChangeAction.DELETED: -1}


class Release:
    """`number` is the next; its row is written with the first change."""

    def __init__(self, store: Store, series: str, sha256: str) -> None:
        self.store, self.series, self.sha256 = store, series, sha256
        last = store.connection.execute(select(release.c.id).order_by(release.c.id.desc()).limit(1)).scalar()
        self.number = (last or 0) + 1
        self.sequence = numbers(store.connection, Change, "seq")
        self.more: Counter[RecordType] = Counter()
        self.is_made = False

    def change(self, action: ChangeAction, kind: RecordType, slug: str, fields: Sequence[str] = ()) -> None:
        self.make()
        self.more[kind] += EFFECT.get(action, 0)
        row = {"seq": next(self.sequence), "release_id": self.number, "type": kind.value, "slug": slug}
        encoded = msgspec.json.encode(list(fields)).decode()
        self.store.add(Change, {**row, "action": action.value, "fields": encoded})

    def make(self) -> None:
        if not self.is_made:
            self.is_made = True
            row = {"id": self.number, "series": self.series, "content_sha256": self.sha256}
            row |= {"created_at": time_of_release(self.store.connection, self.number), "counts": {}}
            self.store.connection.execute(insert(release).values(row))

    def finish(self) -> int | None:
        """The number of the release, complete but for the commit; None where nothing changed."""
        if not self.is_made:
            return None
        found = carried_on(self.store.connection, self.number, self.more)
        values = {"counts": found, "created_at": time_of_release(self.store.connection, self.number)}
        self.store.connection.execute(update(release).where(release.c.id == self.number).values(values))
        return self.number
