"""What curators and their editors are told about a kind of record."""

import json
from pathlib import Path

import msgspec
import pytest
import yaml
from jsonschema_rs import Draft202012Validator

from api.models.vocabulary import RecordType
from seed.cli import KINDS
from seed.reading.files import read
from seed.records import KINDS as RECORDS
from seed.skeleton import schema, skeleton
from tests.seed.commands import Run


@pytest.mark.parametrize("kind", KINDS)
def test_new(run: Run, kind: str) -> None:
    """Every field is there, those that are needed not as comments, with the words of its vocabulary."""
    code, out, _ = run("new", kind, "some-slug")
    assert code == 0
    record = RECORDS[RecordType(kind)]
    fields = msgspec.structs.fields(record)
    assert list(yaml.safe_load(out)["some-slug"]) == [field.encode_name for field in fields if field.required]
    assert [field.encode_name for field in fields if f"{field.encode_name}:" not in out] == []
    assert all(line.startswith("#") for line in out[: out.index("some-slug:")].strip().splitlines())


def test_skeleton_of_a_quotation() -> None:
    lines = skeleton(RecordType.QUOTATION, "x").splitlines()
    assert "    - exact:  # text" in lines
    assert "  # lacuna:  # start | between-parts | end" in lines
    assert "  # addressees: []  # a list of: slug of actor" in lines
    assert "  #   - actor:  # slug of actor" in lines
    assert "  # translated:  # true | false" in lines


def test_schema(run: Run) -> None:
    code, out, _ = run("schema", "place")
    assert code == 0
    made = json.loads(out)
    assert made["propertyNames"] == {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60}
    assert made["additionalProperties"] == {"$ref": "#/$defs/Place"}
    assert made["$defs"]["Place"]["required"] == ["cite", "name"]
    assert made["$defs"]["Place"]["additionalProperties"] is False


def test_schema_of_all_kinds(run: Run, corpus: Path) -> None:
    """The corpus is valid under it."""
    made = json.loads(run("schema")[1])
    assert len(made["anyOf"]) == len(KINDS)
    for kind in RECORDS:
        one = Draft202012Validator(schema({kind: RECORDS[kind]}))
        records = {
            entry.slug: msgspec.to_builtins(entry.record, builtin_types=())
            for entry in read(corpus)[0].entries.values()
            if entry.kind == kind
        }
        decoded = json.loads(json.dumps(records))
        assert [error.message for error in one.iter_errors(decoded)] == []
        assert not one.is_valid({"X": next(iter(decoded.values()))})
        assert not one.is_valid({"x": {}})
