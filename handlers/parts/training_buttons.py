"""Buttons about trainings that open a conversation: the same in a job's message and in a chat."""

from dialog.messages import Option
from dialog.words import Words, find_text

ENROL = "enrol_in_training:start"
READ = "read_about_training:start"
ANSWER_OFFER = "answer_offer:start"
CONFIRM = "confirm_attendance:start"
FEEDBACK = "give_feedback:start"
FOLLOW_UP = "answer_follow_up:start"


def _button(words: Words, option: str, label: str, target: str) -> Option:
    return Option(option, find_text(words, f"training_notes.buttons.{label}", {}), target)


def enrol_button(words: Words, training_id: int, label: str = "enrol") -> Option:
    """Enrol in this training. label: `enrol` or `enrol_again`."""
    return _button(words, str(training_id), label, ENROL)


def read_button(words: Words, training_id: int) -> Option:
    """Show everything about this training."""
    return _button(words, str(training_id), "read", READ)


def offer_buttons(words: Words, seat_id: int) -> tuple[Option, ...]:
    """Take the offered place, or not."""
    return (
        _button(words, f"yes.{seat_id}", "take", ANSWER_OFFER),
        _button(words, f"no.{seat_id}", "leave_it", ANSWER_OFFER),
    )


def confirm_buttons(words: Words, seat_id: int) -> tuple[Option, ...]:
    """Hadir, or Tidak bisa."""
    return (_button(words, f"yes.{seat_id}", "come", CONFIRM), cannot_button(words, seat_id))


def cannot_button(words: Words, seat_id: int) -> Option:
    """Tidak bisa alone: the place goes to the next in line."""
    return _button(words, f"no.{seat_id}", "cannot", CONFIRM)


def feedback_button(words: Words, training_id: int) -> Option:
    """Give an opinion."""
    return _button(words, str(training_id), "feedback", FEEDBACK)


def follow_up_button(words: Words, training_id: int, days: int) -> Option:
    """Answer the questions so many days after."""
    return _button(words, f"{training_id}.{days}", "follow_up", FOLLOW_UP)
