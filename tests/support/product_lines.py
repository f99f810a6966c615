"""What lines with `!` say about products: who is verified, who agreed, whether staff look first."""

import re
from datetime import datetime

from domain.business import State
from domain.consent import Consent, Purpose, text_version
from storage import businesses, consents, marks
from storage.database import Tx
from tests.support.office_lines import PersonOf
from texts.catalogue import load


async def change(tx: Tx, what: str, now: datetime, person_of: PersonOf) -> bool:
    """Do what the line says; False where it says nothing of these."""
    if verified := re.fullmatch(r"verifikasi usaha(?: (\w+))?", what):
        person_id = await person_of(tx, verified[1] or "")
        for business in await businesses.list_of_person(tx, person_id):
            await businesses.set_state(tx, business, State.VERIFIED, now, None)
    elif agreed := re.fullmatch(r"setuju tampil(?: (\w+))?", what):
        asked = load({}).find("list_product.showing.ask") or ""
        yes = Consent(Purpose.SHOWING, True, text_version(asked), "telegram", now)
        await consents.add(tx, await person_of(tx, agreed[1] or ""), [yes])
    elif what == "petugas melihat produk dulu":
        await marks.put(tx, marks.MODERATION, "on")
    else:
        return False
    return True
