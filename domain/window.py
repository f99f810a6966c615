"""The window in which a platform lets us write freely: 24 hours from the person's last message.

WhatsApp Cloud API, "customer service window"; other channels have none, and nothing is ever held
there.
"""

from datetime import datetime, timedelta

WINDOW = timedelta(hours=24)
HELD_FOR_WINDOW = "window"  # waits until the person writes
HELD_ANNOUNCED = "announced"  # as well; a template has told them that it is there
HELD_FOR_TEMPLATE = "template"  # waits until the platform accepts its template again


def is_open(last_inbound_at: datetime, now: datetime) -> bool:
    """Whether a person who wrote at that moment may be written to freely now."""
    return now - last_inbound_at < WINDOW
