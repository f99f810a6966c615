"""A backup in one file: a ZIP of rows as JSON lines, of media files, and of what it holds.

The rows are those of `storage.copying`, the same for SQLite and PostgreSQL; so a backup of one can
be restored into the other, and read without this program.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from domain.errors import OperatorError
from storage.copying import PlainRow
from storage.database import MAX_BIND

FORMAT = 1
CONTENTS = "ikm-backup.json"
MEDIA = re.compile(r"media/(\d\d/\d+\.(?!part$)[a-z0-9]+)")  # as the folder names whole files


@dataclass(slots=True)
class Contents:
    """What a backup holds. revision: the schema it fits. rows: by table."""

    revision: str
    made_at: str
    engine: str
    format: int = FORMAT
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0


class Writer:
    """Writes a backup; the file is whole once `finish` has been called."""

    def __init__(self, target: IO[bytes], contents: Contents) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True)
        self.contents = contents

    async def add_table(self, name: str, slices: AsyncIterator[list[PlainRow]]) -> None:
        """Write the rows of a table, one JSON object a line."""
        count = 0
        with self._zip.open(f"tables/{name}.jsonl", "w", force_zip64=True) as lines:
            async for rows in slices:
                count += len(rows)
                lines.write(
                    "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode()
                )
        self.contents.rows[name] = count

    def add_media(self, folder: Path) -> None:
        """Write the files of the media folder; what disappears meanwhile was erased."""
        for path in sorted(folder.glob("*/*")):
            name = f"media/{path.relative_to(folder).as_posix()}"
            if not MEDIA.fullmatch(name):
                continue
            try:
                self._zip.write(path, name, ZIP_STORED)  # photos do not get smaller
            except FileNotFoundError:
                continue
            self.contents.files += 1

    def finish(self) -> None:
        """Say what is inside, and close."""
        self._zip.writestr(ZipInfo(CONTENTS), json.dumps(asdict(self.contents), indent=1))
        self._zip.close()


class Reader:
    """Reads a backup. Raises OperatorError where the file is none, or is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = ZipFile(path)
            self.contents = Contents(**json.loads(self._zip.read(CONTENTS)))
        except FileNotFoundError:
            raise OperatorError(f"There is no file {path}.") from None
        except (BadZipFile, KeyError, TypeError, ValueError):
            raise OperatorError(f"{path} is not a backup of this program.") from None

    def read_table(self, name: str) -> Iterator[Sequence[PlainRow]]:
        """The rows of a table, at most 500 at a time."""
        slice_: list[PlainRow] = []
        try:
            with self._zip.open(f"tables/{name}.jsonl") as lines:
                for line in lines:
                    slice_.append(json.loads(line))
                    if len(slice_) == MAX_BIND:
                        yield slice_
                        slice_ = []
        except (BadZipFile, KeyError, ValueError):
            raise OperatorError(f"{self._path} is damaged at the table {name}.") from None
        if slice_:
            yield slice_

    def write_media(self, folder: Path) -> None:
        """Put the media files into their folder; names that this program does not use are left."""
        for name in self._zip.namelist():
            found = MEDIA.fullmatch(name)
            if found is None:
                continue
            target = folder / found[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target.write_bytes(self._zip.read(name))
            except BadZipFile:
                raise OperatorError(f"{self._path} is damaged at {name}.") from None

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
