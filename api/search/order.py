"""The order of importance: curated records before records of archives before paragraphs of theirs.

The ids of entries have it, so that whoever looks through the first of them has looked through the best.
"""

CURATED, ARCHIVE, PARAGRAPH = 0, 1, 2  # the `rank` of an entry
FIRST_ID = {CURATED: 0, ARCHIVE: 100_000_000, PARAGRAPH: 1_000_000_000}  # and the least id


def rank_of(entry_id: int) -> int:
    if entry_id >= FIRST_ID[PARAGRAPH]:
        return PARAGRAPH
    return ARCHIVE if entry_id >= FIRST_ID[ARCHIVE] else CURATED
