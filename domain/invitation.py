"""The one-time code that makes a person staff, and the fingerprint that is kept of it."""

from datetime import timedelta
from hashlib import scrypt

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1, which look alike
CODE_LENGTH = 8  # of 32 signs: 40 bits, too many to guess within the days that a code is good
VALID_FOR = timedelta(days=7)
PREFIX = "IKM"
SALT = b"ikm invitation"  # the same for all, for a code is looked up by its fingerprint


def as_code(signs: str) -> str:
    """Eight signs as people read them: IKM-ABCD-EFGH."""
    return f"{PREFIX}-{signs[:4]}-{signs[4:]}"


def digest(code: str) -> str:
    """What is stored of a code; blanks and small letters make no difference.

    Slow on purpose (some 10 ms): 40 bits are soon tried out by whoever gets hold of a copy of the
    database, if each try is cheap.
    """
    plain = "".join(c for c in code.upper() if c.isalnum())
    return scrypt(plain.encode(), salt=SALT, n=2**12, r=8, p=1, dklen=32).hex()
