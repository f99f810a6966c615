"""The log: one line per thing that happened, each with its time."""

import logging
import re
from typing import Any

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# What PostgreSQL tells of the row that it refused: names and numbers, which no log gets to see.
DETAIL = re.compile(
    r"^DETAIL:.*?(?=^(?:\[SQL|HINT:|Traceback|The above|During|\s*$)|\Z)", re.MULTILINE | re.DOTALL
)
NOISY = ("fontTools", "apscheduler", "alembic", "httpx", "uvicorn")


class Lines(logging.Formatter):
    """Turns that share a transaction are logged together; each line gets the time all the same."""

    def format(self, record: logging.LogRecord) -> str:
        """The lines of a record."""
        text = super().format(record)
        if "\n" not in text or record.exc_info or record.stack_info:
            return text
        first, *others = text.split("\n")
        head = first[: len(first) - len(record.message.partition("\n")[0])]
        return "\n".join([first, *(head + line for line in others)])

    def formatException(self, ei: Any) -> str:  # of the standard library
        """The story of an exception, without the values of the row that it is about."""
        return DETAIL.sub("DETAIL: left out\n", super().formatException(ei)).rstrip("\n")


def start_log(level: str) -> None:
    """Write the log to standard error from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(FORMAT))
    logging.basicConfig(level=level, handlers=[handler])
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
