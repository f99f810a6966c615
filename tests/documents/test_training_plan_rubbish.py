"""Whatever stands in the cells: a plan or sentences, never an error."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.training_plan.columns import COLUMNS
from documents.training_plan.gathering import Gathering
from documents.training_plan.rows import Setting
from documents.training_plan.workbook import Formula
from storage.seed import clusters
from tests.support.plan_files import TODAY, WORDS, plan_file, read, with_parts

TYPICAL = [
    "P27-01", "p27/02", "12 Jan 2027", "12-16 Jan 2027", "31 Juni 2027", "5 Desember",
    "09.00", "09.00-15.00 WIB", "jam 9 - selesai", "IKM", "keduanya", "semua", "batik; kopi",
    "30 orang", "=A1", "#REF!", "{code} {x} %s", "-", " ", "https://maps.app.goo.gl/x",
    "19.99.2027", "01/02/03", "s/d", "’27",
]  # fmt: skip
VALUES = st.one_of(
    st.none(),
    st.sampled_from(TYPICAL),
    st.text(max_size=60),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(Formula, st.text(max_size=20)),
)
KNOWN = {
    "code": "P27-01", "title": "Membatik", "day": date(2027, 1, 12), "starts": time(9),
    "ends": time(15), "venue": "Aula",
}  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(rows=st.lists(st.dictionaries(st.sampled_from(COLUMNS), VALUES, max_size=5), max_size=4))
def test_cells_of_any_kind(rows: list[dict[str, object]]) -> None:
    gathering = Gathering(Setting(WORDS, clusters(), TODAY))
    for number, changed in enumerate(rows, 2):
        values = {**KNOWN, **changed} if number % 2 == 0 else changed
        gathering.take(number, {k: v for k, v in values.items() if v is not None})  # type: ignore[misc]
    plan = gathering.outcome([])
    assert len(plan.trainings) + plan.left_out <= max(1, len(rows))
    assert all(f.text.startswith(f"Baris {f.row}: ") for f in plan.findings)
    assert all(t.meetings and t.title for t in plan.trainings)


def test_numbers_beyond_all_numbers() -> None:
    row = ("P27-01", "Membatik", 1, 1, 1, "Aula", 1)
    content = plan_file([row], ("Kode", "Judul", "Tanggal", "Mulai", "Selesai", "Tempat", "Kuota"))
    for number in (b"1e999", b"-1e999", b"1e300", b"-0.0"):
        cell = b"<v>" + number + b"</v>"
        changed = with_parts(content, partial(replaced, cell))
        assert cell in part_of(changed)
        assert read(changed).trainings == ()


def replaced(cell: bytes, _: str, part: bytes) -> bytes:
    return part.replace(b"<v>1</v>", cell)


def part_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_moments_of_all_kinds_are_no_code() -> None:
    for code in (datetime(2027, 1, 1), date(2027, 1, 1), time(9), timedelta(hours=30)):  # noqa: DTZ001
        assert read(plan_file([(code, *list(KNOWN.values())[1:])])).trainings == ()
