"""A person, as a conversation sees the one it talks to, and the contact they speak through."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do beyond their own affairs; granted by a one-time code."""

    ADMIN = "admin"
    BROADCASTER = "broadcaster"
    VERIFIER = "verifier"
    TRAINER = "trainer"
    PARTNER = "partner"
    COORDINATOR = "coordinator"


STAFF = frozenset({Role.ADMIN, Role.BROADCASTER, Role.VERIFIER, Role.TRAINER})


@dataclass(frozen=True, slots=True)
class Person:
    """A human known to the system. name: '' until told. phone: E.164 as told, or None."""

    id: int
    name: str
    phone: str | None
    roles: frozenset[str]
    opted_out_at: datetime | None

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the office."""
        return bool(self.roles & STAFF)

    def has_role(self, role: Role) -> bool:
        """Whether the person may act in this role; an admin may act in every staff role."""
        return role in self.roles or (role in STAFF and Role.ADMIN in self.roles)


@dataclass(slots=True)
class Contact:
    """One channel address of a person. last_inbound_at: the person's own message time."""

    id: int
    person_id: int
    channel: str
    address: str
    is_reachable: bool
    is_waiting: bool
    last_inbound_at: datetime
    alias: str = ""  # the second address of a channel that has two
