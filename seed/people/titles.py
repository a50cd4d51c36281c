"""Words that stand with names and are none: ranks, offices, forms of address, what follows a name."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RANKS: dict[str, str] = {
    **dict.fromkeys(("general", "gen", "brigadier", "brig", "colonel", "col", "major", "maj", "ltc"), "army"),
    **dict.fromkeys(("admiral", "adm", "vadm", "radm", "commodore", "ensign"), "navy"),
    **dict.fromkeys(("sergeant", "sgt", "corporal", "cpl", "pvt", "pfc"), "ranks"),
    **dict.fromkeys(("bishop", "archbishop", "cardinal", "monsignor", "msgr", "rabbi", "rev", "reverend"), "church"),
}
WIVES = frozenset({"mrs", "mme", "madame", "lady"})
ADDRESS = words(
    "mr mrs miss ms messrs mme madame mlle dr prof professor sir dame lord lady herr frau signor senor senora don dom "
    "hon honorable comrade tovarish brother sister father"
)
OFFICES = words(
    "president premier chancellor minister secretary undersecretary ambassador amb charge consul senator sen "
    "representative rep congressman congresswoman delegate judge justice governor gov mayor chairman speaker director "
    "commissioner marshal generalissimo doctor"
)
NOBLES = words(
    "king queen emperor empress prince princess duke duchess count countess baron baroness marquis marquess marquise "
    "viscount archduke sultan sheikh shaikh sheik emir amir imam shah pope patriarch excellency highness"
)
SERVICE = words(
    "lieutenant lieut lt captain capt commander cdr comdr cmdr field fleet air vice rear group wing squadron leader "
    "chief first second 1st 2d 2nd flight officer warrant gunnery staff master retired ret jg"
)
MODIFIERS = words("prime foreign under assistant deputy acting former late right his her crown grand")
TITLES = frozenset(RANKS) | ADDRESS | OFFICES | NOBLES | SERVICE | MODIFIERS
# What may follow "of the" within a rank.
BODIES = words(
    "army armies fleet air force royal raf soviet union navy aviation artillery republic marine corps state states "
    "defense defence treasury interior commerce labor agriculture war"
)
SUFFIXES = {
    **dict.fromkeys(("jr", "junior"), "jr"),
    **dict.fromkeys(("sr", "senior"), "sr"),
    **dict.fromkeys(("ii", "2d", "2nd"), "ii"),
    **dict.fromkeys(("iii", "3d", "3rd"), "iii"),
    "iv": "iv",
}
# Letters after a name that tell nothing of who it is.
HONOURS = words("bart bt rn usn usa usaf usmc usar ret kcb kbe cbe obe mp qc phd md esq sj op raf usnr usmcr")
PARTICLES = words(
    "al el as an ar at de del della der den des di da das dos du la le las los van von vom zu zur ter ten y e ibn bin "
    "ben bint"
)
# Family names that stand first where a name of several words has no comma.
FAMILY_FIRST = words(
    "kim pak park yi lee rhee choe choi chang chong cho yun yu im han sin shin paik paek hong chou zhou mao chiang "
    "jiang kao gao chen chan wang li liu lin huang wu hsu xu chu zhu teng deng peng nguyen le tran pham ngo ho vo "
    "dang bui ha hoang vu truong phan tsai sun soong song yeh ye chiao qiao koo ku tung dong"
)
