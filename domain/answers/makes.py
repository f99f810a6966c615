"""What does the owner do with the goods? "awak jahit sendiri", "beli jadi terus dijual"."""

import re

from domain.answers import yes_no
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.words import clean
from domain.eligibility import Makes

_WORDS = {
    Makes.YES: "buat sendiri; bikin sendiri; olah sendiri; masak sendiri; jahit sendiri;"
    "goreng sendiri; produksi sendiri; buatan sendiri; dibuat sendiri; diolah sendiri;"
    "dibikin sendiri; dijahit sendiri; digoreng sendiri; produksi; saya buat; saya bikin;"
    "saya olah; saya jahit; awak buat; awak bikin; kami buat; kami bikin; kami olah; membuat;"
    "mengolah; bikinan sendiri; saya yang buat; saya yang bikin",
    Makes.NO: "jual lagi; dijual lagi; jual kembali; beli jadi; barang jadi; reseller; dropship;"
    "ambil dari toko; ambil dari pabrik; kulakan; kemas ulang; repack; pedagang; dagang;"
    "jualan saja; jual saja; cuma jual; cuma jualan; hanya jual; hanya menjual; toko; grosir",
    Makes.SERVICE: "servis; service; bengkel motor; bengkel mobil; tambal ban; laundry; londri;"
    "salon; pangkas; warung makan; rumah makan; warung nasi; warung kopi; kedai kopi; katering;"
    "catering; doorsmeer",
    Makes.STOPPED: "sudah berhenti; sudah tutup; sudah lama tutup; sudah tidak; udah berhenti;"
    "udah tutup; udah gak; udah tidak; sudah gak; tutup; vakum; berhenti produksi; tidak lagi",
    Makes.PLANNED: "baru rencana; masih rencana; rencana; rencananya; mau mulai; baru mau; mau buka;"
    "belum mulai; belum jalan; belum buat; belum bikin; belum produksi; niat; ingin mulai;"
    "pengen buka; baru niat",
}
_PHRASES = {phrase.strip(): kind for kind, all_ in _WORDS.items() for phrase in all_.split(";")}
_FINDER = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, _PHRASES), key=len, reverse=True)) + r")\b"
)
_AGAINST = re.compile(r"\b(bukan|tidak|tak|gak|ga|nggak|belum|kadang|atau|dulu|kalau)\b")


def understand(text: str) -> Understood[str]:
    """The id of what the owner does. A plain yes means that it is made by oneself.

    Several kinds at once, a negation or a plain no are asked back (`makes.unsure`): a no may mean
    trade as well as a plan.
    """
    plain = _in_one_line(text)
    if "?" in plain:
        return AsksBack("makes.question")
    kinds = {_PHRASES[match[0]] for match in _FINDER.finditer(plain)}
    if len(kinds) > 1 or (kinds and _AGAINST.search(_FINDER.sub(" ", plain))):
        return AsksBack("makes.unsure")
    if kinds:
        return Accepted(kinds.pop().value)
    if is_mere_yes(text):
        return Accepted(Makes.YES.value)
    is_no = isinstance(yes_no.understand(text), Accepted)
    return AsksBack("makes.unsure") if is_no else Refused("makes.none")


def is_mere_yes(text: str) -> bool:
    """Whether a yes is all it says. After "yang mana?" that names nothing."""
    plainly = yes_no.understand(text)
    return (
        isinstance(plainly, Accepted) and plainly.value and not _FINDER.search(_in_one_line(text))
    )


def _in_one_line(text: str) -> str:
    return clean(text).replace("\n", " ")
