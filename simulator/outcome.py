"""What comes of something a person does with a phone."""

Outcome = dict[str, object]


class ActRefused(Exception):
    """Raised when a phone could not do that either; the text is for a person to read."""
