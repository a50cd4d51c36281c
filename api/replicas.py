"""PostgreSQL on more than one machine: read from its streaming replicas, and from the primary where none is usable.

Servers are asked in the background how they are, twice a second, so that one that is away costs no request a wait. One
that fails, or says nothing, is left out until it answers again; a replica also as long as it has not replayed the
newest release that was seen anywhere, so that no answer is older than one before it. The primary is taken at its word.
"""

import asyncio
import functools
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from api.db import QUERY_CANCELED, Database, DatabaseUnusable, Snapshot, check_usable, require_revision
from api.edge.board import Gauge
from api.edge.release import Release
from api.engines import Line, make_engine
from api.errors import RETRY_AFTER, ProblemError
from api.faults import reason
from api.releases import EVERY, SILENT, Newest
from api.settings import shown

logger = logging.getLogger("parallel38.replicas")

T = TypeVar("T")
LATE = 30.0  # seconds for which a replica may lag before anybody is told
UNKNOWN = "not asked yet"
AWAY = ("08", "53", "57P")  # how the SQLSTATEs of a server begin that ends, begins, or is full
STANDING = text("SELECT pg_is_in_recovery() AS replica, system_identifier::text AS system FROM pg_control_system()")


class Standing(NamedTuple):
    """How a server is: its newest release, whether it replays another's changes, and of which cluster it is."""

    release: Release
    is_replica: bool
    system: str


class Behind(Exception):
    """A replica has not replayed yet what was answered already."""


class Member:
    """One server. `fault` says why it is left out, if it is; `told` whether the log says so."""

    def __init__(self, database: Database, url: str, is_replica: bool) -> None:
        self.database, self.url, self.is_replica = database, url, is_replica
        self.name = f"{'replica' if is_replica else 'primary'} {shown(url)}"
        self.engine = make_engine(url, read_only=True, line=Line(SILENT))  # beside those of the readers
        self.limiter = CapacityLimiter(1)
        self.asking: asyncio.Task[None] | None = None
        self.release, self.fault, self.told = Release(0), UNKNOWN if is_replica else "", False
        self.lags: float | None = None  # since when, by the monotonic clock
        self.reads = 0

    async def standing(self) -> Standing:
        """Raises DatabaseUnusable or SQLAlchemy's errors."""
        return await anyio.to_thread.run_sync(self.stand, limiter=self.limiter)

    def stand(self) -> Standing:
        with self.engine.connect() as connection:
            require_revision(connection, self.url)
            found = connection.execute(STANDING).one()
            snapshot = Snapshot(connection)
        return Standing(Release(snapshot.release, snapshot.released_at), found.replica, found.system)

    def leave_out(self, fault: str) -> None:
        """From now on, with what waits for it."""
        self.fault, self.database.line.cut = fault, True
        self.tell(f"{self.name} is left out: {fault}")

    def tell(self, said: str) -> None:
        """Once, until it is taken back."""
        if not self.told:
            self.told = True
            logger.warning("%s", said)

    def take_back(self) -> None:
        self.database.line.cut = False
        self.fault, self.lags = "", None
        if self.told:
            self.told = False
            logger.warning("%s is read from again", self.name)


class Replicated(Database):
    """The same door. Called, it says which release is the newest, and thereby learns how the servers are."""

    def __init__(self, url: str, replicas: Sequence[str]) -> None:
        super().__init__(url)
        self.every = EVERY["postgresql"]
        self.primary = Member(self, url, is_replica=False)
        self.replicas = [Member(Database(one), one, is_replica=True) for one in replicas]
        self.floor, self.system = Release(0), ""
        self.lock = threading.Lock()
        self.turn = 0

    @property
    def members(self) -> list[Member]:
        return [*self.replicas, self.primary]

    def snapshot(self, fn: Callable[[Snapshot], T]) -> T:
        return self.somewhere(Database.snapshot, fn)

    def bounded(self, fn: Callable[[Snapshot], T], deadline: float) -> T:
        return self.somewhere(lambda database, asked: Database.bounded(database, asked, deadline), fn)

    def somewhere(self, read: Callable[[Database, Callable[[Snapshot], T]], T], fn: Callable[[Snapshot], T]) -> T:
        """What `fn` makes of one snapshot of the first server that gives one that is not too old."""
        last: Exception | None = None
        for member in self.usable():
            try:
                return read(member.database, functools.partial(self.current, member, fn))
            except Behind as error:
                last = error
            except OperationalError as error:
                self.weigh(member, error)
                last = error
        detail = f"No database answers. Try again in {RETRY_AFTER} seconds."
        raise ProblemError("unavailable", detail, headers={"Retry-After": RETRY_AFTER}) from last

    def usable(self) -> Iterator[Member]:
        """Replicas in turn, then the primary."""
        self.turn += 1
        turn = self.turn % len(self.replicas)
        for member in (*self.replicas[turn:], *self.replicas[:turn]):
            if not member.fault and self.is_current(member.release):
                yield member
        if not self.primary.fault:
            yield self.primary

    def weigh(self, member: Member, error: OperationalError) -> None:
        """After which another server is asked; raises what any would answer with. A conflict of a replica with what it
        replays is no fault of it.
        """
        state = getattr(error.orig, "sqlstate", None)
        if state == QUERY_CANCELED:
            raise error
        if state is None or state.startswith(AWAY):
            member.leave_out(reason(error))

    def current(self, member: Member, fn: Callable[[Snapshot], T], snapshot: Snapshot) -> T:
        """Raises Behind where the snapshot is older than what was seen."""
        self.note(member, Release(snapshot.release, snapshot.released_at))
        if member.is_replica and not self.is_current(member.release):
            raise Behind(f"{member.name} is at release {snapshot.release}")
        member.reads += 1
        return fn(snapshot)

    def is_current(self, release: Release) -> bool:
        """Of one number there are two releases where a server is not of this cluster, or a backup was brought back."""
        return release.number > self.floor.number or release == self.floor

    def note(self, member: Member, release: Release) -> None:
        with self.lock:
            member.release = release
            least = self.floor.number + member.is_replica
            if release.number >= least:
                self.floor = release

    async def __call__(self) -> Release:
        """Raises DatabaseUnusable where no server answers. Does not wait for those that did not the last time."""
        asked = {member: self.ask(member) for member in self.members}
        awaited = {task: member for member, task in asked.items() if member.fault in {"", UNKNOWN}}
        _, silent = await asyncio.wait(awaited or asked.values(), timeout=SILENT)
        for task in silent:
            if task in awaited:
                awaited[task].leave_out(f"no answer within {SILENT:g} seconds")
        if not (usable := list(self.usable())):
            raise DatabaseUnusable("; ".join(f"{member.name}: {self.state(member)}" for member in self.members))
        return max((member.release for member in usable), key=lambda release: release.number)

    def ask(self, member: Member) -> "asyncio.Task[None]":
        """The question that is under way, or a new one."""
        if member.asking is None or member.asking.done():
            member.asking = asyncio.create_task(self.learn(member))
        return member.asking

    async def learn(self, member: Member) -> None:
        try:
            found = await member.standing()
        except (SQLAlchemyError, DatabaseUnusable) as error:
            member.leave_out(reason(error))
            return
        if fault := self.unfit(member, found):
            member.leave_out(fault)
            return
        self.note(member, found.release)
        if self.is_current(found.release) or not member.is_replica:
            member.take_back()
        else:
            self.wait_for(member)

    def unfit(self, member: Member, found: Standing) -> str:
        """Why a server that answers is none to read from, or nothing."""
        if not member.is_replica:
            self.system = found.system
        elif not found.is_replica:
            return "it is no replica (any more): it replays nobody's changes"
        elif self.system not in {"", found.system}:
            return "it is a replica of another primary than DATABASE_URL's"
        return ""

    def wait_for(self, member: Member) -> None:
        """A replica that lags is left out by its release alone."""
        now = time.monotonic()
        member.database.line.cut, member.fault = False, ""
        member.lags = now if member.lags is None else member.lags
        if now - member.lags > LATE:
            member.tell(f"{member.name} lags: {self.state(member)}")

    def state(self, member: Member) -> str:
        return member.fault or f"at release {member.release.number}, while {self.floor.number} was seen"

    def gauges(self) -> dict[str, Gauge]:
        replicas, primary = self.replicas, self.primary
        return {
            "parallel38_replicas_in_use": Gauge(
                "Replicas that are read from.", lambda: sum(member is not primary for member in self.usable())
            ),
            "parallel38_replica_reads_total": Gauge(
                "Snapshots read on replicas.", lambda: sum(member.reads for member in replicas)
            ),
            "parallel38_primary_reads_total": Gauge("Snapshots read on the primary.", lambda: primary.reads),
        }

    def close(self) -> None:
        for member in self.members:
            member.engine.dispose()
            member.database.engine.dispose()


def opened(url: str, replicas: Sequence[str]) -> tuple[Database, Newest | Replicated]:
    """The door to the data, and who says which release is the newest."""
    if not replicas:
        return Database(url), Newest(url)
    found = Replicated(url, replicas)
    return found, found


def gauges(database: Database) -> dict[str, Gauge]:
    """What is told of the connections, and of replicas where there are any."""
    members = database.members if isinstance(database, Replicated) else []
    pools: list[Any] = [member.database.engine.pool for member in members] or [database.engine.pool]
    found = {
        "parallel38_pool_connections_in_use": Gauge(
            "Connections to the database in use.", lambda: sum(pool.checkedout() for pool in pools)
        )
    }
    return found | (database.gauges() if isinstance(database, Replicated) else {})


def check_any(url: str, replicas: Iterable[str]) -> None:
    """Raises DatabaseUnusable where there is nothing to serve; tells of servers that are left out at the start."""
    faults: list[DatabaseUnusable] = []
    urls = [url, *replicas]
    for one in urls:
        try:
            check_usable(one)
        except DatabaseUnusable as error:
            faults.append(error)
    if len(faults) == len(urls):
        raise faults[0]
    for fault in faults:
        logger.warning("not all servers can be read from: %s", fault)
