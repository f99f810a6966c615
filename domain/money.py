"""Money as people here read it."""


def rupiah(amount_idr: int) -> str:
    """ "Rp25.000" for 25000."""
    return f"Rp{amount_idr:,}".replace(",", ".")
