"""Small invented files, so that a photo or voice note can be sent without having one."""

import mimetypes
from functools import cache
from importlib import resources

from simulator.parameters import Upload


@cache
def sample(name: str) -> Upload:
    """A file of this folder by its name."""
    content = resources.files(__package__).joinpath(name).read_bytes()
    return Upload(name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")
