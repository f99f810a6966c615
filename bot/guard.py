"""One process per SQLite file: a second one refuses to start, in one line."""

import fcntl
from pathlib import Path
from typing import IO

from domain.errors import OperatorError


def hold(database_file: Path) -> IO[str]:
    """Hold the file's lock until the returned handle is closed or the process dies.

    Raises OperatorError where another process holds it.
    """
    database_file.parent.mkdir(parents=True, exist_ok=True)
    handle = database_file.with_suffix(".lock").open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise OperatorError(
            f"Another process is running on {database_file}: stop it first,"
            " or use PostgreSQL for several processes."
        ) from None
    return handle
