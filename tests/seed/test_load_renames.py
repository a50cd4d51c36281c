"""Records that were perhaps given another slug, without a line in `moved.yaml`."""

import pytest

from api.models.vocabulary import ChangeAction
from seed.loading.compare import RENAMED
from seed.loading.diff import diff
from seed.loading.load import Loaded, LoadError, load
from seed.reading.files import Dataset
from tests.edits import Edited

ANOTHER = """quarter-b:
  cite: [[820, 830, "f2d2"]]
  name: Quarter b of Alder
  within: alder
"""


def test_a_rename_that_is_not_said_is_no_rename(own_loaded_url: str, corpus_data: Dataset, edited: Edited) -> None:
    """The old slug would be withdrawn, and could never lead to the new one."""
    edited.replace("events.yaml", "cellar-search:", "search-of-cellar:")
    for name in ("quotations.yaml", "verified.yaml", "events.yaml"):
        edited.replace(name, "clerk-keep-door-shut", "keep-door-shut")
    dataset = edited.read()
    hints = {one.slug: one.hint for one in diff(dataset, own_loaded_url) if one.action is ChangeAction.DELETED}
    assert hints == {
        "cellar-search": f"the new search-of-cellar cites the same; {RENAMED}",
        "clerk-keep-door-shut": f"the new keep-door-shut cites the same; {RENAMED}",
    }
    with pytest.raises(LoadError, match=r"withdraw the event cellar-search: the new .* pass --allow-removals"):
        load(dataset, own_loaded_url)
    assert {one.action for one in diff(corpus_data, own_loaded_url)} == set()
    assert load(dataset, own_loaded_url, allow_removals=True) == Loaded(2, created=2, updated=1, deleted=2)


def test_another_record_in_the_place_of_one_is_no_rename(own_loaded_url: str, edited: Edited) -> None:
    block = edited.remove("events.yaml", "cellar-search")
    edited.add(
        "events.yaml", block.replace("cellar-search:", "attic-search:").replace("cite: [[", 'cite: [[5, 9, "abcd"], [')
    )
    edited.add("places.yaml", ANOTHER)
    assert [one.hint for one in diff(edited.read(), own_loaded_url)] == [""] * 3
