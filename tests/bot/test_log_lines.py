"""The log: turns of one transaction are one record, and still one line each."""

import logging
import re

from bot.log_lines import FORMAT, Lines


def record(message: str) -> logging.LogRecord:
    return logging.LogRecord("ikm.turn", logging.INFO, __file__, 1, message, None, None)


def test_each_line_of_a_record_has_its_time_and_name() -> None:
    lines = Lines(FORMAT).format(record("turn contact=1\nturn contact=2")).split("\n")
    assert [re.sub(r"^\S+ \S+ ", "", line) for line in lines] == [
        "INFO ikm.turn turn contact=1",
        "INFO ikm.turn turn contact=2",
    ]
    assert lines[0].split(" turn ")[0] == lines[1].split(" turn ")[0]


def test_a_single_line_stays_as_it_is() -> None:
    one = record("started")
    assert Lines(FORMAT).format(one) == logging.Formatter(FORMAT).format(one)
