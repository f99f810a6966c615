"""Who counts as IKM: every row of the office's borderline table."""

import pytest

from domain.answers import makes, premises
from domain.answers.result import Accepted, AsksBack, Refused
from domain.business import Premises
from domain.eligibility import RULES, Facts, Makes, Outcome, judge, sounds_repacked

OWN, RENTED = Premises.OWN, Premises.RENTED
TABLE = [
    pytest.param(Facts(Makes.YES, "kerupuk mentah", "kerupuk goreng", OWN), Outcome.IKM, "makes",
                 id="fries or packs half-finished kerupuk"),
    pytest.param(Facts(Makes.NO), Outcome.NOT_IKM, "resells", id="repacks, resells, dropship"),
    pytest.param(Facts(Makes.YES, "kain", "jahit pesanan", RENTED), Outcome.IKM, "makes",
                 id="custom tailoring"),
    pytest.param(Facts(Makes.YES, "kertas", "undangan cetak", OWN), Outcome.IKM, "makes",
                 id="printing"),
    pytest.param(Facts(Makes.YES, "besi", "las pagar", OWN), Outcome.IKM, "makes",
                 id="welding fences"),
    pytest.param(Facts(Makes.SERVICE, "beras", "katering"), Outcome.NOT_IKM, "serves",
                 id="catering, rumah makan, kedai kopi"),
    pytest.param(Facts(Makes.YES, "daging", "rendang kemasan", OWN), Outcome.IKM, "makes",
                 id="frozen food, packed sambal, packed rendang"),
    pytest.param(Facts(Makes.SERVICE), Outcome.NOT_IKM, "serves",
                 id="vehicle repair, laundry, salon, tambal ban"),
    pytest.param(Facts(Makes.YES, "botol bekas", "cacahan plastik", OWN), Outcome.OFFICER,
                 "shreds", id="shreds plastic for recyclers"),
    pytest.param(Facts(Makes.YES, "kain dari pemesan", "seragam", OWN), Outcome.IKM_FLAGGED,
                 "makloon", id="makloon, own workshop"),
    pytest.param(Facts(Makes.YES, "markisa", "sirop", Premises.SHARED), Outcome.OFFICER,
                 "shared_premises", id="shared or borrowed kitchen"),
    pytest.param(Facts(Makes.STOPPED), Outcome.PROSPECTIVE, "stopped", id="stopped long ago"),
    pytest.param(Facts(Makes.PLANNED), Outcome.PROSPECTIVE, "planned", id="only plans to"),
    pytest.param(Facts(Makes.YES, "cabai", "sambal", Premises.NONE), Outcome.NOT_IKM,
                 "no_premises", id="no kitchen at all"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "outcome", "reason"), TABLE)
def test_borderline_table(facts: Facts, outcome: Outcome, reason: str) -> None:
    verdict = judge(facts)
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_every_rule_has_a_row() -> None:
    assert {name for name, _, _ in RULES} == {str(row.values[2]) for row in TABLE}


def test_repacking_is_heard_in_material_and_product() -> None:
    assert sounds_repacked("keripik barang jadi", "keripik")
    assert sounds_repacked("keripik", "keripik kemas ulang")
    assert not sounds_repacked("kerupuk mentah", "kerupuk goreng")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("awak jahit sendiri", Accepted("yes")),
        ("ya", Accepted("yes")),
        ("iya bu, produksi", Accepted("yes")),
        ("beli jadi terus dijual", Accepted("no")),
        ("katering", Accepted("service")),
        ("udah lama tutup", Accepted("stopped")),
        ("masih rencana", Accepted("planned")),
        ("tidak", AsksBack("makes.unsure")),
        ("belum", Refused("makes.none")),
        ("dulu bikin sendiri, sekarang beli jadi", AsksBack("makes.unsure")),
        ("bukan bikin sendiri", AsksBack("makes.unsure")),
        ("maksudnya?", AsksBack("makes.question")),
        ("entahlah", Refused("makes.none")),
    ],
)
def test_what_is_made_in_own_words(text: str, meaning: object) -> None:
    assert makes.understand(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("punya sendiri", Accepted("own")),
        ("di rumah aja", Accepted("own")),
        ("ngontrak kak", Accepted("rented")),
        ("sewa rumah", Accepted("rented")),
        ("rumah kontrakan", Accepted("rented")),
        ("numpang di rumah mamak", Accepted("shared")),
        ("dapur bersama", Accepted("shared")),
        ("belum ada", Accepted("none")),
        ("bukan milik sendiri", AsksBack("premises.unsure")),
        ("sewa atau pinjam", AsksBack("premises.unsure")),
        ("dapur yang mana?", AsksBack("premises.question")),
        ("3", Refused("premises.none")),
    ],
)
def test_whose_premises_in_own_words(text: str, meaning: object) -> None:
    assert premises.understand(text) == meaning
