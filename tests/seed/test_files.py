"""Reading a folder of curated data: what may stand where, and every problem with its place and advice."""

from pathlib import Path

import pytest

from api.models.vocabulary import RecordType
from seed.reading.files import Dataset, Problem, read, write
from seed.records import Actor, Event, Place

ALDER = 'alder:\n  cite: [[1, 2, "abcd"]]\n  name: Alder\n'


def folder(tmp_path: Path, **files: str) -> Path:
    """Files by their names, `/` written as `__` and without `.yaml`."""
    for name, text in files.items():
        path = tmp_path / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def told(tmp_path: Path, problems: list[Problem]) -> list[str]:
    return [str(problem).replace(f"{tmp_path}/", "") for problem in problems]


def read_one(tmp_path: Path, kind: str, text: str) -> list[str]:
    _, problems = read(folder(tmp_path, **{f"t__{kind}": text}))
    return told(tmp_path, problems)


def test_entries(corpus: Path) -> None:
    data, problems = read(corpus)
    assert problems == []
    entry = data.entries["closing-vote"]
    assert (entry.kind, entry.slug, entry.text) == (RecordType.EVENT, "closing-vote", "alder-papers")
    assert entry.path == corpus / "alder-papers" / "ledger" / "events.yaml"
    lines = entry.path.read_text("utf-8").splitlines()
    assert lines[entry.lines[()] - 1] == "closing-vote:"
    assert lines[entry.lines["participants", 1, "matter"] - 1] == "      matter: shutting the room"
    assert isinstance(entry.record, Event)
    assert entry.where().endswith(f"events.yaml:{entry.lines[()]}")


def test_beside(corpus: Path) -> None:
    data, _ = read(corpus)
    assert data.moved == {RecordType.EVENT: {"removal-of-ledgers": "ledger-removal"}}
    assert data.counts[RecordType.PLACE] == 3
    assert data.receipts["weir-ledgers-safe"].state == "lacuna"


def test_of_and_find(corpus: Path) -> None:
    data, _ = read(corpus)
    assert [entry.slug for entry, _ in data.of(Place)] == ["alder", "archive-building", "reading-room"]
    found = data.find("alder", Place)
    assert found is not None
    assert found.name == "Alder"
    assert data.find("alder", Actor) is None
    assert data.find(None, Place) is None


def test_fingerprint_is_of_paths_and_bytes(tmp_path: Path) -> None:
    def fingerprint(name: str, **files: str) -> str:
        return read(folder(tmp_path / name, **files))[0].sha256

    first = fingerprint("a", t__places=ALDER)
    assert fingerprint("b", t__places=ALDER) == first
    assert fingerprint("c", t__places=f"# about\n\n{ALDER}") != first
    assert fingerprint("d", other__places=ALDER) != first


@pytest.mark.parametrize("name", ["t__place", "places", "t__p__q__places", "t__verified"])
def test_file_that_has_no_place(tmp_path: Path, name: str) -> None:
    _, problems = read(folder(tmp_path, **{name: ALDER}))
    (problem,) = told(tmp_path, problems)
    assert problem.startswith(
        f"{name.replace('__', '/')}.yaml:1: not a file of curated data; remove it, or name it <text>"
    )


def test_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    assert told(tmp_path, read(tmp_path)[1])[0].startswith("notes.txt:1: not a file of curated data; remove it")


def test_not_utf8(tmp_path: Path) -> None:
    folder(tmp_path, t__places="")
    (tmp_path / "t" / "places.yaml").write_bytes(b"alder:\n  name: \xff\n")
    assert told(tmp_path, read(tmp_path)[1]) == ["t/places.yaml:2: not UTF-8; save the file as UTF-8"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "- a\n", "alder\n"])
def test_no_mapping(tmp_path: Path, text: str) -> None:
    assert read_one(tmp_path, "places", text) == [
        "t/places.yaml:1: not a mapping of slugs to records; write `slug:` and its fields, or remove the file"
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("  nmae: x", "4: alder: unknown field `nmae`; did you mean `name`?"),
        ("  zzz: x", "4: alder: unknown field `zzz`; write one of cite, remark, name, name_now,"),
        ("  within: 1950", '4: alder: `within` must be text, and 1950 without quotes is not; write "1950"'),
        ("  within: no", '4: alder: `within` must be text, and no without quotes is not; write "no"'),
        ("  within: 1.5", '4: alder: `within` must be text, and 1.5 without quotes is not; write "1.5"'),
        ("  within: [x]", "4: alder: `within` is a list; write text; leave the field out where there is nothing"),
        ("  latitude: north", "4: alder: `latitude` is text; write a number; leave the field out"),
        ("  names: Alder", "4: alder: `names` is text; write a list"),
        (
            "  names:\n    - name: x\n      kind: shrt",
            "6: alder: `shrt` is not in the vocabulary; did you mean `short`?",
        ),
        (
            "  names:\n    - name: x\n      kind: zz",
            "6: alder: `zz` is not in the vocabulary; write one of short, title,",
        ),
        ("  names:\n    - nam: x\n      kind: short", "5: alder: unknown field `nam`; did you mean `name`?"),
        ("  names:\n    - kind: short", "5: alder: the field `name` is missing; write `name: …`"),
        ("  names:\n    - name:\n      kind: short", "5: alder: `names.0.name` is nothing; write text"),
    ],
)
def test_wrong_field(tmp_path: Path, line: str, problem: str) -> None:
    (found,) = read_one(tmp_path, "places", f"{ALDER}{line}\n")
    assert found.startswith(f"t/places.yaml:{problem}")


@pytest.mark.parametrize(
    ("cite", "problem"),
    [
        ("[[1, 2]]", "`cite.0` has the wrong number of values; write [start, end, check digest]"),
        ("[[1, 2, 3]]", '`cite.0.2` must be text, and 3 without quotes is not; write "3"'),
        ("[5]", "`cite.0` is a whole number; write fields (`key: value`) or a list"),
        ("[{fnd: x}]", "unknown field `fnd`; did you mean `find`?"),
        ("x", "`cite` is text; write a list"),
    ],
)
def test_wrong_citation(tmp_path: Path, cite: str, problem: str) -> None:
    (found,) = read_one(tmp_path, "places", f"alder:\n  cite: {cite}\n  name: Alder\n")
    assert found.startswith(f"t/places.yaml:2: alder: {problem}")


def test_wrong_record(tmp_path: Path) -> None:
    assert read_one(tmp_path, "places", "alder: 5\nelm: [x]\n") == [
        "t/places.yaml:1: alder: the record is a whole number; write fields (`key: value`)",
        "t/places.yaml:2: elm: the record is a list; write fields (`key: value`)",
    ]


WRONG_ALL_OVER = """\
vote:
  cite: [[1, 2, "abcd"], [3, 4], {fnd: x, nth: one}]
  titel: Vote
  kind: decison
  capital: 5
  summary: [x]
  other_dates:
    - date:
        edtf: 1950
        basis: prnted
      given_by: anna
  participants:
    - actor: anna
      role: decidd
    - quotations: [5, x, 6]
      role: decided
"""


def test_every_fault_of_a_record(tmp_path: Path) -> None:
    """Unknown fields, words of no vocabulary, wrong types, missing fields, at every depth, in one reading."""
    data, problems = read(folder(tmp_path, t__events=WRONG_ALL_OVER))
    assert [line.removeprefix("t/events.yaml:") for line in sorted(told(tmp_path, problems))] == [
        "10: vote: `prnted` is not in the vocabulary; did you mean `printed`?",
        "14: vote: `decidd` is not in the vocabulary; did you mean `decided`?",
        '15: vote: `participants.1.quotations.0` must be text, and 5 without quotes is not; write "5"',
        '15: vote: `participants.1.quotations.2` must be text, and 6 without quotes is not; write "6"',
        "15: vote: the field `actor` is missing; write `actor: …`",
        "2: vote: `cite.1` has the wrong number of values; write [start, end, check digest]",
        "2: vote: `cite.2.nth` is text; write a whole number; leave the field out where there is nothing",
        "2: vote: unknown field `fnd`; did you mean `find`?",
        "3: vote: unknown field `titel`; did you mean `title`?",
        "4: vote: `decison` is not in the vocabulary; did you mean `decision`?",
        '5: vote: `capital` must be text, and 5 without quotes is not; write "5"',
        "6: vote: `summary` is a list; write text; leave the field out where there is nothing",
        "8: vote: the field `cite` is missing; write `cite: …`",
        '9: vote: `other_dates.0.date.edtf` must be text, and 1950 without quotes is not; write "1950"',
    ]
    assert data.unread == {"vote": RecordType.EVENT}


def test_bare_date_stays_text(tmp_path: Path) -> None:
    text = 'vote:\n  cite: [[1, 2, "abcd"]]\n  title: Vote\n  kind: decision\n  date:\n    edtf: 1950-10-05\n'
    data, problems = read(folder(tmp_path, t__events=f"{text}    basis: container\n"))
    assert problems == []
    event = data.find("vote", Event)
    assert event is not None
    assert event.date is not None
    assert event.date.edtf == "1950-10-05"


def test_slug_in_two_files(tmp_path: Path) -> None:
    actor = 'alder:\n  cite: [[1, 2, "abcd"]]\n  name: Alder\n  kind: person\n'
    _, problems = read(folder(tmp_path, t__actors=actor, t__places=f"{ALDER}"))
    (problem,) = problems
    assert problem.message.startswith("alder: the slug is in use at ")
    assert problem.message.endswith("actors.yaml:1; give this record another")


def test_slug_twice_where_the_first_could_not_be_read(tmp_path: Path) -> None:
    _, problems = read(folder(tmp_path, t__actors="alder: 5\n", t__places=ALDER))
    assert told(tmp_path, problems)[1] == "t/places.yaml:1: alder: the slug is in use; give this record another"


def test_every_problem_of_every_file(tmp_path: Path) -> None:
    data, problems = read(folder(tmp_path, t__actors="a: 5\nb: 5\n", t__p__events="c: 5\n", t__places=f"{ALDER}d: 5\n"))
    assert [problem.message.split(":")[0] for problem in problems] == ["a", "b", "c", "d"]
    assert list(data.unread.items()) == [
        ("a", RecordType.ACTOR),
        ("b", RecordType.ACTOR),
        ("c", RecordType.EVENT),
        ("d", RecordType.PLACE),
    ]
    assert list(data.entries) == ["alder"]
    assert data.files == {}


def test_unknown_kind_beside(tmp_path: Path) -> None:
    _, problems = read(folder(tmp_path, counts="place: 1\nactr: 2\n"))
    assert told(tmp_path, problems) == ["counts.yaml:2: `actr` is no kind of record; did you mean `actor`?"]


def test_wrong_value_beside(tmp_path: Path) -> None:
    _, problems = read(folder(tmp_path, counts="place: many\n", moved="place:\n  old: 5\n"))
    assert told(tmp_path, problems) == [
        "counts.yaml:1: place: the record is text; write a whole number",
        'moved.yaml:2: place: `old` must be text, and 5 without quotes is not; write "5"',
    ]


def test_write_keeps_the_comment_at_the_top(tmp_path: Path) -> None:
    path = folder(tmp_path, t__places=f"# Where it\n# happened.\n{ALDER}") / "t" / "places.yaml"
    data, _ = read(tmp_path)
    write(path, records(data))
    assert path.read_text("utf-8") == f"# Where it\n# happened.\n\n{ALDER}"


def test_write_leaves_defaults_out_and_orders_fields(tmp_path: Path) -> None:
    text = 'alder:\n  names: []\n  within: null\n  name: "Alder"\n  cite:\n  - [1, 2, abcd]\n'
    path = folder(tmp_path, t__places=text) / "t" / "places.yaml"
    data, problems = read(tmp_path)
    assert problems == []
    write(path, records(data))
    assert path.read_text("utf-8") == ALDER


def records(data: Dataset) -> dict[str, object]:
    return {slug: entry.record for slug, entry in data.entries.items()}
