"""Money and large numbers as people here read them."""


def thousands(number: int) -> str:
    """ "1.250" for 1250."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount_idr: int) -> str:
    """ "Rp25.000" for 25000."""
    return f"Rp{thousands(amount_idr)}"
