"""getFile."""

from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import bad_request
from simulator.telegram.types import File


async def get_file(call: Call) -> object:
    """Where a file can be fetched."""
    file = call.exchange.state.files.get(call.parameters.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > limits.MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return File(file.file_id, file.unique_id, file.size, file.path)
