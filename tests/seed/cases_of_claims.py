"""One change for each rule about quotations, interpretations, disputes, causal links and transmissions."""

from tests.seed.changes import Case, beside, both, drop, put, uncounted
from tests.seed.mutants import Mutant

LETTER = "weir-to-brandt-1931-04"
REPLY = "brandt-to-weir-1931-04-12"
NEWS = "weir-reads-reply"
CLERK = "clerk-keep-door-shut"


def forget_receipt(mutant: Mutant) -> None:
    del mutant.beside["verified.yaml"]["clerk-keep-door-shut"]


CASES: list[Case] = [
    ("parts", "", put(CLERK, "parts", to=[]), "a quotation without words"),
    (
        "part-order",
        "",
        put("weir-shelves-damp", "parts", 0, "cite", to=[440, 461, "72af"]),
        "are not in the order of the text; put them in order",
    ),
    ("lacuna", "", put(CLERK, "lacuna", to="between-parts"), "a part before it and one after it"),
    (
        "emendation",
        "elsewhere",
        put("brandt-until-roof-mended", "emendations", 0, "printed", to="postnonned"),
        "occurs 0 times in the parts",
    ),
    (
        "emendation",
        "often",
        put("brandt-until-roof-mended", "emendations", 0, "printed", to="o"),
        "occurs 5 times in the parts; write as much of it as occurs once",
    ),
    (
        "emendation",
        "no change",
        put("brandt-until-roof-mended", "emendations", 0, "reading", to="postnoned"),
        "the reading is what is printed",
    ),
    ("translated", "translation", put("weir-ledgers-safe", "fidelity", to="translation"), "write `translated: true`"),
    ("translated", "original", put("weir-ledgers-safe", "translated", to=True), "write `translated: false, or"),
    ("speakers", "", put("weir-ledgers-safe", "speakers", to=[]), "nobody speaks; write `speakers`"),
    (
        "unattributed",
        "",
        put("weir-ledgers-safe", "speakers", 0, "certainty", to="unattributed"),
        "no named speaker such as `anna-weir`",
    ),
    ("receipt-missing", "", forget_receipt, "not verified yet; run `python -m seed verify --source FILE`"),
    (
        "receipt-bad",
        "",
        beside("verified.yaml", CLERK, "state", to="not-found"),
        "not-found when last verified; correct it by its source, then run `python -m seed verify --source FILE`",
    ),
    (
        "receipt-stale",
        "words",
        uncounted("verified.yaml", CLERK, "digest", to="0" * 64),
        "changed since it was verified, or its source has; run `python -m seed verify --source FILE`",
    ),
    ("receipt-stale", "table", beside("verified.yaml", CLERK, "version", to=0), "changed since it was"),
    ("receipt-stale", "text", beside("verified.yaml", CLERK, "sha256", to="0"), "changed since it was"),
    (
        "receipt-orphan",
        "",
        lambda m: m.beside["verified.yaml"].update(gone=dict(m.beside["verified.yaml"][CLERK])),
        "a receipt of no quotation, `gone`; run",
    ),
    ("author", "", put("damp-moved-weir", "authors", to=[]), "names no author; write `authors` here"),
    ("held-by-author", "", put("damp-moved-weir", "held_by", to=["jonas-reeve"]), "add mira-halden, or leave"),
    ("held-by-others", "", put("brandt-defers-move", "held_by", to=["otto-brandt", "mira-halden"]), "out mira-halden"),
    (
        "held-by-nobody",
        "",
        both(
            put("removal-kept-quiet", "modality", to="raises"), put("removal-kept-quiet", "held_by", to=["karl-lund"])
        ),
        "nobody holds a claim that is only raised",
    ),
    ("held-by-said", "", drop("brandt-defers-move", "held_by"), "reports whose claim? write `held_by`"),
    ("rejected-holder", "", put("damp-played-no-part", "held_by", to=[]), "what an author rejects somebody holds"),
    ("words", "", drop("archive-without-keys", "words"), "modality suggests rests on the author's own words"),
    ("holder-modality", "author", put("damp-moved-weir", "holder_modality", to="argues"), "leave it out here"),
    (
        "holder-modality",
        "hearsay",
        both(put("brandt-defers-move", "held_by", to=[]), put("brandt-defers-move", "holder_modality", to="argues")),
        "`holder_modality` grades the holder",
    ),
    ("said-in", "", put("damp-moved-weir", "said_in", to=LETTER), "`said_in` is for kind content, not causal"),
    ("expectation", "", put("damp-moved-weir", "expectation", to=True), "only a belief or content looks ahead"),
    ("mind-of", "", drop("closure-warned-weir", "mind_of"), "whose belief? write `mind_of`"),
    ("counterfactual", "", drop("roof-mended-no-removal", "antecedent"), "write `antecedent` and `consequent`"),
    ("counterfactual", "consequent", drop("roof-mended-no-removal", "consequent"), "write `antecedent` and"),
    ("counterfactual-only", "", put("damp-moved-weir", "antecedent", to="Rain falls."), "`antecedent` is for kind"),
    ("counterfactual-only", "chain", put("damp-moved-weir", "chain", to=["damp-to-removal"]), "`chain` is for kind"),
    ("counterfactual-event", "", put("damp-shelves", "claimed_by", to=["roof-mended-no-removal"]), "no event can rest"),
    ("analogy", "without", drop("removal-like-flood-1887", "compared_with"), "go together; write both or neither"),
    ("analogy", "other kind", put("damp-moved-weir", "compared_with", to=["flood-of-1887"]), "go together"),
    ("about-effect", "", put("damp-moved-weir", "about", to=["anna-weir"]), "it asserts; add ledger-removal"),
    ("claim-lost", "lacuna", put("damp-moved-weir", "lacuna", to="after"), "`lacuna` says where words are lost"),
    ("claim-lost", "lost", put("damp-moved-weir", "lost", to="The end."), "and `lost` what; write both or neither"),
    (
        "relation-repeated",
        "both ways",
        put("removal-ordered-by-brandt", "relations", to=[{"to": "removal-by-weir-alone", "kind": "contradicts"}]),
        "is said already; say it once",
    ),
    (
        "relation-repeated",
        "twice",
        put("brandt-defers-move", "relations", to=[{"to": "damp-moved-weir", "kind": "qualifies"}] * 2),
        "that `brandt-defers-move` qualifies `damp-moved-weir` is said already",
    ),
    (
        "dispute-positions",
        "",
        drop("who-ordered-removal", "positions", 1),
        "a dispute has two positions or more",
    ),
    (
        "position-claim",
        "",
        put("who-ordered-removal", "positions", 1, "interpretations", to=[]),
        "a position is taken in some interpretation",
    ),
    (
        "position-holders",
        "same",
        put("removal-by-weir-alone", "held_by", to=["some-readers-halden-reeve"]),
        "no two positions have different holders",
    ),
    ("position-holders", "nobody", put("removal-by-weir-alone", "held_by", to=[]), "no two positions have different"),
    ("link-asserted", "", put("damp-to-removal", "asserted_by", to=[]), "no causation without somebody claiming it"),
    ("link-kind", "", put("damp-to-removal", "asserted_by", to=["roof-mended-no-removal"]), "gives no causal link"),
    ("link-both-ways", "", put("damp-to-removal", "disputed_by", to=["damp-moved-weir"]), "asserts and disputes the"),
    ("link-taken", "", lambda m: m.add("wet-to-removal", like="damp-to-removal"), "links the same two in the same way"),
    ("transmission-to", "", put("weir-learns-of-closure", "to", to=[]), "who learned it, or did not? write `to`"),
    ("transmission-withheld", "", drop("council-not-told-of-reply", "from"), "who withheld it? write `from`"),
    ("transmission-about", "", drop(NEWS, "about"), "nobody can ask for this news"),
    ("transmission-asserted", "", drop("weir-learns-of-closure", "asserted_by"), "implied by whom? write"),
    ("document-arrives", "", drop(NEWS, "document"), f"write one with `document: {REPLY}`"),
]
