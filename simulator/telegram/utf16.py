"""Lengths as Telegram counts them."""


def utf16_length(text: str) -> int:
    """UTF-16 units: an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
