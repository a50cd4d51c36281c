"""The curator's guide: short, its vocabularies those of the code, its example one that works."""

import re
import shutil
from enum import StrEnum
from pathlib import Path

import httpx
import pytest

from api.models import vocabulary as v
from tests.databases import ROOT, Databases
from tests.processes import seed, serving

GUIDE = (ROOT / "seed" / "CURATING.md").read_text()
VOCABULARIES: list[type[StrEnum]] = [
    v.SourceKind, v.ActorKind, v.NameKind, v.EventKind, v.Capital, v.ParticipantRole, v.DocumentKind, v.Knowledge,
    v.Fidelity, v.QuotationLacuna, v.InterpretationLacuna, v.Certainty, v.InterpretationKind, v.Modality,
    v.RelationKind, v.EvidenceStance, v.CausalKind, v.AssertionStance, v.TransmissionMode, v.DateBasis,
]  # fmt: skip


def test_is_short() -> None:
    assert len(GUIDE.splitlines()) <= 300


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda found: found.__name__)
def test_holds_every_value(vocabulary: type[StrEnum]) -> None:
    section = GUIDE.partition("## Vocabularies")[2]
    assert {member.value for member in vocabulary} <= set(re.findall(r"`([a-z-]+)`", section))


def test_holds_no_value_that_is_not_there() -> None:
    known = {member.value for vocabulary in VOCABULARIES for member in vocabulary}
    assert set(re.findall(r"`([a-z-]+)`", GUIDE.partition("## Vocabularies")[2])) - known == set()


def test_the_example_takes_one_file_and_three_commands(databases: Databases, sources: Path, tmp_path: Path) -> None:
    """The quotation is taken out of the data, then put back as the guide shows it."""
    record = re.search(r"```yaml\n(.*?)```", GUIDE, re.S)
    commands = re.findall(r"^(python -m seed.*)$", GUIDE.partition("```sh\n")[2].partition("```")[0], re.M)
    assert record
    assert len(commands) <= 3
    slug = record[1].partition(":")[0]
    data, url = tmp_path / "data", databases.migrated("sqlite")
    shutil.copytree(ROOT / "seed" / "data", data)
    path = next(p for p in data.rglob("quotations.yaml") if f"\n{slug}:" in f"\n{p.read_text()}")
    without = re.sub(rf"(?m)^{slug}:\n(?:  .*\n|\n)*", "", path.read_text())
    path.write_text(f"{without.rstrip()}\n\n{record[1]}")
    text = sources / "source" / "major-problems-korea.txt"
    for command in commands:
        words = command.replace("chapter.txt", str(text)).split()[3:] or ["load"]
        seed(*words, data=data, url=url)
    with serving("api", DATABASE_URL=url) as (_, address):
        served = httpx.get(f"{address}/v1/quotations/{slug}").json()
    assert served["verification"]["state"] == "verified-exact"
    assert served["document"]["id"] == "stalin-to-mao-zhou-1950-10"
