"""The log: one line per thing that happened, each with its time."""

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
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


def start_log(level: str) -> None:
    """Write the log to standard error from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(FORMAT))
    logging.basicConfig(level=level, handlers=[handler])
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
