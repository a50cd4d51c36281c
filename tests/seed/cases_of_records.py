"""One change for each rule about files, slugs, references, citations, sources, names and dates."""

from pathlib import Path
from typing import Any

from tests.seed.changes import Case, Change, beside, drop, put, uncounted
from tests.seed.mutants import Mutant


def misname_folder(mutant: Mutant) -> None:
    """The sources of a text stand in a folder that is named otherwise."""
    mutant.add("other-text", like="alder-papers", cite=[[0, 6, "abcd"]], text={"sha256": "0" * 64, "length": 9})
    mutant.homes["other-text"] = Path("misnamed") / "sources.yaml"


def another_text(**text: Any) -> Change:
    return lambda mutant: mutant.add("other-text", like="alder-papers", text=text)


def both_ways(mutant: Mutant) -> None:
    mutant.beside["same-as.yaml"] |= {ENTRY: OTHER_ENTRY, OTHER_ENTRY: ENTRY}


TEXT = "alder-papers"
WORK = "reading-room-excerpt"
REPLY = "brandt-to-weir-1931-04-12"
LETTER = "weir-to-brandt-1931-04"
OTHER = "council-not-told-of-reply"  # no record refers to it
ENTRY, OTHER_ENTRY = "frus1930v98/p_WA1", "frus1932v97/p_WA1"
LONG = [[220, 380, "abcd"], [221, 380, "abcd"], [222, 380, "abcd"]]

CASES: list[Case] = [
    ("slug-pattern", "capital", lambda m: m.rename(OTHER, "Council"), "not a slug; write lower"),
    ("slug-pattern", "two hyphens", lambda m: m.rename(OTHER, "x--y"), "not a slug; write lower"),
    ("slug-length", "", lambda m: m.rename(OTHER, "x" * 61), "a slug of 61 characters"),
    ("slug-frus", "", lambda m: m.rename(OTHER, "frus1950v07"), "are for imported volumes"),
    ("slug-article", "", lambda m: m.rename(OTHER, "told-the-council"), "the article `the`"),
    ("moved-target", "gone", beside("moved.yaml", "event", "old-name", to="nothing"), "`nothing`, which is no event"),
    ("moved-target", "kind", beside("moved.yaml", "event", "old-name", to="alder"), "`alder`, which is no event"),
    ("moved-chain", "", beside("moved.yaml", "event", "older", to="removal-of-ledgers"), "older: ledger-removal`"),
    ("moved-in-use", "", beside("moved.yaml", "event", "room-closure", to="closing-vote"), "and is in use at"),
    (
        "canonical",
        "quotes",
        lambda m: m.edit("places.yaml", "name: Alder\n", 'name: "Alder"\n'),
        "`  name: Alder`; run",
    ),
    ("canonical", "end", lambda m: m.edit("counts.yaml", "transmission: 4\n", "transmission: 4"), "not the canonical"),
    (
        "canonical",
        "bare date",
        lambda m: m.edit("events.yaml", '"1931-03-03"', "1931-03-03"),
        '`    edtf: "1931-03-03"`',
    ),
    ("text-folder", "", misname_folder, "the folder `misnamed` is named after no source"),
    ("counts", "", uncounted("counts.yaml", "actor", to=99), "99 expected, 15 there; write `actor: 15`"),
    ("sentences-text", "near", beside("sentences.yaml", "alder-paper", to=[[0, 9]]), "did you mean `alder-papers`?"),
    (
        "sentences-text",
        "far",
        beside("sentences.yaml", "zzz", to=[[0, 9]]),
        "`zzz` is no source whose text is held; remove",
    ),
    ("sentences-text", "no text", beside("sentences.yaml", WORK, to=[[0, 9]]), f"`{WORK}` is no source whose text is"),
    ("sentences-order", "empty", beside("sentences.yaml", TEXT, to=[[5, 5]]), "5-5 is no sentence, which ends behind"),
    ("sentences-order", "below 0", beside("sentences.yaml", TEXT, to=[[-1, 5]]), "-1-5 is no sentence"),
    ("sentences-order", "reversed", beside("sentences.yaml", TEXT, to=[[5, 9], [0, 4]]), "0-4 begins before 5-9 ends"),
    (
        "sentences-order",
        "overlap",
        beside("sentences.yaml", TEXT, to=[[0, 5], [4, 9]]),
        "4-9 begins before 0-5 ends; run",
    ),
    ("sentences-beyond-text", "", beside("sentences.yaml", TEXT, to=[[0, 1680]]), "beyond the 1679 characters of"),
    ("same-as-entry", "", beside("same-as.yaml", "frus1931v99", to="anna-weir"), "`frus1931v99` names no entry of a"),
    ("same-as-target", "near", beside("same-as.yaml", ENTRY, to="ana-weir"), "`ana-weir`; did you mean `anna-weir`?"),
    ("same-as-target", "no person", beside("same-as.yaml", ENTRY, to="county-archive"), "no curated person `county-"),
    ("same-as-target", "entry", beside("same-as.yaml", ENTRY, to="1931/p_WA1"), "`1931/p_WA1` names no entry of a vol"),
    ("same-as-circle", "itself", beside("same-as.yaml", ENTRY, to=ENTRY), "in a circle back to the entry; take out"),
    ("same-as-circle", "of two", both_ways, "leads in a circle back to the entry"),
    (
        "note-slug",
        "",
        beside("notes.yaml", "anna-wier", to="Her name."),
        "no record `anna-wier`; did you mean `anna-weir`",
    ),
    ("note-text", "empty", beside("notes.yaml", "anna-weir", to=""), "anna-weir: no note, or one with a space at"),
    ("note-text", "space", beside("notes.yaml", "anna-weir", to="Her name. "), "write what was corrected and why"),
    ("note-text", "long", beside("notes.yaml", "anna-weir", to="x" * 501), "a note of 501 characters; say it in 500"),
    ("text-empty", "", put("alder", "name_now", to=" "), "empty text; write it, or leave"),
    ("text-empty", "in a list", put("weir-expected-refusal", "words", to=["must have", ""]), "empty text"),
    ("text-empty", "in csl", put("alder-papers", "csl", "title", to=""), "empty text"),
    ("text-spaces", "", put("alder", "name_now", to="Alder "), "space at the beginning or the end"),
    ("text-unfinished", "", put("alder", "summary", to="TO" + "DO: look up"), "finish it"),
    ("reference", "near", put("weir-note", "from", 0, "actor", to="ana-weir"), "did you mean `anna-weir`?"),
    (
        "reference",
        "far",
        put("weir-note", "from", 0, "actor", to="zzz"),
        "no record `zzz`; write the slug of one of kind",
    ),
    ("reference", "date", put("closing-vote", "date", "calendar_place", to="aldr"), "did you mean `alder`?"),
    ("reference-kind", "", put("closing-vote", "place", to="anna-weir"), "of kind actor, which does not fit here"),
    ("reference-self", "", put("alder", "within", to="alder"), "the record names itself"),
    ("reference-repeated", "list", put("ledger-removal", "claimed_by", to=["removal-kept-quiet"] * 2), "named twice"),
    (
        "reference-repeated",
        "parts",
        put("weir-lund-no-roof", "speakers", to=[{"actor": "anna-weir"}, {"actor": "anna-weir"}]),
        "`anna-weir` is named twice; name it once",
    ),
    ("part-of-circle", "event", put("room-closure", "part_of", to="closing-vote"), "leads in a circle back"),
    (
        "part-of-circle",
        "source",
        put("alder-papers", "part_of", to=WORK),
        "`part_of` leads in a circle back to this record",
    ),
    ("within-circle", "", put("alder", "within", to="reading-room"), "`within` leads in a circle"),
    ("answers-circle", "", put(LETTER, "answers", to=[REPLY]), "`answers` leads in a circle"),
    ("uncited", "", put("alder", "cite", to=[]), "cites nothing; write the passage"),
    ("unpinned", "cite", put("alder", "cite", to=[{"find": "left Alder"}]), "not turned into numbers yet; run"),
    ("unpinned", "rival date", put("ledger-removal", "other_dates", 0, "cite", to={"find": "x"}), "not turned into"),
    ("unpinned-part", "", drop("clerk-keep-door-shut", "parts", 0, "cite"), "the part says not where it stands; run"),
    ("span-order", "empty", put("alder", "cite", to=[[5, 5, "abcd"]]), "5-5 is no span"),
    ("span-order", "below 0", put("alder", "cite", to=[[-5, 5, "abcd"]]), "-5-5 is no span"),
    ("span-digest", "", put("alder", "cite", to=[[5, 6, "abcg"]]), "is no check digest (four of 0-9a-f)"),
    ("span-length", "", put("alder", "cite", to=[[300, 701, "abcd"]]), "401 characters are cited; cite the words"),
    ("span-median", "", put("damp-to-removal", "cite", to=LONG), "half the citations of causal-links have 159"),
    ("span-beyond-text", "", put("alder", "cite", to=[[1670, 1680, "abcd"]]), "beyond the 1679 characters"),
    ("span-across-works", "", put("alder", "cite", to=[[200, 215, "abcd"]]), "200-215 lies in no one work"),
    ("span-repeated", "", put("alder", "cite", to=[[5, 6, "abcd"], [5, 6, "abcd"]]), "5-6 is cited twice"),
    ("source-text", "digest", another_text(sha256="0" * 63, length=9), "`text` says not which; write the file's SHA"),
    ("source-text", "length", another_text(sha256="0" * 64, length=0), "`text` says not which; write the file's SHA"),
    ("source-part", "both", put(WORK, "text", to={"sha256": "0" * 64, "length": 9}), "leave one of the two out"),
    ("source-part", "no whole", drop(WORK, "part_of"), "write `part_of: alder-papers`"),
    ("source-span", "", put("halden-reeve-ledger-moved", "span", to=[208, 1680]), "not within the 1679 characters"),
    ("source-overlap", "", put(WORK, "span", to=[0, 209]), f"begins before `{WORK}` ends"),
    ("name-repeated", "actor", put("anna-weir", "names", 0, "name", to="Anna Weir"), "the name 'Anna Weir' is there"),
    ("name-repeated", "place", put("alder", "names", 0, "name", to="Alder"), "the name 'Alder' is there already"),
    ("name-taken", "", put("karl-lund", "name", to="Anna Weir"), "`anna-weir` has the name 'Anna Weir' too"),
    ("role-empty", "", put("anna-weir", "roles", to=[{}]), "the role says nothing; write `title`, `body`"),
    (
        "identifier-taken",
        "",
        put("anna-weir", "identifiers", to=[{"scheme": "example", "value": "Q1", "locator": "none"}]),
        "has example Q1; an identifier belongs to one actor",
    ),
    ("coordinates", "alone", drop("alder", "longitude"), "write all three, or none"),
    ("coordinates", "off the globe", put("alder", "latitude", to=91), "`latitude` (-90 to 90)"),
    (
        "archive-address",
        "no document",
        put("council-report", "recorded_in", to=["frus1950v07"]),
        "`frus1950v07` names no document of a volume; write volume/document",
    ),
    (
        "archive-address",
        "a slug",
        put("closing-vote", "recorded_in", to=["frus1950v07-d86"]),
        "`frus1950v07-d86` names no document of a volume",
    ),
    (
        "archive-repeated",
        "",
        put("closing-vote", "recorded_in", to=["frus1950v07/d86", "frus1950v07/d87", "frus1950v07/d86"]),
        "`frus1950v07/d86` is named twice; name it once",
    ),
    ("party-nobody", "", put("council-report", "from", to=[{}]), "nobody is named; write `actor`, `printed`"),
    ("edtf", "", put("closing-vote", "date", "edtf", to="1931-13"), "is no day, month or season"),
    ("editor-bounds", "not a day", put(LETTER, "date", "latest", to="1931-4-9"), "is not a day; write YYYY-MM-DD"),
    ("editor-bounds", "compact", put(LETTER, "date", "latest", to="19310409"), "is not a day; write YYYY-MM-DD"),
    ("editor-bounds", "outside", put(LETTER, "date", "latest", to="1931-04-11"), "is not within 1931-04-01/1931-04-10"),
    ("editor-bounds", "reversed", put(LETTER, "date", "earliest", to="1931-04-10"), "`latest` lies before `earliest`"),
    ("editor-bounds", "alone", put("weir-note", "date", "latest", to="1931-04-09"), "bounds no date; write `edtf"),
    ("date-printed", "", drop("closing-vote", "date", "printed"), "basis printed needs the date as it stands"),
    ("date-undated", "", drop("closing-vote", "date", "edtf"), "no `edtf` for basis printed; write it, or basis"),
    ("date-dated", "", put("weir-note", "date", "edtf", to="1931"), "an `edtf` with basis none; write what"),
    ("date-empty", "", put("weir-note", "date", to={"basis": "none"}), "the date says nothing; leave it out"),
    (
        "date-rival",
        "",
        put("ledger-removal", "other_dates", 0, "date", to={"printed": "summer", "basis": "unresolved"}),
        "a rival date needs its `edtf`; write it",
    ),
]
