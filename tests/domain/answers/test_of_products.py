"""What owners say of a product: its price with a unit, how much, how long it keeps."""

from typing import Any

import pytest

from domain.answers import amount, shelf_life, unit_price
from domain.answers.result import Accepted, AsksBack, Refused


def meaning(understood: Any) -> Any:
    """The value, or the reason why there is none."""
    if isinstance(understood, Accepted):
        return understood.value
    assert isinstance(understood, AsksBack | Refused)
    return understood.reason


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("25rb per bungkus", [25000, "bungkus"]),
        ("Rp.25.000,-/toples", [25000, "toples"]),
        ("perkilo 60rb", [60000, "kg"]),
        ("sekotak 40 ribu", [40000, "kotak"]),
        ("25.000", [25000, ""]),
        ("25", "price.small_number"),
        ("25 per bungkus", "price.small_number"),
        ("25rb-30rb", "price.several"),
        ("12ribu isi 10", "price.several"),
        ("nego", "price.none"),
        ("$5", "price.foreign"),
        ("<script>alert(1)</script>", "price.unsure"),
    ],
)
def test_a_price_with_its_unit(text: str, meant: Any) -> None:
    assert meaning(unit_price.understand(text)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/kg", "kg"),
        ("per bungkus", "bungkus"),
        ("untuk satu toples", "toples"),
        ("bks", "bungkus"),
        ("besek", "besek"),
        ("10", "unit.number"),
        ("<b>besek</b>", "unit.none"),
        ("satuan apa saja yang dipesan orang", "unit.none"),
        ("...", "unit.none"),
    ],
)
def test_a_unit(text: str, meant: str) -> None:
    assert meaning(unit_price.understand_unit(text)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10", ["10", "besek"]),
        ("minimal 10 besek", ["10", "besek"]),
        ("1 lusin", ["1", "lusin"]),
        ("bebas", ["1", "besek"]),
        ("tidak ada minimal", ["1", "besek"]),
        ("10-20", "quantity.several"),
        ("10 per hari", "quantity.unsure"),
        ("terserah", "quantity.none"),
    ],
)
def test_a_smallest_order(text: str, meant: Any) -> None:
    assert meaning(amount.understand_minimum(text, "besek")) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("40 sehari", ["40", "besek", "hari"]),
        ("seribu besek sebulan", ["1000", "besek", "bulan"]),
        ("3 kodi seminggu", ["3", "kodi", "minggu"]),
        ("300", "quantity.period"),
        ("40-50 sehari", "quantity.several"),
    ],
)
def test_a_capacity(text: str, meant: Any) -> None:
    assert meaning(amount.understand_capacity(text, "besek")) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3 bulan", 90),
        ("setahun", 365),
        ("2 mgg", 14),
        ("kira2 3 bulan", 90),
        ("1,5 bulan", 45),
        ("3-6 bulan", "shelf_life.several"),
        ("3", "shelf_life.unit"),
        ("tahan lama", "shelf_life.none"),
        ("20 per bulan", "shelf_life.several"),
        ("100 tahun", "shelf_life.out_of_range"),
    ],
)
def test_a_shelf_life(text: str, meant: Any) -> None:
    assert meaning(shelf_life.understand(text)) == meant


@pytest.mark.parametrize(
    ("days", "said"), [(365, (1, "tahun")), (90, (3, "bulan")), (14, (2, "minggu")),
                       (10, (10, "hari"))],
)  # fmt: skip
def test_days_as_people_say_them(days: int, said: tuple[int, str]) -> None:
    assert shelf_life.as_period(days) == said
