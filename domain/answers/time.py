"""The hour at which something begins: "jam 10 pagi", "setengah 2 siang", "pukul 09.30 wib"."""

import re
from dataclasses import dataclass
from datetime import time

from domain.answers.calendar_words import MONTHS
from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.tails import Tails, forgiving
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES
from domain.answers.words import clean, symbols

MORNING_HOURS = range(8, 13)  # "jam 9" of an event is the morning; "jam 2" or "jam 7" is not sure

LAST_HOUR_SAID = 12  # "jam 8 10" may be from eight to ten, "jam 8 15" is a quarter past

_PARTS_OF_DAY = {
    **dict.fromkeys("pagi pg pgai pgi pagi2 esuk isuk".split(), "pagi"),
    **dict.fromkeys("siang siank sing awan siangg".split(), "siang"),
    **dict.fromkeys("sore sor petang sorean".split(), "sore"),
    **dict.fromkeys("malam mlm malem mlam bengi".split(), "malam"),
    **dict.fromkeys("subuh shubuh".split(), "subuh"),
    "dinihari": "dini",
    "am": "am",
    "pm": "pm",
}
_HOURS = {
    "pagi": {h: h for h in range(3, 12)},
    "siang": {10: 10, 11: 11, 12: 12, 1: 13, 2: 14, 3: 15},
    "sore": {3: 15, 4: 16, 5: 17, 6: 18, 2: 14},
    "malam": {6: 18, 7: 19, 8: 20, 9: 21, 10: 22, 11: 23, 12: 0},
    "subuh": {4: 4, 5: 5},
    "dini": {1: 1, 2: 2, 3: 3},
    "am": {**{h: h for h in range(1, 12)}, 12: 0},
    "pm": {**{h: h + 12 for h in range(1, 12)}, 12: 12},
}
_HALF_BEFORE = re.compile(
    r"\b(setengah|stgh|stengah|setngah|1/2|stngah|set|stgah|separo|separuh|1/2) (?:jam )?"
)
_PAST_HOUR = re.compile(r"\b(lewat|lebih|lwt) (?:(\w+(?: belas| puluh(?: lima)?)?)( menit| mnt)?)")
_TO_HOUR = re.compile(r"\b(kurang|krg) (?:(\w+(?: belas| puluh(?: lima)?)?)( menit| mnt)?)")
_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2}) ?[.:] ?(\d\d)(?: ?[.:] ?00)?(?![\d])")
_OPEN_END = re.compile(
    r"(-|\bsampai|\bs/d|\bsd|\bhingga|\bs\.d\.?) ?(selesai|slesai|siap|habis|sls)\b"
)
_DOUBLED = re.compile(
    r"\b(pagi|pgi|siang|sore|malam|mlm|malem|subuh)2(?![\d.:])"
)  # "sore2": sore-sore
_ON_TIME = re.compile(
    r"\bjangan (sampai |sampe )?(telat|terlambat|lambat|ngaret|lupa|lewat|molor)\b"
)
_DAY = re.compile(
    rf"\b(?:(?:tgl|tanggal|tggl) ?)?\d{{1,2}} (?:{'|'.join(MONTHS)})\b(?: 20\d\d)?"
    r"|\b(?:tgl|tanggal|tggl) ?\d{1,2}\b(?! ?[.:\d])"
)
_AGAINST = re.compile(
    r"\b(atau|sampai|sampe|hingga|antara|sekitar|kira|kurang lebih|habis|abis|sesudah|setelah|sebelum|bada|"
    r"kalau|kalo|bukan|tidak|gak|ga|jangan|tergantung|terserah|nanti|mungkin|paling|selama|an|wita|wit|dan|dari|tapi|"
    r"selesai|lama|kurang|krg|lewat|lwt|lebih|menit lagi|jam lagi|max|maksimal|minimal|belum|atas|bawah|keatas|kebawah)\b|[-?~]|\d ?an\b"
)
_TAILS = Tails(frozenset("ya tepat".split()))
_QUESTION = re.compile(r"\?|\b(kapan|berapa|brp|gimana|apa)\b")
_DURATION = re.compile(r"\b(\d+|satu|dua|tiga|empat|lima|se) ?jam\b(?! ?\d)|\bsejam\b")
_MODEST = FILLER | GREETINGS | SELVES | frozenset(
    "jam jm pukul pkl pukol puku wib wibb w.i.b tepat teng tet pas mulai mulainya dimulai acara acaranya di pada buka "
    "besok lusa hari ini . , ! ( ) : ; itu nya yang yg bisa mau siap ok oke iya aja untuk start kita hari senin selasa "
    "rabu kamis jumat sabtu minggu dini - ' \" jd jadi ' aku maunya insya allah waktu indonesia bagian barat medan biasa biasanya bisanya".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """Hour and minute as said; `official` where written in four digits of the 24-hour day."""

    hour: int
    minute: int
    official: bool = False
    half: bool = False


def understand(text: str) -> Understood[time]:
    """The time of day, to the minute.

    Without a part of the day only the hours of `MORNING_HOURS` and from 13 on are sure. Asked
    back: `time.part_of_day`, `time.several`, `time.unsure`, `time.question`. Refused: no hour
    (`time.none`), no such hour (`time.impossible`).
    """
    return forgiving(_understood(text), text, _understood, lambda _: _TAILS)


def _understood(text: str) -> Understood[time]:
    plain = _OPEN_END.sub(" ", clean(text).replace("\n", " ")).replace("dini hari", "dinihari")
    plain = _DAY.sub(" ", _ON_TIME.sub(" ", _DOUBLED.sub(r"\1", plain)))
    plain = re.sub(r"\b(jam|jm|pukul|pkl)(?=\d)", r"\1 ", plain)
    plain = re.sub(r"(?<=\d)(am|pm|pagi|siang|sore|malam|mlm)\b", r" \1", plain)
    if re.search(r"\b(kapan|berapa|brp|gimana|apa|bisa) ?(jam)?\b.*\?|\bjam (berapa|brp)\b", plain):
        return AsksBack("time.question")
    parts = {_PARTS_OF_DAY[w] for w in re.findall(r"[a-z]+", plain) if w in _PARTS_OF_DAY}
    if not re.search(r"\d", plain) and not _spoken_number(plain):
        return Refused("time.none")
    if _AGAINST.search(_without_minutes(plain)) or _is_duration(plain):
        return AsksBack("time.unsure")
    said = _said(plain)
    if isinstance(said, _Said):
        return _place_in_day(said, parts, plain)
    return said


def _spoken_number(plain: str) -> bool:
    return any(isinstance(item, Number) for item in find_numbers(symbols(plain)))


def _without_minutes(plain: str) -> str:
    """The text without "lewat 15" and "kurang seperempat", but with a bare "kurang"."""
    for pattern in (_PAST_HOUR, _TO_HOUR):
        plain = pattern.sub(lambda said: " " if _spoken_number(said[2]) else said[0], plain)
    return plain


def _is_duration(plain: str) -> bool:
    return bool(_DURATION.search(plain)) and not re.search(
        r"\b(jam|pukul|pkl) ?(\d|se|satu|dua|tiga|empat|lima)", plain
    )


def _said(plain: str) -> _Said | AsksBack | Refused:
    half = bool(_HALF_BEFORE.search(plain))
    rest = _HALF_BEFORE.sub(" ", plain)
    shift, rest = _shift(rest)
    clocks = {(int(m[1]), int(m[2]), len(m[1])) for m in _CLOCK.finditer(rest)}
    rest = _CLOCK.sub(" ", rest)
    items = find_numbers(symbols(rest))
    numbers = [item for item in items if isinstance(item, Number)]
    unknown = [
        i for i in items if isinstance(i, str) and i not in _MODEST and i not in _PARTS_OF_DAY
    ]
    if len(clocks) + len(numbers) == 0 or unknown:
        return Refused("time.none") if not (clocks or numbers) else AsksBack("time.unsure")
    if clocks:
        return _from_clock(clocks, numbers, half)
    return _from_numbers(numbers, half, shift, rest)


def _shift(plain: str) -> tuple[int, str]:
    """Minutes past or to the hour, and the text without them."""
    for pattern, sign in ((_PAST_HOUR, 1), (_TO_HOUR, -1)):
        match = pattern.search(plain)
        if match:
            items = find_numbers(symbols(match[2]))
            minutes = items[0].value if items and isinstance(items[0], Number) else 0
            whole = int(minutes * 60) if 0 < minutes < 1 else int(minutes)
            return sign * whole, plain.replace(match[0], " ")
    return 0, plain


def _from_clock(
    clocks: set[tuple[int, int, int]], numbers: list[Number], half: bool
) -> _Said | AsksBack | Refused:
    if len(clocks) > 1 or numbers or half:
        return AsksBack("time.several")
    hour, minute, width = clocks.pop()
    if minute > 59 or hour > 23:
        return Refused("time.impossible")
    return _Said(hour, minute, official=width == 2 or hour > 12)


def _from_numbers(
    numbers: list[Number], half: bool, shift: int, plain: str
) -> _Said | AsksBack | Refused:
    values = [int(n.value) for n in numbers if n.value == int(n.value)]
    placed = re.search(r"\b(jam|pukul|pkl|pagi|siang|sore|malam)\b", plain)
    if len(values) == 2 and placed and LAST_HOUR_SAID < values[1] < 60 and not half:
        return _Said(values[0], values[1]) if values[0] <= 23 else Refused("time.impossible")
    if len(values) != 1:
        return AsksBack("time.several")
    hour = values[0]
    packed = re.search(r"(?<!\d)([01]\d|2[0-3])([0-5]\d)(?!\d)", plain)
    if packed and re.search(r"\b(jam|pukul|pkl|wib)\b", plain):
        return _Said(int(packed[1]), int(packed[2]), official=True)
    if hour > 24:
        return Refused("time.impossible") if hour < 100 else AsksBack("time.unsure")
    if hour == 24:
        return AsksBack("time.unsure")
    return _minutes(hour, half, shift, plain)


def _minutes(hour: int, half: bool, shift: int, plain: str) -> _Said | AsksBack | Refused:
    if hour == 0 or (half and (shift or hour > 12)):  # "jam 0" is midnight, or a slip
        return AsksBack("time.unsure")
    named = bool(re.search(r"\b(jam|jm|pukul|pkl|wib)\b", plain)) or half
    official = hour > 12 and named
    if not named and not any(w in _PARTS_OF_DAY for w in re.findall("[a-z]+", plain)):
        return AsksBack("time.unsure")
    minutes = hour * 60 + shift - (30 if half else 0)
    return _Said(minutes // 60 if minutes >= 60 else 12, minutes % 60, official, half or shift < 0)


def _place_in_day(said: _Said, parts: set[str], plain: str) -> Understood[time]:
    if len(parts) > 1:
        return AsksBack("time.several")
    if said.hour > 23:
        return Refused("time.impossible")
    if parts:
        return _in_part(said, parts.pop())
    if said.hour >= 13 or said.hour in MORNING_HOURS or (said.official and said.hour >= 6):
        return Accepted(time(said.hour, said.minute))
    early = said.hour == 7 and not said.half and (said.minute != 0 or _CLOCK.search(plain))
    if early:
        return Accepted(time(said.hour, said.minute))
    candidates = (time((said.hour + 12) % 24, said.minute), time(said.hour, said.minute))
    return AsksBack("time.part_of_day", candidates=tuple(f"{t:%H:%M}" for t in candidates))


def _in_part(said: _Said, part: str) -> Understood[time]:
    """Put the hour into the part of the day that was named; "jam 5 malam" fits none."""
    if said.hour >= 13:
        fits = said.hour in _HOURS[part].values() or (part == "malam" and said.hour >= 18)
        return Accepted(time(said.hour, said.minute)) if fits else AsksBack("time.part_of_day")
    # "setengah dua siang" lies in the afternoon because two does, though half past one is said
    asked = said.hour % 12 + 1 if said.half and said.hour not in _HOURS[part] else said.hour
    hour = _HOURS[part].get(asked if asked else 12)
    if hour is None:
        return AsksBack("time.part_of_day")
    if asked != said.hour:
        hour = (hour - 1) % 24
    return Accepted(time(hour, said.minute))
