"""What an operator tries out on the page: tokens, failures, templates."""

from typing import Final, cast

import msgspec

from simulator.exchange import Exchange
from simulator.faults import Fault
from simulator.outcome import ActRefused
from simulator.parameters import Parameters
from simulator.whatsapp.nodes.templates import judge
from simulator.whatsapp.state import TemplateStatus
from simulator.whatsapp.webhook_delivery import HandshakeFailed, register

# What the next WhatsApp message may meet: code → in words. Two are refused, the rest fail later.
FAILURES: Final = {
    131026: "tidak terjangkau",
    131047: "jendela 24 jam tertutup",
    131049: "Meta menahan promosi",
    131050: "penerima menolak promosi",
    131056: "terlalu sering ke orang ini",
    130429: "terlalu banyak sekaligus",
    131048: "dianggap spam",
    131000: "galat tak dikenal",
}
_REFUSED_AT_ONCE: Final = frozenset({131056, 130429, 131048})
_VERDICTS: Final = ("APPROVED", "PAUSED", "REJECTED")


async def set_token(exchange: Exchange, parameters: Parameters) -> None:
    """Let the token of `channel` lapse, or with `valid=true` be good again."""
    is_valid = parameters.flag("valid")
    if parameters.text("channel") == "whatsapp":
        exchange.state.whatsapp.access = "valid" if is_valid else "expired"
    else:
        exchange.bot().revoked = not is_valid
    exchange.store.mark_dirty()


async def fail_next(exchange: Exchange, parameters: Parameters) -> None:
    """Have the next WhatsApp message refused or failed with `code`."""
    code = parameters.integer("code")
    if code not in FAILURES:
        raise ActRefused("Kode itu tidak dikenal.")
    kind = "refuse" if code in _REFUSED_AT_ONCE else "fail"
    planned = {"kind": kind, "channel": "whatsapp", "method": "messages", "code": code}
    exchange.faults.add(msgspec.convert(planned, Fault))


async def judge_template(exchange: Exchange, parameters: Parameters) -> None:
    """Give the template `id` a `status`."""
    template = exchange.state.whatsapp.templates.get(parameters.text("id"))
    status = parameters.text("status")
    if template is None or status not in _VERDICTS:
        raise ActRefused("Template itu tidak ada.")
    judge(exchange, template, cast(TemplateStatus, status))


async def set_webhook(exchange: Exchange, parameters: Parameters) -> None:
    """Have WhatsApp's news sent to `callback_url`, after the handshake."""
    token = exchange.state.whatsapp.verify_token
    try:
        await register(exchange, parameters.text("callback_url"), token)
    except HandshakeFailed as error:
        raise ActRefused(f"Webhook belum terdaftar. {error}") from None
