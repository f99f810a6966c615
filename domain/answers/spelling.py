"""One form for the many spellings of everyday words: `gk`, `ndak`, `tak` → `tidak`.

Covers the Indonesian of Medan and the Batak, Minang, Javanese and Hokkien-coloured words that go
with it. Only for answers that are sentences; numbers and units have tables of their own.
"""

import re
from functools import lru_cache

from domain.answers.slips import slips_of
from domain.answers.words import squeezed, tokens, unstretched

_FORMS = {
    "tidak": "mbten boten mboteng ndaak idak idaak tiado tdkk tidakla gakla t gak ga gk g nggak enggak engga ngga ngak gag tak tk tdk tidk tida tidk ndak nda ndk "
    "kagak kaga kgk engak ora mboten daong dang indak ndaklah tidaklah gaklah tiada "
    "enda endak ogak nggk gx kagag enggaklah nggaklah taklah gakk gaklaa tidaaak gaak "
    "engg dak nehi tidakk tidsk tdak tidka tidal ndang unang inda ra",
    "belum": "durong bolom blumm nondong dereng blm blum blom belom lom lum blon durung balum belumlah bolum blmlah belon bloom "
    "belim beluum belm alun",
    "sudah": "sampon udha sudsh sampun uwes sdh udh udah dah uda sudh wis wes nunga sudahlah udahlah suda sda enggo madung nungnga",
    "iya": "iyh iyaj iyea iyas iy iyo iyah iye y yes yess yoi yup yep yap yeah olo inggih nggih injih ia iyalah "
    "iyap ea eya hooh iyes iyaa iyain hiya iyalahh enggeh nggeh yo iyup iyoi ioo iyalh yooo",
    "ok": "oce oke okey okay okeh okelah okay oks okk oc okd okedeh okei okie okesip okesiap",
    "siap": "siaap sip sipp syiap siaplah sipplah siyap sipdeh siiap siapp beres "
    "gas gass gaskan gaskeun gasken gaskuy cus cuss",
    "baik": "baiklah baek bek baikk baiq",
    "setuju": "stuju setju setujuh setujulah stj satuju setujuu acc stujuu sutuju",
    "bersedia": "brsedia besedia sedia berkenan bersediaa bersdia",
    "mau": "kersa mo mw mao maulah pengen pingin ingin pgn berminat minat tertarik kepengen kepingin kepengin pengin mauu maulahh gelem purun naeng amuah namuah nggit",
    "boleh": "buleh boliah bole blh buliah bulih bolehlah bolh blehh",
    "bisa": "saget bise boi dapek dapekt bsaa bs bsa bisalah bisaa sanggup dapat dpt biso boi iso saged isa isoh",
    "punya": "punyo punye pny pnya py punyak mempunyai memiliki miliki pnyak punyaa duwe nduwe gadhah gadah",
    "ada": "adaa ado adong ono wonten",
    "hadir": "hadr hadier hdir hadirr hadiri menghadiri hdr hadirlah",
    "datang": "tibo dateang dtg dtng dateng dtang datanglah datangg teko ro rawuh",
    "ikut": "ikuti mengikuti mengikutin ikot ikt ikutan ikutt ikutlah ngikut melu tumut",
    "saya": "saye hamba kulo hami sy sya aku ak aq awak awk ane gue gua ambo kami kita saia",
    "tahun": "thn taun thun",
    "kalau": "kalo klo kl klu kalu kalok kaloo jika bila jikalau apabila semisal misal misalnya asal "
    "asalkan aslkan selama umpama",
    "tapi": "tp tpi tetapi cuma cuman namun kecuali hanya tapinya",
    "walau": "walaupun meski meskipun biarpun biar sekalipun walopun walo",
    "sampai": "sampe smpe sampek smpai nyampe nyampek",
    "mungkin": "mgkn mgkin mngkn mungkn mkn mgk",
    "mantap": "mantab mantabs mantul",
    "nanti": "mangkih mangke kelak nnti nti ntar tar entar nantilah natik",
    "dulu": "dlu dl dolo dulunya duluu",
    "apa": "ape ap apaan apakah apasih apo aha",
    "bagaimana": "gimana gmn gmna cemana camana kekmana kayakmana macamana gimn piye bagaimna "
    "kekmna cemmana",
    "berapa": "brp brapa brpa",
    "kapan": "kpn kpan",
    "dimana": "dmn dmna",
    "siapa": "spa sapa",
    "tahu": "tau taw tao",
    "lagi": "lg lgi",
    "dengan": "dgn dg sama ama sm",
    "untuk": "utk tuk buat bwt",
    "yang": "yg nan",
    "sekali": "skali skli",
    "kali": "x kli",
    "banget": "bgt bangat bingit bngt",
    "mengerti": "ngerti ngarti",
    "bantuan": "bantu bantuin dibantu",
    "insya": "insha inshaallah insyaallah insyaalloh insyallah insallah isyaallah insyaalah insyaa "
    "insyaallahh inshallah syaa sya insaallah",
    "daftar": "daftr dafatr daftra daptar dftar dftr",
    "daftarkan": "daftrkan dafatrkan daptarkan dftarkan dftrkan",
    "usaha": "usha uasha ushaa usahaa",  # "usah" is a word of its own
    "urus": "kuurus kuurusi",
    "keberatan": "kberatan",
    "izin": "ijin idzin",
    "izinkan": "ijinkan izinin ijinin mengijinkan mengizinkan",
    "diizinkan": "diijinkan",
    "konfirmasi": "confirm confirmed konfirm konfrim konfirmasikan",
    "masalah": "mslh mslah",
    "menerima": "nerima nrima trima",
    "kirim": "kirimin ngirim krim mengirim dikirim kirimi kirimkan dikirimi dikirimin",
    "hapus": "hps hapuskan hapusin hapusi apus ngapus menghapus hapuslah",
    "tanya": "nanya nanyak bertanya menanyakan tnya nanyain",
    "tolong": "tolongin tulung tlong tolonglah tlng",
    "malas": "males malass mager",
    "jangan": "jgn jgnlah janganlah jng",
    "betul": "btl btul btol btull betull betol",  # "btl" is no batal in Medan
    "usah": "usa ush",
    "please": "pls plz plis pliss",
    "batal": "batalin batalkan batall btal batl dibatalkan cancel batallah membatalkan cencel",
}
_CANONICAL = {form: word for word, forms in _FORMS.items() for form in forms.split()}
_WHOLE = {
    "gpp": "tidakapa",
    "gapapa": "tidakapa",
    "gakpapa": "tidakapa",
    "nggapapa": "tidakapa",
    "nggakpapa": "tidakapa",
    "papa": "apa",
    "apapa": "apa",
    "gada": "tidak ada",
    "gadak": "tidak ada",
    "gadaklah": "tidak ada",
    "gda": "tidak ada",
    "gaada": "tidak ada",
    "gakda": "tidak ada",
    "takada": "tidak ada",
    "nothing": "tidak ada",
    "gamau": "tidak mau",
    "gmau": "tidak mau",
    "emoh": "tidak mau",
    "ogah": "tidak mau",
    "moh": "tidak mau",
    "gabisa": "tidak bisa",
    "gbisa": "tidak bisa",
    "gasah": "tidak usah",
    "gbs": "tidak bisa",
    "gbsa": "tidak bisa",
    "takde": "tidak ada",
    "tade": "tidak ada",
    "xde": "tidak ada",
    "xada": "tidak ada",
    "lalit": "tidak ada",
    "dadong": "tidak ada",
    "ndadong": "tidak ada",
    "indadong": "tidak ada",
    "taknak": "tidak mau",
    "tanak": "tidak mau",
    "xnak": "tidak mau",
    "xbisa": "tidak bisa",
    "yaudah": "ya sudah",
    "yaudahlah": "ya sudah",
    "yowes": "ya sudah",
    "dimn": "dimana",
    "kk": "kak",
    "k": "kak",
}
MIN_LETTERS_BEFORE_LAH = 5  # "dapatlah", but not "salah"
_DOUBLED = re.compile(r"\b([A-Za-z]{3,})2(?![\d.])")  # "kirim2", "boleh2"
_WHO = r"(?P<who>mas|pak|kak|buk|bu|bang|bg|mba|mbak|lah|dong|aja|say)?"
_FUSED = re.compile(
    r"(?P<no>ga|gak|ngga|nggak|enggak|tidak|tak|tdk|blm|belum|sdh|udh|udah|sudah|iya|ya)"
    r"(?P<what>ada|mau|bisa|usah|punya|jadi|setuju|boleh|ikut|hadir|datang|perlu|papa|apa "
    rf"|masalah|tahu|tau|ngerti|paham|bersedia|minat){_WHO}"
)
_CALLED = re.compile(  # "yamas", "belumkak"
    r"(?P<what>ya|iya|ok|oke|siap|setuju|bersedia|boleh|bisa|mau|hadir|datang|sudah|udah|belum|punya"
    r"|tidak|gak|enggak|nggak)(?P<who>mas|pak|kak|buk|bu|bang|mba|mbak)"
)
_MINE = re.compile(r"(pendaftaran|status|pengajuan|berkas|verifikasi|permohonan|proses|profil)ku")
_OFTEN_MISSPELT = "sudah belum punya hadir datang setuju bersedia boleh tidak".split()
for _word in _OFTEN_MISSPELT:
    for _form in slips_of(_word):
        _CANONICAL.setdefault(_form, _word)


@lru_cache(maxsize=512)  # one answer, and each label, is read by several readers
@lru_cache(maxsize=256)  # one answer is read by several readers
def plain_words(text: str) -> tuple[str, ...]:
    """The tokens of `text`, each everyday word in its one plain form."""
    return tuple(word for token in tokens(_DOUBLED.sub(r"\1", text)) for word in _plain_form(token))


@lru_cache(maxsize=4096)  # single words; the few hundred of every day make up most of a chat
def _plain_form(token: str) -> tuple[str, ...]:
    for form in (token, unstretched(token), squeezed(token)):
        if form in _CANONICAL:
            return (_CANONICAL[form],)
        if form in _WHOLE:
            return tuple(_WHOLE[form].split())
    return _taken_apart(unstretched(token))


def _taken_apart(word: str) -> tuple[str, ...]:
    """Words that were written as one: "gakbisa", "iyamau", "yamas", "statusku"."""
    if word.endswith("lah") and word[:-3] in _CANONICAL and len(word) > MIN_LETTERS_BEFORE_LAH:
        return (_CANONICAL[word[:-3]],)
    if fused := _FUSED.fullmatch(word):
        who = fused["who"]
        said = (*_plain_form(fused["no"]), *_plain_form(fused["what"]))
        return (*said, who) if who else said
    if called := _CALLED.fullmatch(word):
        return (*_plain_form(called["what"]), called["who"])
    if mine := _MINE.fullmatch(word):
        return (mine[1], "saya")
    return (word,)
