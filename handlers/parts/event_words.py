"""A market event in words, and the buttons about it: for conversations and for the jobs alike."""

from typing import Any

from dialog.messages import Option
from dialog.words import Ours, Words, find_text
from domain.market_event import EventPlan, MarketEvent
from domain.money import rupiah
from handlers.parts.training_words import say_cluster_names, say_moment, say_span

APPLY = "apply_for_stall:start"
READ = "read_about_market_event:start"
ANSWER = "answer_for_stall:start"
SALES = "answer_sales:start"


def facts(words: Words, event: MarketEvent) -> dict[str, Any]:  # places of texts take all
    """What fills a text about a market event: name, when, venue, fee, and a line that may be ''."""
    plan = event.plan
    map_line = find_text(words, "market_event_notes.map", {"map": Ours(plan.map_url)})
    return {
        "event": plan.name,
        "when": Ours(say_span(words, plan.starts_at, plan.ends_at)),
        "venue": plan.venue,
        "map": Ours(map_line) if plan.map_url else "",
        "quota": plan.quota,
        "description": plan.description,
        "clusters": Ours(say_cluster_names(words, plan.clusters)),
        "fee": Ours(say_fee(words, plan)),
        "closes": Ours(say_moment(words, plan.registration_closes_at)),
    }


def say_fee(words: Words, plan: EventPlan) -> str:
    """What one stall costs, or that it costs nothing."""
    return rupiah(plan.fee_idr) if plan.fee_idr else find_text(words, "market_event_notes.free", {})


def _button(words: Words, option: str, label: str, target: str) -> Option:
    return Option(option, find_text(words, f"market_event_notes.buttons.{label}", {}), target)


def apply_button(words: Words, event_id: int, label: str = "apply") -> Option:
    """Apply for a stall. label: `apply` or `apply_again`."""
    return _button(words, str(event_id), label, APPLY)


def read_button(words: Words, event_id: int) -> Option:
    """Show everything about it."""
    return _button(words, str(event_id), "read", READ)


def offer_buttons(words: Words, stall_id: int) -> tuple[Option, ...]:
    """Take the offered stall, or not."""
    return (
        _button(words, f"take.{stall_id}", "take", ANSWER),
        _button(words, f"leave.{stall_id}", "leave_it", ANSWER),
    )


def confirm_buttons(words: Words, stall_id: int) -> tuple[Option, ...]:
    """Hadir, or Tidak bisa."""
    return (_button(words, f"yes.{stall_id}", "come", ANSWER), cannot_button(words, stall_id))


def cannot_button(words: Words, stall_id: int) -> Option:
    """Tidak bisa alone: the stall goes to the next in line."""
    return _button(words, f"no.{stall_id}", "cannot", ANSWER)


def leave_button(words: Words, stall_id: int) -> Option:
    """Leave the line, or the list of those who applied."""
    return _button(words, f"no.{stall_id}", "leave_line", ANSWER)


def sales_button(words: Words, event_id: int) -> Option:
    """Say how it went, in a band."""
    return _button(words, str(event_id), "sales", SALES)
