"""An Indonesian mobile or WhatsApp number, however it is grouped: E.164 or a reason.

Source of the ranges: the numbering plan in the `phonenumbers` library.
"""

import re

from domain.answers.named_numbers import OTHER_THAN_PHONE
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.second_thoughts import doubted
from domain.answers.spelling import plain_words
from domain.answers.vocabulary import SELVES
from domain.answers.words import clean, tokens

_LINK = re.compile(r"(?:wa\.me/|whatsapp\.com/send/?\?phone=|tel:)\s*\+?(\d{6,17})\S*")
_LETTER_ZERO = re.compile(r"(?<=\d)o+(?=[\d\s.-])|(?<![a-z])o(?=\s?8\d)")
_RUN = re.compile(r"\+?\d+(?:[ .\-–—_()]{1,3}\d+)*")
_NEW_NUMBER = re.compile(r"\+|0[28]|0061|628|0062")
_COMPLETE = 9  # digits from which a following "08…" or "62…" begins the next number
_SPOKEN = dict(zip("nol kosong satu dua tiga empat lima enam tujuh delapan lapan sembilan".split(),
                   "001234567889", strict=True))  # fmt: skip
_SPOKEN_RUN = re.compile(rf"(?:\b(?:{'|'.join(_SPOKEN)})\b\s*){{9,15}}")
_THIS_ONE = re.compile(
    r"\b(nomor|nmr|no|nomer|wa|hp) (yang )?(ini|sama)\b|\byang ini\b|\bini (aja|saja)\b|\bini nomor"
)
_BESIDE_THE_POINT = re.compile(  # an address, and what is asked of us: how, not which
    r"(?<!\S)\S+@\S+|\btapi (sering|kadang|suka|jarang) (mati|lowbat|habis|off|low|aktif)( batre| baterai| pulsa)?\b"
    r"|(?<!itu )(?<!ini )(?<!nomor )\b(yang|nomor|no) lama( saya)?( sudah| udah)? (hilang|mati|rusak|hangus|diblokir|tidak aktif|gak aktif)\b"
    r"|\b(jangan|jgn) (di)?(bagi|bagikan|bagiin|sebar|sebarkan|sebarin|kasih orang|kasih ke orang|kasihkan)\b"
    r"|\b(jangan|jgn) (di)?(telpon|telepon|telp|tlp|tlpn|telfon|call|sms|nelpon|miscall)\b( malam| siang| pagi)?"
)
_MINE = rf"(?:{'|'.join(sorted(SELVES))}|sendiri)\b"
_THEIRS = "anak suami istri bini bos kawan teman tetangga adik adek kakak abang mamak mertua orang".split()
_ANOTHER = re.compile(  # an old number, or somebody else's
    r"\b(?:nomor|nomer|no|nmr|hp|wa) (?:saya )?(?:yang |yg )?lama\b|\bdulu\b"
    rf"|\b(?:itu|ini) (?:punya|milik) (?!{_MINE})|\bsatunya\b|\byang satu lagi\b|\bnomor lain\b"
    rf"|\d\W+(?:(?:itu|ini) )?(?:punya|milik|nomor|no|hp|wa)(?:nya)? (?:{'|'.join(_THEIRS)})\b"
)
_LETTER_INSIDE = re.compile(  # a slip of the finger may hide a digit; "rumah 2a" is an address
    r"\d[\d .-]{4,}[a-z](?:\b|\d)|\d[a-z]\d[\d .-]{4,}"
)
_AGAINST = {"sekian", "tidak", "bukan", "jangan", "belum", "salah", "mati", "hilang", "atau"}
MIN_DIGITS = 6  # fewer digits are a house number or an age, not a try at a phone number
NATIONAL_LENGTHS = range(9, 13)  # without the leading 0: 812 3456 78 … 8123 4567 8901
NIK_DIGITS = 16


def understand(text: str) -> Understood[str]:
    """The number in E.164 (+628…).

    Two numbers, "this number" or a number that is denied are asked back (`phone.several`,
    `phone.this_number`, `phone.unsure`). Refused: `phone.landline`, `phone.foreign`,
    `phone.length`, `phone.nik`, `phone.question`, `phone.none`.
    """
    said = clean(text)
    if not _ANOTHER.search(said):
        said = _BESIDE_THE_POINT.sub(" ", said)
    return doubted(_understood(said), said, "phone.unsure")


def _understood(text: str) -> Understood[str]:
    plain = _digits_written_out(clean(text).replace("\n", " ; "))
    found = list(dict.fromkeys(_numbers(plain)))
    if not found:
        return _without_number(plain)
    judged = list(dict.fromkeys(_judge(number) for number in found))
    good = [number for number, reason in judged if not reason]
    if len(good) > 1 or (good and len(judged) > 1):
        return AsksBack("phone.several", candidates=tuple(good))
    if not good:
        return Refused(judged[0][1])
    return (
        AsksBack("phone.unsure", candidates=tuple(good)) if _is_denied(plain) else Accepted(good[0])
    )


def _is_denied(plain: str) -> bool:
    """Is the number not it, somebody else's, of something else, or mistyped?"""
    said = _LINK.sub("", plain)
    words = set(tokens(said))
    return bool(
        "?" in said
        or OTHER_THAN_PHONE & words
        or _AGAINST.intersection(plain_words(plain))
        or _ANOTHER.search(plain)
        or _LETTER_INSIDE.search(plain)
    )


def _digits_written_out(plain: str) -> str:
    spoken = _SPOKEN_RUN.sub(
        lambda run: "".join(map(_SPOKEN.__getitem__, run[0].split())) + " ", plain
    )
    return _LETTER_ZERO.sub(lambda zeros: "0" * len(zeros[0]), spoken)


def _numbers(plain: str) -> list[str]:
    """Digits with their plus, one per number that was tried."""
    links = ["+" + match[1] for match in _LINK.finditer(plain)]
    rest = _LINK.sub(" ; ", plain)
    runs = [number for match in _RUN.finditer(rest) for number in _split(match[0])]
    return links + [run for run in runs if len(run.lstrip("+")) >= MIN_DIGITS]


def _split(run: str) -> list[str]:
    """`0813 0000 4444 0812 0000 5555` → two numbers."""
    numbers = [""]
    for group in re.findall(r"\+?\d+", run):
        if numbers[-1] and len(numbers[-1]) >= _COMPLETE and _NEW_NUMBER.match(group):
            numbers.append("")
        numbers[-1] += group
    return numbers


def _judge(number: str) -> tuple[str, str]:
    """(E.164, "") of a good number, else ("", reason)."""
    national, reason = _national(number)
    if reason:
        return "", reason
    if not national.startswith("8"):
        return "", "phone.landline" if len(national) >= MIN_DIGITS else "phone.length"
    if len(national) not in NATIONAL_LENGTHS:
        return "", "phone.length"
    import phonenumbers  # noqa: PLC0415  # the numbering plans, which an idle process does not need

    whole = phonenumbers.PhoneNumber(country_code=62, national_number=int(national))
    mobile = phonenumbers.number_type(whole) == phonenumbers.PhoneNumberType.MOBILE
    return ("+62" + national, "") if mobile else ("", "phone.length")


def _national(number: str) -> tuple[str, str]:
    """The digits after the country code and trunk zero; a reason where it is not Indonesian."""
    digits = number.lstrip("+")
    if len(digits) == NIK_DIGITS and not digits.startswith(("0", "62")):
        return "", "phone.nik"
    if number.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if not digits.startswith(("62", "08")):
            return "", "phone.foreign"
    if digits.startswith("62"):
        return digits[2:].removeprefix("0"), ""
    if digits.startswith(("0", "8")):
        return digits.removeprefix("0"), ""
    return "", "phone.foreign" if digits.startswith(("60", "65", "66", "1")) else "phone.length"


def _without_number(plain: str) -> Understood[str]:
    if _THIS_ONE.search(plain):
        return AsksBack("phone.this_number")
    if any(char.isdigit() for char in plain):
        return Refused("phone.length")
    return Refused("phone.question" if "?" in plain else "phone.none")
