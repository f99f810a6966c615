"""Plan files that a transcript's staff send: what is in them, and the job that reads them."""

import re

from bot.inbound import Inbound
from bot.plan_files import PlanFiles
from storage import media
from tests.support.plan_files import HEAD, plan_file


async def change(inbound: Inbound, what: str) -> bool:
    """The file has come and the job has its turn: "berkas rencana berisi P27-01; Membatik; …".

    Rows stand between "|"; "rusak" is no spreadsheet. False where the line says something else.
    """
    told = re.fullmatch(r"berkas rencana berisi (.+)", what)
    if told is None:
        return False
    async with inbound.database.begin() as tx:
        for medium in await media.list_wanted(tx):
            await media.set_stored(tx, medium.id, "rencana.xlsx", 1, "")
    cells = [[cell.strip() for cell in row.split(";")] for row in told[1].split("|")]
    content = plan_file(cells, HEAD) if told[1] != "rusak" else b"%PDF"
    await PlanFiles(inbound, lambda medium: content).tick()
    return True
