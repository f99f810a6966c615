"""Phone numbers as people read them."""


def as_people_write(number: str) -> str:
    """+6281234567890 → 0812-3456-7890; a foreign number stays as it is."""
    if not number.startswith("+62"):
        return number
    digits = "0" + number.removeprefix("+62")
    return "-".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)
