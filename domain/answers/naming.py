"""What people write around a name: that there is none yet, or "nama saya" before their own."""

import re

from domain.answers.empty import Empty, what_is
from domain.answers.spelling import plain_words
from domain.answers.talk import is_title
from domain.answers.vocabulary import ADDRESS, FILLER, GREETINGS, SELVES
from domain.answers.words import BREAK

_AROUND = FILLER | SELVES | GREETINGS | {BREAK}
_DENIALS = frozenset("belum tidak kosong nihil".split())
_NAME = frozenset("nama namanya nma name".split())
_BESIDE = _DENIALS | _NAME | frozenset(
    "ada punya pakai pake kasih dikasih diberi beri dibuat buat bikin dibikin masih juga sekali lagi "
    "memang usaha usahanya merek mereknya merk tahu terpikir kepikiran kepikir sampai sekarang sama "
    "untuk apa yang sih".split()
)  # fmt: skip
_HAS_NO_NAME = re.compile(
    r"(?:masih )?(?:belum|tidak) (?:(?:ada|punya|pakai|pake|kasih|dikasih|diberi|buat) )?(?:nama|namanya)\b"
)
_OPENS = frozenset(
    "nama nm namanya namaku saya sy aku ak aq awak gue dengan dgn perkenalkan kenalkan kenalin "
    "perkenalkanlah panggil a.n a.n. a/n ini".split()
)
_MAY_BE_LETTERS = frozenset({"sy", "ak", "nm"})  # of a name, in capitals: "AK Siregar"
_OWNERS = SELVES | {"sendiri", "suami", "istri", "anak"}
_OWN = _OWNERS | ADDRESS | frozenset(
    "aja saja ya la lah nama pakai pake kasih usaha".split()
)  # fmt: skip
_GOODS_OPENS = re.compile(
    r"(?:(?:bahan|produk|barang|hasil)\s?(?:nya|utama|utamanya)|jadinya|bahan utama|produk (?:saya|kami))"
    r"(?:\s+(?:itu|dari|adalah|ialah|pakai|pake|berupa)\b)*\s*[:=]?\s+(?=\w)",
    re.IGNORECASE,
)
_LINKS = frozenset(
    {"", *"nya lengkap lengkapnya panggilan adalah ialah yaitu itu saja aja di ktp".split()}
)
_SPOKEN = ADDRESS | {"ya", "yah", "la", "lah"}
_BEFORE = GREETINGS | ADDRESS | {"atas", "iya", "ya", "oke", "ok"}
_CLAUSE_ENDS = re.compile(r"[,.;!](?=\s)|\n")
_THING_OPENS = re.compile(
    r"(?:(?:usaha|usahanya|usahaku|kedai|toko)\s+(?:(?:saya|sy|kami|kita|awak|ini|itu)\s+)?)?"
    r"(?:(?:kasih|dikasih|pakai|pake|bikin|buat|diberi)\s+)?"
    r"(?:nama\s?nya|nama|nm|merek|mereknya|merk|merknya|brand)\b"
    r"(?:\s+(?:usaha|usahanya|usahaku|kedainya|tokonya|saya|sy|kami|itu|adalah|ialah|yaitu|produk|produknya)\b)*"
    r"(?:\s*[:=-])?\s+(?=\w)",
    re.IGNORECASE,
)
SPOKEN_TO = frozenset("kak kk bu buk pak bang bg mbak dek ya yah".split())
TITLES = SPOKEN_TO - {"kak", "kk", "ya", "yah"}  # "lim bu" may be somebody's name
_NO_NAME_FOLLOWS = frozenset(
    "mau tidak belum sudah bisa punya ada lagi sendiri yang orang dari lupa bingung juga apa "
    "siapa pemilik pemiliknya jualan usaha".split()
)


def has_no_name(text: str) -> bool:
    """Whether the message says that what is asked about has no name yet: "blm ada nama kak"."""
    words = [word for word in plain_words(text) if word not in _AROUND]
    if not _DENIALS.intersection(words):
        return False
    return _BESIDE.issuperset(words) or bool(_HAS_NO_NAME.match(" ".join(words)))


def without_opening(text: str) -> str:
    """A person's name without the sentence before it: "nama sy rina br. sitompul".

    The text itself where no name would remain ("nama saya", "saya yang punya").
    """
    words = text.split()
    rest = words[_opening_length(words) :]
    first = next(iter(plain_words(" ".join(rest))), "")
    is_name = any(c.isalpha() for c in "".join(rest)) and first not in _NO_NAME_FOLLOWS
    return " ".join(rest) if is_name and len(rest) < len(words) else text


def without_thing_opening(text: str) -> str:
    """What something is called, without "nama usahanya" before it. "Nama Baik" is a name."""
    found = _THING_OPENS.match(text)
    if found is None:
        return text
    rest = text[found.end() :]
    if what_is(rest) or is_own_name(rest):
        return text
    says_so = any(word.islower() or word.endswith(("nya", ":")) for word in found[0].split())
    return rest if says_so else text


def is_own_name(text: str) -> bool:
    """Whether somebody's own is all it says: "pakai nama saya aja", "nama suami"."""
    words = {word.strip(",.!").casefold() for word in text.split()}
    return words <= _OWN and not _OWNERS.isdisjoint(words)


def without_goods_opening(text: str) -> str:
    """What is made, or from what, without "bahannya" or "jadinya" before it."""
    found = _GOODS_OPENS.match(text)
    return text[found.end() :] if found else text


def cut(text: str) -> tuple[str, str]:
    """The first clause, and the others; '' where there are none."""
    found = _CLAUSE_ENDS.search(text)
    return (text[: found.start()], text[found.end() :].strip()) if found else (text, "")


def without_greeting(text: str) -> str:
    """A message without the greeting, or the assent, that stands before it: "ok kak. Mariani"."""
    head, rest = cut(text)
    is_greeting = what_is(head) in (Empty.COURTEOUS, Empty.AGREES) or is_no_name(head)
    is_named = is_title(rest) or without_opening(rest) != rest
    return rest if is_greeting and is_named and not is_address(rest) else text


def is_address(text: str) -> bool:
    """Whether nothing but who is spoken to is said: "kak ya"."""
    return all(word.strip(",.!").casefold() in _SPOKEN for word in text.split())


def without_closing(text: str, may_be_part: frozenset[str] = frozenset()) -> str:
    """What something is called, without who is spoken to: "keripik ubi kak ya".

    Small letters only: "Lim Bu" is a name. may_be_part: words that end it where one word would be
    left: "kopi ya" may be the name of a coffee.
    """
    rest = text.rstrip()
    while True:
        head, _, last = rest.rpartition(" ")
        word = last.strip(",.!")
        is_apart = head.endswith(",")  # "Wagiman, bu"
        if word not in SPOKEN_TO or len(head.split()) <= (word in may_be_part and not is_apart):
            return rest if len(rest) < len(text.rstrip()) else text
        rest = head.rstrip(" ,")


def is_no_name(text: str) -> bool:
    """Whether nothing but an opening and who is spoken to was said: "nama saya bu"."""
    words = [word.casefold().strip(",:;=-!.") for word in text.split()]
    return any(words) and all(w in _OPENS or w in _LINKS or w in SPOKEN_TO for w in words)


def _opening_length(words: list[str]) -> int:
    """How many words stand before the name; greetings count where an opening follows them."""
    length = 0
    for at, word in enumerate(words):
        bare = word.casefold().strip(",:;=-!")
        is_letters = bare in _MAY_BE_LETTERS and not word.islower() and word != "Nm" and not length
        if (bare in _OPENS and not is_letters) or (length and bare in _LINKS):
            length = at + 1
        elif length or bare not in _BEFORE:
            break
    return length
