"""Documents opened again: what a reader of the file finds in it."""

import io

import pypdf

from texts.catalogue import Catalogue, load

AGENCY = "Dinas Koperasi, UKM, Perindustrian dan Perdagangan Kota Medan"
LONG_NAME = (
    "Raden Ayu Hj. Siti Nurhaliza Kusumaningrum Simanjuntak br. Hutagalung, S.E., M.Si., Ak."
)
LONG_TITLE = (
    "Pengolahan Hasil Perikanan Menjadi Makanan Ringan Bernilai Tambah"
    " untuk Calon Pengusaha di Kawasan Pesisir Belawan dan Sekitarnya"
)


def words() -> Catalogue:
    """The texts, with an office in them."""
    return load({"agency": AGENCY, "agency_contact": "0800 000"})


def pages(content: bytes) -> list[str]:
    """The text of each page, line breaks as single blanks."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def sizes(content: bytes) -> set[tuple[int, int]]:
    """Width and height of the pages, in whole millimetres."""
    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return {(round(float(b.width) * 25.4 / 72), round(float(b.height) * 25.4 / 72)) for b in boxes}
