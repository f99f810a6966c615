"""Names of days, months and near dates as people write them."""

import re

from domain.answers.slips import slips_of
from domain.answers.tails import Tails
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES

WEEKDAYS = {
    **dict.fromkeys("senin sening snin senen isnin monday sen".split(), 0),
    **dict.fromkeys("selasa slasa selase sls tuesday".split(), 1),
    **dict.fromkeys("rabu rebo rabo wednesday".split(), 2),
    **dict.fromkeys("kamis kemis kms thursday".split(), 3),
    **dict.fromkeys("jumat jumaat jmt jumahat jmat jumat friday".split(), 4),
    **dict.fromkeys("sabtu saptu sbtu sbt setu saturday".split(), 5),
    **dict.fromkeys("minggu ahad mggu mgg sunday minggo".split(), 6),
}
for _day in "senin selasa rabu kamis jumat sabtu".split():
    for _form in slips_of(_day):
        WEEKDAYS.setdefault(_form, WEEKDAYS[_day])
MONTHS = {
    **dict.fromkeys("januari jan januwari january janwari".split(), 1),
    **dict.fromkeys("februari feb pebruari peb february febuari pebuari".split(), 2),
    **dict.fromkeys("maret mar mart march mrt".split(), 3),
    **dict.fromkeys("april apr aprl".split(), 4),
    **dict.fromkeys("mei may".split(), 5),
    **dict.fromkeys("juni jun june juny".split(), 6),
    **dict.fromkeys("juli jul july july juley".split(), 7),
    **dict.fromkeys("agustus agu ags agt agst agus agutus august aug agustuss agusts".split(), 8),
    **dict.fromkeys("september sep sept spt septembr".split(), 9),
    **dict.fromkeys("oktober okt october oct oktobr".split(), 10),
    **dict.fromkeys("november nov nop nopember nofember nopembr novembr novenber".split(), 11),
    **dict.fromkeys(
        "desember des dec december desmber dsember desembr desembar dessember ds desmbr".split(), 12
    ),
}
NEAR = {
    **dict.fromkeys("sekarang skrg skrang".split(), 0),
    **dict.fromkeys(
        "besok bsk besuk esok bsok beso besoknya isuk sogot sesuk tomorrow besokk".split(), 1
    ),
    **dict.fromkeys("lusa lsa haduan lusanya".split(), 2),
    "tulat": 3,
    "tubin": 4,
}
PAST = frozenset("kemarin kmrn kmrin semalam semalem tadi kemaren yesterday kelmarin".split())
SMALL_NUMBERS = dict(
    zip(
        "se satu dua tiga empat lima enam tujuh sepuluh".split(), (1, *range(1, 8), 10), strict=True
    )
)
AMBIGUOUS = re.compile(
    r"\b(depan|dpn|muka|besok lusa|lusa besok|awal|akhir|pertengahan|tengah|antara|atau|sampai|sampe|hingga|s/d|sd|"
    r"sekitar|kira|kalau|kalo|bukan|tidak|gak|ga|belum|mungkin|habis|sesudah|setelah|sebelum|minggu ini|"
    r"malam (?:minggu|jumat|senin|selasa|rabu|kamis|sabtu)|natal|lebaran|tahun baru|imlek|puasa|paling|insya|kayaknya|"
    r"tergantung|terserah|nanti|selain|kecuali|jangan|tapi|dan|tiap|setiap|mundur|maju|lewat|lagi)\b|\?|\d ?-?an\b"
)
"""Words that leave the day open, or say more than one."""

MODEST = FILLER | GREETINGS | SELVES | frozenset(
    "tanggal tgl tggl tgal tangal hari hri hr ini bulan bln bl tahun thn wib jam pukul pkl di pada pas mulai acara acaranya "
    "pagi siang sore malam mlm . , / - ! ( ) : ; nya itu yang yg bisa mau siap ok oke iya y besok untuk tepat lusa "
    "jatuh kita ambil pilih jadi jd aku th acaranyo jatuhnya tgl. tanggalnya harinya 'm masehi ke".split()
)  # fmt: skip
TAILS = Tails(
    frozenset("hari saya".split()),
    re.compile(r"\b(hari )?ulang tahun\b|\bhari baik\b|\bsaya tunggu\b|\bacara(nya)? di (lapangan|aula|kantor|gedung|rumah|toko)\b"),
)  # fmt: skip
"""What may follow a date; anything else may be another day, or its end."""
