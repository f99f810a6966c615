"""Numbers as people type them, made E.164."""

import re
from typing import Final

_E164: Final = re.compile(r"\+[1-9]\d{7,14}")


class PhoneRefused(Exception):
    """Raised when a phone cannot be added; the text is for a person to read."""


def normal_number(number: str) -> str:
    """+6281300001006 from "0813 0000 1006"; a number of another country with its plus."""
    digits = re.sub(r"[\s().-]", "", number)
    if digits.startswith("0"):
        digits = "+62" + digits[1:]
    elif not digits.startswith("+"):
        digits = "+" + digits
    if not _E164.fullmatch(digits):
        raise PhoneRefused("Nomornya belum benar. Contoh: 0813 0000 1006.")
    return digits
