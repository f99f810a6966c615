"""What the doctor found: one thing that was checked, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. advice: what to do where it is not fine."""

    what: str
    is_fine: bool
    advice: str = ""

    def __str__(self) -> str:
        return f"ok    {self.what}" if self.is_fine else f"FIX   {self.what}: {self.advice}"


def fine(what: str) -> Finding:
    """Nothing to do."""
    return Finding(what, True)


def wrong(what: str, advice: str) -> Finding:
    """Something needs a hand."""
    return Finding(what, False, advice)
