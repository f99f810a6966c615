"""What is made in a month, in the unit of the price."""

from decimal import Decimal

import pytest

from domain.product import per_month


@pytest.mark.parametrize(
    ("amount", "unit", "per", "made"),
    [
        pytest.param("40", "bungkus", "hari", 1040, id="a day, six days a week"),
        pytest.param("2.5", "bungkus", "minggu", 10, id="a week"),
        pytest.param("300", "bungkus", "bulan", 300, id="a month"),
        pytest.param("3", "kodi", "bulan", None, id="another unit"),
        pytest.param("40", "bungkus", None, None, id="no period"),
    ],
)
def test_capacity_a_month(amount: str, unit: str, per: str | None, made: int | None) -> None:
    assert per_month(Decimal(amount), unit, per, "bungkus") == made
