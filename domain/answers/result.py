"""What the understanding of an answer can end in: accepted, asked back, or refused.

Wrongly accepting is the worst outcome and asking back the mildest, so a parser that hesitates
returns `AsksBack`. `reason` is a key of `texts/id/answers.toml`; `hints` fill its placeholders.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Accepted(Generic[T]):
    """The answer means exactly this value."""

    value: T


@dataclass(frozen=True, slots=True)
class AsksBack:
    """The answer has more than one meaning; `candidates` are the values it may mean, best first."""

    reason: str
    candidates: tuple[str, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer has no meaning for this question."""

    reason: str
    hints: Mapping[str, str] = field(default_factory=dict)


Understood: TypeAlias = Accepted[T] | AsksBack | Refused
