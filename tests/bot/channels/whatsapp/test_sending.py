"""Rows on their way to WhatsApp: the window, templates, files, and trouble."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.channels.whatsapp.messages import CHANNEL
from bot.restraint import Restraint
from dialog.messages import Outgoing, Template
from domain.delivery import Kind, SendState
from domain.errors import CredentialsRejected, Held, Refused, Restricted
from domain.window import HELD_FOR_TEMPLATE, HELD_FOR_WINDOW
from storage import receipts, templates
from storage.database import Database
from storage.schema import contacts
from storage.schema import outbox as rows
from storage.templates import TemplateState
from tests.support.toys import NOW
from tests.support.whatsapp import status
from tests.support.whatsapp_office import DAY, FORM, GO_ON, NEWS, Office


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    made = Office(database)
    yield made
    await made.sender.drain()


# ------------------------------------------------------------------ the window


async def test_within_the_window_words_go_as_they_are(office: Office) -> None:
    await office.queue(Outgoing("Ada jawaban", template=NEWS))
    office.clock.advance(DAY - timedelta(seconds=1))

    assert await office.work() == [(SendState.SENT, "")]
    assert office.wire.said() == ["Ada jawaban"]


async def test_outside_it_a_template_goes_instead_with_the_message_s_button(
    office: Office,
) -> None:
    await office.queue(Outgoing("Lanjut?", GO_ON, template=FORM))
    office.clock.advance(DAY)

    assert await office.work() == [(SendState.SENT, "")]
    (sent,) = office.wire.sent
    texts, button = sent["template"]["components"]
    assert [p["text"] for p in texts["parameters"]] == ["daftar usaha", "alamat dapur"]
    assert button["parameters"][0]["payload"] == "register_business:~resume:go"


async def test_outside_it_words_without_a_template_are_held_until_the_person_writes(
    office: Office,
) -> None:
    await office.queue(Outgoing("satu"), Outgoing("dua"))
    office.clock.advance(DAY)

    assert await office.work() == [(SendState.HELD, "window")] * 2
    assert office.wire.sent == []

    await office.write(office.clock.now())
    assert await office.work() == [(SendState.SENT, "")] * 2
    assert office.wire.said() == ["satu", "dua"]


async def test_what_is_announced_is_announced_once_and_follows_when_they_write(
    office: Office,
) -> None:
    await office.queue(Outgoing("satu", template=NEWS), Outgoing("dua", template=NEWS))
    office.clock.advance(DAY)

    assert await office.work() == [(SendState.HELD, "announced")] * 2
    assert office.wire.said() == ["pesan_baru"]

    await office.tell(status("wamid.1", "read", biz_opaque_callback_data="1:announced"))
    assert await office.states() == [(SendState.HELD, "announced")] * 2

    await office.write(office.clock.now())
    await office.work()
    assert office.wire.said() == ["pesan_baru", "satu", "dua"]


@pytest.mark.parametrize("template", [None, FORM])
async def test_the_platform_s_clock_has_the_last_word(
    office: Office, template: Template | None
) -> None:
    office.wire.planned = [Held(HELD_FOR_WINDOW)]
    await office.queue(Outgoing("halo", template=template))

    states = await office.work()

    assert states == ([(SendState.SENT, "")] if template else [(SendState.HELD, "window")])
    assert office.wire.said() == (["isian_belum_selesai"] if template else [])


async def test_a_window_that_opened_unnoticed_is_found(office: Office) -> None:
    office.wire.planned = [Held(HELD_FOR_WINDOW)]
    await office.queue(Outgoing("halo"))
    await office.work()
    office.clock.advance(timedelta(minutes=5))
    async with office.database.begin() as tx:
        await tx.execute(update(contacts).values(last_inbound_at=office.clock.now()))

    async with office.database.read() as tx:
        found = await receipts.list_open_again(tx, CHANNEL, office.clock.now())
    assert found == [await office.contact_id()]


# ------------------------------------------------------------------ templates


async def test_a_paused_template_holds_its_rows_and_the_rest_goes(office: Office) -> None:
    office.wire.planned = [Held(HELD_FOR_TEMPLATE, "code 132015: paused")]
    await office.queue(*[Outgoing("Lanjut?", GO_ON, template=FORM)] * 3)
    await office.queue(Outgoing("x", template=Template("pelatihan_pengingat", ("a",) * 4)))
    office.clock.advance(DAY)

    assert await office.work() == [*[(SendState.HELD, "template")] * 3, (SendState.SENT, "")]
    assert len(office.alerts) == 1
    assert office.alerts[0].name == "isian_belum_selesai"


async def test_when_it_is_approved_again_they_go(office: Office) -> None:
    await office.watch.note([TemplateState("isian_belum_selesai", "paused", "LOW_QUALITY")])
    await office.queue(Outgoing("Lanjut?", GO_ON, template=FORM))
    office.clock.advance(DAY)
    assert await office.work() == [(SendState.HELD, "template")]

    await office.watch.note([TemplateState("isian_belum_selesai", "approved")])

    assert await office.work() == [(SendState.SENT, "")]
    assert len(office.alerts) == 1
    assert office.broken == ["whatsapp"]


async def test_what_another_process_has_heard_of_templates_counts_here(office: Office) -> None:
    async with office.database.begin() as tx:
        await templates.set_states(tx, [TemplateState("pesan_baru", "disabled")], NOW)
    await office.watch.load()

    assert office.transport.unusable == {"pesan_baru": "disabled"}


# ------------------------------------------------------------------ trouble


async def test_a_restriction_stops_bulk_and_answers_are_tried_on(office: Office) -> None:
    office.wire.planned = [Restricted("spam")]
    await office.queue(Outgoing("info"), kind=Kind.BROADCAST)
    await office.queue(Outgoing("jawaban"), kind=Kind.REPLY)
    await office.work()
    office.clock.advance(timedelta(minutes=2))

    states = await office.work()

    assert states == [(SendState.QUEUED, ""), (SendState.SENT, "")]
    assert [one.key for one in office.alerts] == ["restricted"]


async def test_a_restriction_outlives_a_restart_and_is_tried_again_after_a_day(
    office: Office,
) -> None:
    office.wire.planned = [Restricted("spam")]
    await office.queue(Outgoing("Lanjut?", GO_ON, template=FORM), kind=Kind.BROADCAST)
    await office.work()
    office.sender.bulk = Restraint(office.database, "whatsapp", office.clock)  # another process
    await office.sender.bulk.load()
    office.clock.advance(timedelta(hours=23))
    assert await office.work() == [(SendState.QUEUED, "")]
    assert office.sender.bulk.reason == "spam"

    office.clock.advance(timedelta(hours=2))

    assert await office.work() == [(SendState.SENT, "")]


async def test_refused_credentials_lose_nothing_and_alert_once(office: Office) -> None:
    office.wire.planned = [CredentialsRejected("190"), CredentialsRejected("190")]
    await office.queue(Outgoing("satu"), Outgoing("dua"))
    await office.work()
    assert len(office.alerts) == 1

    office.sender.refused_reason = ""
    office.wire.planned.clear()
    assert await office.work() == [(SendState.SENT, "")] * 2


# ------------------------------------------------------------------ files


async def test_a_document_goes_with_its_text_below_it(office: Office) -> None:
    await office.queue(Outgoing("Sertifikatnya", document="certificate:17"))
    await office.work()

    assert office.wire.sent[0]["document"] == {
        "id": "upload1", "filename": "sertifikat.pdf", "caption": "Sertifikatnya",
    }  # fmt: skip


async def test_parts_that_have_gone_are_not_sent_again(office: Office) -> None:
    await office.queue(Outgoing("a\n\n" * 2500))
    send, tries = office.wire.send, []

    async def second_fails(body: Any) -> str:
        tries.append(body)
        if len(tries) == 2:
            raise Held("trial") from None
        return await send(body)

    office.wire.send = second_fails  # type: ignore[method-assign]
    await office.work()
    async with office.database.begin() as tx:
        await tx.execute(update(rows).values(state=SendState.QUEUED, reason=""))
    assert await office.work() == [(SendState.SENT, "")]

    references = [b["biz_opaque_callback_data"] for b in office.wire.sent]
    assert len(references) == 2
    assert [r.partition(":")[2] for r in references] == ["0", ""]


async def test_a_message_that_the_platform_never_takes_fails_alone(office: Office) -> None:
    office.wire.planned = [Refused(131009)]
    await office.queue(Outgoing("rusak"), Outgoing("baik"))

    assert await office.work() == [(SendState.FAILED, "refused:131009"), (SendState.SENT, "")]
