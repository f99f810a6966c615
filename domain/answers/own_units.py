"""A unit that is the thing itself: "4 lemari sebulan", "100 gelang sehari", "2 kancah sehari".

Only in that exact frame, and only what a small industry makes or cooks in: any other noun may be
money, people, orders or tools ("100 ringgit sehari", "5 nasabah sebulan", "4 oven sehari").
"""

from collections.abc import Sequence

from domain.answers.numbers import Item, Number
from domain.answers.product_words import SPELLINGS
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES

_MADE = frozenset(
    # furniture and fittings
    "lemari almari pintu jendela kusen kusin kosen meja kursi krusi bangku sofa dipan ranjang kasur matras rak bufet bufe bupet buffet kabinet nakas kitchenset "
    "meubel mebel lesung tangga partisi loster roster gorden gordyn tirai bingkai pigura figura etalase steling ayunan "
    "laci krey kerai terpal lampu lampion "
    # metal and building
    "pagar gerbang kanopi canopy teralis terali tralis jerjak jerejak railing reling gerobak grobak tandon tangki "
    "cerobong cangkul parang pisau golok sabit arit dodos egrek linggis kapak martil engsel gembok baut mur pegas rantai bak bata "
    "batako bataco paving conblock konblok genteng genting tegel ubin keramik gorong hebel tiang pot guci vas gentong tembikar gerabah periuk "
    "nisan kijing prasasti plakat piala medali trofi karoseri "
    # vessels that a batch is cooked in
    "kancah kuali dandang belanga "
    # craft and jewellery
    "gelang kalung cincin anting liontin bros tasbih gantungan suvenir souvenir sovenir miniatur patung topeng ukiran lukisan kaligrafi boneka "
    "tas ransel dompet sabuk gesper sandal sendal sepatu selop koper tikar bakul nyiru tudung besek topi peci kopiah songkok tanjak "
    "keset sapu kemoceng kipas payung bantal guling gitar gendang kecapi taganing ulos songket tenun sarung selendang batik bunga buket parsel "
    "hampers mahar layangan mainan puzzle lilin "
    # clothes and cloth
    "baju kemeja kaos kaus celana rok gaun gamis jas jaket kebaya seragam jilbab kerudung mukena telekung sajadah daster piyama rompi jersey "
    "hoodie sweater celemek apron masker sprei seprai bedcover selimut handuk taplak toga almamater kostum pakaian bendera spanduk baliho banner "
    "syal kaftan abaya hijab khimar bando bandana ciput kemben rajutan bordiran sulaman "
    # food and other goods by the piece
    "roti donat bolu bakpao bakpia pia pastel risol lumpia lemper martabak pukis molen klepon onde lapet kue cake tart brownies puding kroket "
    "tempe tahu bakso nugget sosis pempek siomay dimsum kerupuk keripik opak rempeyek peyek lontong ketupat lemang bika tape "
    "bar sabun sampo parfum pomade lipstik stiker undangan buku brosur kalender nota stempel mug pin "
    "meubelair perahu sampan jaring bubu joran raket bola".split()
)
"""Products of the office's clusters that are counted by the piece, and what is cooked at a time."""

_BESIDE = FILLER | SELVES | GREETINGS | frozenset(". , ! : ; per / satu".split())


_OF_WHAT = (
    frozenset(SPELLINGS)
    | frozenset(SPELLINGS.values())
    | frozenset("ubi singkong pisang basah kering pedas manis asin balado".split())
)


def is_product(word: str) -> bool:
    """Does the word say no more than what is made? "20 kotak sehari, kue basah"."""
    return word in _MADE or word in _OF_WHAT


def own_unit(rest: Sequence[Item], at: int) -> str | None:
    """The noun right behind the number at `at`, where nothing but courtesies stands beside both."""
    after = rest[at + 1] if at + 1 < len(rest) else None
    if not isinstance(after, str) or after not in _MADE:
        return None
    others = [item for where, item in enumerate(rest) if where not in {at, at + 1}]
    courteous = all(not isinstance(item, Number) and item in _BESIDE for item in others)
    return after if courteous else None
