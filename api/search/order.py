"""The order of importance: curated records before records of archives before paragraphs of theirs.

The ids of entries have it, so that whoever looks through the first of them has looked through the best. Of paragraphs
the shorter come first: a word counts for more in them, so those that match best are among the first that match.
"""

CURATED, ARCHIVE, PARAGRAPH = 0, 1, 2  # the `rank` of an entry
FIRST_ID = {CURATED: 0, ARCHIVE: 100_000_000, PARAGRAPH: 1_000_000_000}  # and the least id
SHORT = 64  # characters of the shortest class of paragraphs; each of the next has twice as many
LAST_CLASS = 7
APART = 100_000_000  # ids between a paragraph's in one class and in the next; one of a greater id is in the last


def rank_of(entry_id: int) -> int:
    if entry_id >= FIRST_ID[PARAGRAPH]:
        return PARAGRAPH
    return ARCHIVE if entry_id >= FIRST_ID[ARCHIVE] else CURATED


def id_of(rank: int, key: int, length: int) -> int:
    """The id of an entry, of a record's key or a paragraph's; `length` in characters of its folded body."""
    if rank != PARAGRAPH:
        return FIRST_ID[rank] + key
    longer = min((length // SHORT).bit_length(), LAST_CLASS) if key < APART else LAST_CLASS
    return FIRST_ID[rank] + longer * APART + key
