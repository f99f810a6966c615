"""The report on trainings, of a year or of one: how full, who came, where from, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.chart import MAX_BARS, Bar, BarChart, chart_png
from documents.spreadsheet import Cell, Percent, Table, workbook_bytes
from documents.words import Words, day_text, days_text, text
from domain.training import TrainingState


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What people said so many days after a training. asked: those who had attended."""

    days: int
    asked: int
    answered: int
    produces: int
    sells: int


@dataclass(frozen=True, slots=True)
class TrainingFigures:
    """One training. seats: people with a place; attended: of them, came at least once.

    stars: the mean of 1 to 5, None before anybody said.
    """

    code: str
    title: str
    days: tuple[date, ...]
    state: TrainingState
    quota: int
    seats: int
    attended: int
    waiting: int
    cancelled: int
    certificates: int
    stars: float | None
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def absent(self) -> int | None:
        """Had a place and never came; None before the training is over."""
        return self.seats - self.attended if self.state is TrainingState.DONE else None


@dataclass(frozen=True, slots=True)
class Group:
    """People of one cluster or kelurahan. name: '' where it is not known; within: the kecamatan."""

    name: str
    within: str
    people: int
    attended: int


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """about: the year, or the training's title. Groups count every person once."""

    about: str
    made_on: date
    trainings: Sequence[TrainingFigures]
    clusters: Sequence[Group]
    villages: Sequence[Group]


def report_xlsx(report: TrainingReport, words: Words) -> bytes:
    """The report as XLSX: trainings, clusters, kelurahan, follow-up."""
    tables = [
        _trainings(report, words),
        _groups(report, words, "clusters", ("cluster",), report.clusters),
        _groups(report, words, "villages", ("village", "district"), report.villages),
        _follow_up(report, words),
    ]
    return workbook_bytes(tables, report.made_on)


def _above(report: TrainingReport, words: Words) -> list[str]:
    return [
        text(words, "training_report.title", about=report.about),
        text(words, "training_report.agency"),
        text(words, "training_report.made_on", day=day_text(words, report.made_on)),
    ]


def _heads(words: Words, *keys: str) -> list[str]:
    return [text(words, f"training_report.columns.{key}") for key in keys]


def _share(part: int, whole: int) -> Percent | None:
    return Percent(part / whole) if whole else None


def _trainings(report: TrainingReport, words: Words) -> Table:
    head = _heads(
        words, "number", "code", "training", "days", "state", "quota", "seats", "fill",
        "attended", "absent", "no_show", "waiting", "cancelled", "certificates", "stars",
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [number, t.code, t.title, days_text(words, t.days), _state(words, t), *_figures([t])]
        for number, t in enumerate(report.trainings, 1)
    ]
    if len(rows) > 1:
        total = text(words, "training_report.total")
        rows.append(["", "", total, "", "", *_figures(report.trainings)])
    notes = [text(words, f"training_report.notes.{key}") for key in ("fill", "no_show")]
    name = text(words, "training_report.sheets.trainings")
    return Table(name, _above(report, words), head, rows, notes)


def _state(words: Words, training: TrainingFigures) -> str:
    return text(words, f"training_report.states.{training.state.value}")


def _figures(trainings: Sequence[TrainingFigures]) -> list[Cell]:
    """The figures of one or several; a training that was called off fills no places."""
    held = [t for t in trainings if t.state is not TrainingState.CANCELLED]
    over = [t for t in trainings if t.absent is not None]
    quota, seats = sum(t.quota for t in held), sum(t.seats for t in held)
    absent = sum(t.absent or 0 for t in over)
    stars = [t.stars for t in trainings if t.stars is not None]
    return [
        quota,
        seats,
        _share(seats, quota),
        sum(t.attended for t in trainings),
        absent if over else None,
        _share(absent, sum(t.seats for t in over)),
        sum(t.waiting for t in trainings),
        sum(t.cancelled for t in trainings),
        sum(t.certificates for t in trainings),
        round(sum(stars) / len(stars), 1) if stars else None,
    ]


def _groups(
    report: TrainingReport,
    words: Words,
    sheet: str,
    named: tuple[str, ...],
    groups: Sequence[Group],
) -> Table:
    unknown = text(words, "training_report.unknown")
    rows: list[list[Cell]] = []
    for number, group in enumerate(groups, 1):
        names = (group.name or unknown, group.within)[: len(named)]
        rows.append([number, *names, group.people, group.attended])
    head = _heads(words, "number", *named, "people", "attended")
    name = text(words, f"training_report.sheets.{sheet}")
    notes = [text(words, "training_report.notes.people")]
    return Table(name, _above(report, words), head, rows, notes)


def _follow_up(report: TrainingReport, words: Words) -> Table:
    head = _heads(words, "number", "training", "after", "attended", "answered", "produces", "sells")
    rows: list[list[Cell]] = []
    for training in report.trainings:
        for one in training.follow_ups:
            after = text(words, "training_report.notes.days_after", days=one.days)
            produces, sells = _share(one.produces, one.answered), _share(one.sells, one.answered)
            rows.append(
                [len(rows) + 1, training.title, after, one.asked, one.answered, produces, sells]
            )
    notes = [text(words, "training_report.notes.follow_up")]
    name = text(words, "training_report.sheets.follow_up")
    return Table(name, _above(report, words), head, rows, notes)


def report_chart_png(report: TrainingReport, words: Words) -> bytes:
    """The trainings as bars: came, had a place and did not come (yet), free places."""
    series = tuple(
        text(words, f"training_report.chart.{key}") for key in ("attended", "seats", "free")
    )
    held = [t for t in report.trainings if t.state is not TrainingState.CANCELLED]
    bars = [
        Bar(t.title, (t.attended, t.seats - t.attended, max(0, t.quota - t.seats)), _caption(t))
        for t in held
    ]
    note = "" if bars else text(words, "training_report.chart.none")
    if len(bars) > MAX_BARS:
        note = text(words, "training_report.chart.more", count=len(bars) - MAX_BARS)
    title = text(words, "training_report.chart.title", about=report.about)
    return chart_png(BarChart(title, series, bars, note))


def _caption(training: TrainingFigures) -> str:
    """ "26/30": who came of how many places once it is over, else who has a place."""
    first = training.seats if training.absent is None else training.attended
    return f"{first}/{training.quota}"
