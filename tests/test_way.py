"""One record's whole way: a curator's YAML, pinned, verified, loaded, served as JSON and as a page."""

import shutil
from pathlib import Path

import httpx

from tests.databases import ROOT, Databases
from tests.processes import seed, serving


def test_from_yaml_to_page(databases: Databases, corpus: Path, tmp_path: Path) -> None:
    data, text = tmp_path / "data", ROOT / "tests" / "corpus" / "text.txt"
    shutil.copytree(corpus, data)
    url = databases.migrated("sqlite")
    path = next(data.rglob("places.yaml"))
    written = "\nreading-table:\n  cite:\n    - find: the reading room\n  name: Reading table\n"
    path.write_text(path.read_text() + written)

    seed("pin", "--source", str(text), "--first", data=data, url=url)
    seed("fmt", data=data, url=url)
    seed("verify", "--source", str(text), data=data, url=url)
    assert "reading-table" in seed("diff", data=data, url=url)
    seed("load", data=data, url=url)

    with serving("api", DATABASE_URL=url) as (_, address), httpx.Client(base_url=address) as client:
        record = client.get("/v1/places/reading-table").json()
        assert record["name"] == "Reading table"
        cited = record["citations"][0]
        assert text.read_text()[cited["start"] : cited["end"]] == "the reading room"
        page = client.get("/places/reading-table")
        assert page.status_code == 200
        assert "Reading table" in page.text
        assert cited["source"]["label"] in page.text
