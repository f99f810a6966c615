"""Units of goods and of time as people say them, each with its one form.

Units stay as said (a kodi is not turned into 20); only spellings of one unit are joined:
pcs = buah, kilo = kg (label rules of the office).
"""

from domain.answers.slips import slips_of

_FORMS = {
    "kotak": "ktk kotk kotakk kotaknya",
    "bungkus": "bks bgks bungkusan bgkus bungks bngkus bkus bgks bungkusnya bks bungkuss bkus bungks",
    "buah": "bh pcs pc pieces piece pis pics bwah bhs buahnya pcsnya",
    "biji": "bji bijik bj bijinya",
    "kg": "kilo kilogram kgs kilogramme kiloan kilonya kgnya kl kilogr",
    "gram": "gr g grm gramm",
    "ons": "on",
    "ton": "tonn",
    "kuintal": "kwintal kuwintal kwintl",
    "liter": "ltr lt l litre literan liternya",
    "ml": "mililiter",
    "lusin": "lsn losin lusinan lusinnya dozen lusn lsin",
    "kodi": "kodian kody kodinya kdi",
    "gros": "gross",
    "rim": "",
    "botol": "btl botolan botl botolnya",
    "toples": "tples stoples tpls toplesnya topless",
    "kaleng": "klg kalengnya",
    "box": "boks bok",
    "dus": "doos dos kardus karton dusnya",
    "pack": "pek packs pax pck pkt",
    "paket": "pket paketan",
    "sachet": "saset sase sachetan saschet sasetan",
    "lembar": "lbr lmbr lembarnya lmbar",
    "helai": "hlai helainya",
    "potong": "ptg potongnya ptong pot",
    "pasang": "psg psang pasangnya",
    "set": "sets",
    "stel": "setel stell setelan",
    "unit": "unt unitnya",
    "karung": "krung krg",
    "goni": "gonian",
    "m2": "mpersegi meterpersegi",
    "sak": "zak sakk",
    "ember": "",
    "jerigen": "jirigen derigen jeriken jerjen jerigan",
    "drum": "",
    "cup": "kap cups kup cap",
    "gelas": "gls",
    "porsi": "prsi",
    "loyang": "loyangan",
    "ikat": "iket",
    "batang": "btg batangnya",
    "papan": "",
    "tampah": "",
    "baskom": "",
    "bal": "ball",
    "slop": "",
    "tray": "",
    "renteng": "",
    "eksemplar": "eks exp eksp exemplar",
    "meter": "mtr m meteran",
    "kubik": "m3 kibik",
    "butir": "btr",
    "keping": "kping",
    "mangkok": "mangkuk",
    "nampan": "",
    "keranjang": "",
    "peti": "",
    "gulung": "rol roll",
    "tandan": "",
    "ekor": "",
    "mobil": "pickup",
    "truk": "truck trek",
    "bungkul": "",
    "bentuk": "",
    "pot": "",
    "tabung": "",
    "ikatan": "",
    "plastik": "plastikan plstik",
    "kantong": "kantung ktg",
    "bantal": "",
    "sisir": "",
}
UNITS = {form: unit for unit, forms in _FORMS.items() for form in (unit, *forms.split())}

WEIGHED = frozenset("kg gram ons ton kuintal liter ml meter kubik m2".split())
"""Units that can be cut: half of one makes sense, so "1,250" may be a decimal."""

PERIODS = {
    **dict.fromkeys("hari hr harian hri harinya ari hariny day".split(), "hari"),
    **dict.fromkeys(
        "minggu mgg mggu minggunya mingguan pekan mg mngu mingg week".split(), "minggu"
    ),
    **dict.fromkeys("bulan bln bulannya bulanan bl blan month".split(), "bulan"),
}
for _period in ("hari", "minggu", "bulan"):
    for _form in slips_of(_period):
        PERIODS.setdefault(_form, _period)
OTHER_PERIODS = frozenset(
    "tahun thn setahun pertahun tahunan jam sejam perjam musim semusim menit sekali dua tiga "
    "kwartal triwulan semester".split()
) - {"sekali", "dua", "tiga"}  # fmt: skip
