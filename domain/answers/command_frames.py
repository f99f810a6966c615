"""Commands as frames: slots in a row, and the words that may fill each.

A slot is written `a|b_c` ("a" or "b c"); with `?` at its end it may be left out. Words stand in
the plain forms of `spelling` ("kirimi" → "kirim", "dapat" → "bisa"), without courtesies. A frame
is the whole message: what does not fit to its last word is no command.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

_INFO = (
    "info|infonya|pesan|pesannya|siaran|siarannya|informasi|informasinya|promosi|pemberitahuan"
    "|broadcast|notifikasi|notif|iklan|apa_apa|info_pelatihan|pesan_info|pesan_siaran|info_dinas"
    "|semua_info|semua_pesan|pesan_begini|info_begini|pesan_ini|info_ini|wa|langganan|kiriman|kiriman_info|kiriman_infonya|kiriman_pesan"
)
_SEND = "kirim|kirim_kirim|wa|chat|sms|hubungi|telepon|ganggu|kirimkan|mengirim"
_TAKE = "terima|menerima|bisa|dikirim|langganan|berlangganan|menerima_lagi"
_TO_ME = "ke_saya|ke_sini|ke_nomor_ini|ke_nomor_saya|untuk_saya|ke_wa_saya|ke_hp_saya|dari_dinas"
_I = "saya|aku|kami"
_WANT = "mau|minta|ingin|pengen|bisa|boleh"
_MINE = f"{_I}|ku|usaha_saya|diri_saya|saya_semua|saya_semuanya|usaha_kami"
_HERE = "dari_sini|di_sini|dari_sistem|di_sistem|dari_bot|dari_dinas|dari_daftar|sekarang|ini"
_DELETE = "hapus|hapuskan|dihapus|dihapuskan|delete|hilangkan|dihilangkan|cabut|tarik|ditarik"
_DATA = "data|datanya|akun|keterangan|profil|data_pribadi|data_usaha|data_diri|biodata"
_SHOW = (
    "cek|lihat|liat|melihat|tengok|nengok|buka|tampilkan|tunjukkan|ngecek|periksa|kasih_lihat"
    "|kasih_tengok|tahu|baca"
)
_CASE = (
    "pendaftaran|usaha|verifikasi|pengajuan|daftar|ikm|berkas|permohonan|pendaftaran_usaha|proses"
)
_HOW_FAR = "sampai_mana|sampai_di_mana|sampai_dimana|sejauh_mana|bagaimana|bagaimana_sekarang"
_TALK = (
    "bicara|ngomong|ngobrol|cakap|chat|chatan|tanya|konsultasi|hubungi|telepon|telpon|bertemu|jumpa"
    "|ketemu|panggil|panggilkan|sambungkan|hubungkan|disambungkan|dihubungkan|berbicara|terhubung"
    "|bicara_langsung|ngomong_langsung|tanya_langsung|tanya_tanya"
)
_STAFF = (
    "petugas|admin|pegawai|orang|orangnya|orang_dinas|petugasnya|adminnya|operator|cs|staf|manusia"
    "|petugas_dinas|pegawai_dinas|orang_asli|orang_kantor|customer_service|pihak_dinas|petugas_ikm"
)
_ENROL = (
    "daftar|mendaftar|daftarkan|mendaftarkan|registrasi|didaftarkan|daftarin|ikut_daftar|ndaftar"
)
_FIRM = (
    "usaha|ikm|umkm|ukm|usaha_saya|usaha_kami|usaha_baru|usahaku|ikm_medan|usaha_rumahan|usaha_ikm"
    "|usaha_saya_ini"
)
_HOW_TO = "cara|caranya|cara_isi|cara_isinya|cara_mengisi|cara_pakai|cara_pakainya|cara_daftar"
_BEFORE = "sebelumnya|tadi|sebelum_ini|yang_tadi|yang_sebelumnya|barusan"
_SLIP = "jawab|isi|ketik|tulis|pencet|pilih|tekan|input"
_GO_BACK = "kembali|balik|mundur|ulang|balek|mau_kembali|mau_balik|mau_ulang|bisa_ulang"
_MENU = "menu|menunya|menu_utama|menu_awal|halaman_utama|halaman_awal|pilihan_menu|daftar_menu"
_GO_ON = "lanjut|lanjutkan|teruskan|sambung|melanjutkan|terusin|lanjutin|dilanjutkan"
_FORM = "isi|mengisi|daftar|pendaftaran|formulir|form|pengisian|isian|yang_tadi|yang_kemarin"
_LEAVE_OUT = (
    "lewati|lewat|skip|lompati|lewatkan|lewatin|kosongkan|loncati|dilewati|dilewat|dilompati"
)

FRAMES = {
    "stop": (
        f"jangan|tidak_usah|tidak_perlu|sudah_jangan|stop|berhenti {_SEND} {_I}? {_INFO} {_TO_ME}? lagi?",
        f"sudah|cukup|tolong? jangan|tidak_usah|tidak_perlu {_SEND} {_I}? {_INFO}? {_TO_ME}? lagi",
        f"{_I}? tidak_mau|tidak_ingin|tidak_perlu|tidak_butuh|berhenti|stop|mau_berhenti|ingin_berhenti|mau_stop|minta_berhenti"
        f" {_TAKE}? {_I}? {_INFO} pelatihan|ikm? {_TO_ME}? lagi?",
        f"{_I}? {_WANT}? berhenti|stop|matikan|hentikan|blokir {_SEND}|{_TAKE}? {_INFO} {_TO_ME}|{_I}? ini?",
        f"{_I}? {_WANT} berhenti|stop langganan|berlangganan",
        f"stop|berhenti {_SEND} {_INFO}? terus|terus_terusan|terus_menerus",
        "keluarkan|hapus|keluar saya? dari daftar_siaran|daftar_info|langganan|siaran|daftar_penerima",
    ),
    "resume": (
        f"{_I}? {_WANT}? mulai|lanjut|lanjutkan|aktifkan|kirim|hidupkan|nyalakan|terima|langganan|{_TAKE} kirim? {_I}? {_INFO} {_TO_ME}|{_I}? lagi|kembali",
        f"aktifkan|kirim|hidupkan|nyalakan|mulai|mulai_kirim lagi|kembali {_I}? {_INFO} {_TO_ME}|{_I}?",
        f"mulai|aktifkan lagi|kembali {_TAKE}|kirim {_INFO} {_TO_ME}?",
        f"{_I}? mau|ingin {_INFO} pelatihan? lagi|kembali",
    ),
    "delete_data": (
        f"{_I}? {_WANT}? {_DELETE} semua|seluruh? {_DATA} {_MINE} semua|semuanya? {_HERE}?",
        f"semua|seluruh? {_DATA} {_MINE} {_WANT}|tolong|harus? {_DELETE} semua|semuanya|saja? {_HERE}?",
        f"{_I}? {_WANT} semua? {_DATA} {_MINE} {_DELETE} {_HERE}?",
        f"{_DELETE} akun {_HERE}?",
    ),
    "my_data": (
        f"{_I}? {_WANT}? {_SHOW} semua|isi? {_DATA} {_MINE} yang_tersimpan|yang_ada|yang_sudah_masuk? {_HERE}?",
        f"{_DATA} {_MINE} apa_saja|mana|bagaimana|isinya_apa|isinya|yang_mana|apa yang_tersimpan|yang_disimpan|yang_ada? {_HERE}?",
        f"apa_saja|mana {_DATA} {_MINE} yang_tersimpan|yang_disimpan|yang_ada? {_HERE}?",
        f"{_DATA} {_MINE} yang_tersimpan|yang_disimpan|yang_ada apa|apa_saja? {_HERE}?",
    ),
    "status": (
        f"{_I}? {_WANT}? {_SHOW}|tanya status|statusnya|perkembangan|progres|hasil {_CASE}? {_MINE}? sekarang|{_HOW_FAR}?",
        f"status|perkembangan|progres|hasil {_CASE}? {_MINE}? sudah? {_HOW_FAR}|apa|sekarang",
        f"sudah {_CASE}? {_MINE}? diproses|diterima|diverifikasi|disetujui|terverifikasi belum|apa_belum",
        f"{_CASE} {_MINE}? sudah? {_HOW_FAR}|diproses|diterima|diverifikasi|disetujui|selesai belum?",
        f"sudah? {_HOW_FAR} {_CASE}|prosesnya|pendaftarannya|statusnya|pengajuannya|verifikasinya {_MINE}?",
        f"bagaimana|apa status|statusnya|perkembangan|progres|kabar {_CASE}? {_MINE}?",
        f"status {_CASE} {_MINE}?",
    ),
    "staff": (
        f"{_I}|bisa|boleh? {_WANT}? {_TALK} {_I}? langsung? dengan|ke|sama|kepada? {_STAFF} langsung|saja?",
        f"{_I}? ada|mana|minta|butuh|perlu|cari|bisa_minta nomor|kontak|nomor_wa|nomor_hp? {_STAFF} di_sini? tidak|apa_tidak|yang_bisa_bantuan|yang_bisa_ditanya?",
        f"{_I}? minta|butuh|perlu bantuan {_STAFF}",
    ),
    "help": (
        f"bantuan {_I} isi|mengisi|ngisi|isikan|daftar ini|formnya?",
        f"{_I}? butuh|perlu|minta|mau|bisa_minta bantuan|pertolongan|petunjuk|panduan {_I}? isi|mengisi|ngisi|isinya|sebentar|daftar?",
        f"{_I}? tidak|kurang|belum mengerti|paham|tahu {_HOW_TO}|maksudnya? ini|bagaimana?",
        f"{_I}? ini? bingung mau? mulai|mulainya dari_mana|dimana|di_mana|bagaimana bantuan?",
        f"{_I}? bingung {_HOW_TO}|mau_isi_apa|isi_apa|ini|harus_bagaimana|harus_isi_apa bagaimana?",
    ),
    "register": (
        f"{_I}? {_WANT}|lanjut|cara|bagaimana_cara|bagaimana? {_ENROL} sebagai|jadi|untuk? {_FIRM} sekarang|di_sini|baru|bagaimana|caranya_bagaimana|bagaimana_caranya?",
        f"{_I}? {_WANT}|cara|bagaimana_cara|bagaimana {_ENROL} sekarang|di_sini|baru|bagaimana_caranya|caranya_bagaimana|bagaimana?",
        f"{_FIRM} {_WANT} {_ENROL} sekarang|di_sini?",
        f"{_I}? {_WANT}? {_ENROL} {_FIRM}? syarat|syaratnya|persyaratan|persyaratannya apa|apa_saja",
        "dimana|di_mana daftar|mendaftar|daftarnya|mendaftarnya|pendaftaran|pendaftarannya di_sini|usaha|ikm?",
    ),
    "back": (
        f"{_I}? mau|bisa? kembali|balik|mundur|ulang|ulangi|balek|kembalikan ke? yang? pertanyaan|langkah|jawaban|isian|soal {_BEFORE}",
        f"{_I}? salah|keliru {_SLIP}? {_BEFORE}? {_GO_BACK}|ganti|mau_ganti|bisa_ganti",
        f"{_I}? mau|bisa? ganti|ubah|ralat|koreksi|betulkan|perbaiki jawaban|jawabannya|yang|isian|pilihan saya? {_BEFORE}",
        f"{_I}? salah|keliru {_SLIP} {_I}? {_BEFORE}?",
        f"{_BEFORE} saya? salah|keliru {_SLIP}? {_GO_BACK}?",
        f"{_I}? mau|ingin|bisa kembali|balik|mundur satu|dulu|ke_sebelumnya|ke_yang_tadi|ke_tadi?",
    ),
    "cancel": (
        f"sudah|cukup? {_I}? {_WANT}? batal pendaftaran|daftar|pengisian|isi|registrasi|semua|semuanya|isian|formulir|formulirnya|formnya|form|daftarnya|pendaftarannya|prosesnya|proses ini|saya|usaha|sekarang?",
        f"{_I}? tidak_jadi|tidak_mau|tidak_usah isi|lanjut|lanjutkan|meneruskan|dilanjutkan|diteruskan ini|lagi|sekarang|formnya?",
        f"{_I}? tidak_jadi daftar|mendaftar|pendaftaran usaha|sekarang?",
        "tidak_jadi batal|keluar saja?",
        f"{_I}? mau|ingin|minta batal|keluar|berhenti_isi|berhenti_mengisi dulu|saja?",
    ),
    "menu": (
        f"{_I}? {_WANT}? kembali|balik|ke|lihat|buka|tampilkan|tunjukkan|munculkan|kasih|kirim|tengok ke? {_MENU} lagi?",
        "menu|menunya utama|awal|apa_saja|mana|lagi|yang_lain|lainnya",
    ),
    "continue": (
        f"ayo|yuk|yok|mari|siap {_GO_ON}",
        f"{_I}? {_WANT}|ayo|yuk|ok|siap? {_GO_ON} {_FORM} yang_tadi|yang_kemarin|tadi|kemarin|sekarang|lagi|saya?",),
    "skip": (
        f"{_I}? {_WANT}? {_LEAVE_OUT} yang|pertanyaan|soal|bagian|ini? ini|dulu|saja|sekarang?",
        f"yang|pertanyaan|soal|bagian ini {_LEAVE_OUT} dulu|saja?",
    ),
}  # fmt: skip


@cache  # of the frames most never meet a message that begins as they do
def _compiled(frame: str) -> re.Pattern[str]:
    """The frame as an expression over words, each with a blank before it."""
    return re.compile("".join(map(_slot, frame.split())))


def _slot(slot: str) -> str:
    fillings = slot.removesuffix("?").replace("_", " ").split("|")
    longest_first = sorted(dict.fromkeys(fillings), key=len, reverse=True)
    return f"(?: (?:{'|'.join(longest_first)}))" + ("?" if slot.endswith("?") else "")


def _first_words(frame: str) -> Iterator[str]:
    """The words that the frame may begin with: of its first slot, and behind what may be missing."""
    for slot in frame.split():
        for filling in slot.removesuffix("?").split("|"):
            yield filling.partition("_")[0]
        if not slot.endswith("?"):
            return


def _by_first_word() -> Mapping[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, frames in FRAMES.items():
        for frame in frames:
            for word in dict.fromkeys(_first_words(frame)):
                found.setdefault(word, []).append((name, frame))
    return found


_BY_FIRST_WORD = _by_first_word()  # hardly a message begins as a frame does


def names_of(words: Sequence[str]) -> list[str]:
    """The commands that have a frame for exactly these words, in the order of `FRAMES`."""
    frames = _BY_FIRST_WORD.get(words[0], ()) if words else ()
    row = "".join(f" {word}" for word in words)
    return list(dict.fromkeys(name for name, frame in frames if _compiled(frame).fullmatch(row)))
