"""What the name of a product says."""

import pytest

from handlers.parts import read_product
from handlers.parts.read_product import sounds_like_other_work
from texts.catalogue import load


def test_the_reasons_it_looks_for_are_reasons_that_exist() -> None:
    words = load({})

    assert [r for r in read_product._OTHER_WORK if words.find(f"answers.{r}") is None] == []


@pytest.mark.parametrize(
    ("product", "asks"),
    [("jual keripik", True), ("laundry", True), ("keripik ubi", False), ("batik tulis", False)],
)
def test_a_product_that_may_be_sold_or_served_is_asked_about(product: str, asks: bool) -> None:
    assert sounds_like_other_work(product) is asks
