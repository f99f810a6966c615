"""What the doctor asks a platform: does it take the token, and do messages arrive?"""

import re

import msgspec

from bot.channels.telegram.client import Client
from bot.channels.telegram.edge import WEBHOOK_PATH
from bot.channels.whatsapp.client import Client as WhatsAppClient
from bot.channels.whatsapp.edge import client_for
from bot.channels.whatsapp.templates import TemplateApi, load_templates
from bot.settings import Settings
from domain.errors import CredentialsRejected, DeliveryError
from domain.finding import Finding, fine, wrong
from storage.templates import APPROVED

NO_SUCH_PATH = re.compile(r"404|not found", re.IGNORECASE)


class _WebhookInfo(msgspec.Struct):
    url: str = ""
    last_error_message: str = ""
    pending_update_count: int = 0


class _Subscriptions(msgspec.Struct):
    data: list[msgspec.Raw] = []


async def check_telegram(settings: Settings) -> list[Finding]:
    """Token, and where Telegram brings updates."""
    token = settings.telegram_bot_token.get_secret_value()
    client = Client(settings.telegram_api_base, token, 1)
    try:
        return [fine(f"Telegram accepts the token of @{await client.name()}"),
                await _webhook(client, settings)]  # fmt: skip
    except CredentialsRejected as error:
        advice = "copy TELEGRAM_BOT_TOKEN once more from @BotFather"
        if NO_SUCH_PATH.search(str(error)):  # the token is a part of the path
            advice += f", or mend TELEGRAM_API_BASE where you changed it ({error})"
        return [wrong("Telegram refuses the token", advice)]
    except DeliveryError as error:
        told = str(error).partition("(")[0]
        advice = "check the network, and TELEGRAM_API_BASE where you changed it"
        return [wrong(f"{settings.telegram_api_base}: {told}", advice)]
    finally:
        await client.close()


async def check_whatsapp(settings: Settings) -> list[Finding]:
    """Token and number, and which templates Meta does not take."""
    client = client_for(settings)
    try:
        found = [fine(f"WhatsApp accepts the token of {await client.name()}")]
        if not settings.whatsapp_business_account_id:
            advice = "set WHATSAPP_BUSINESS_ACCOUNT_ID: without it nobody knows of templates"
            return [*found, wrong("WhatsApp: no account", advice)]
        account = settings.whatsapp_business_account_id
        found.append(await _subscription(client, account))
        states = await TemplateApi(client, account).list_states()
    except CredentialsRejected as error:
        advice = f"check WHATSAPP_TOKEN and WHATSAPP_PHONE_NUMBER_ID ({error})"
        return [wrong("WhatsApp refuses the token", advice)]
    except DeliveryError as error:
        advice = "check the network, and WHATSAPP_API_BASE where you changed it"
        return [wrong(f"{settings.whatsapp_api_base}: {error}", advice)]
    finally:
        await client.close()
    bad = [n for n in load_templates() if n not in states or states[n].state != APPROVED]
    if bad:
        advice = "`ikm-bot templates push` hands them in, `templates status` says what Meta thinks"
        return [*found, wrong(f"WhatsApp: {len(bad)} templates are not approved", advice)]
    return [*found, fine("WhatsApp: all templates are approved")]


async def _subscription(client: WhatsAppClient, account: str) -> Finding:
    """Whether Meta brings what people write: an app that the account does not know hears nothing.

    Graph API, "WhatsApp Business Account, subscribed_apps" (read 2026-11).
    """
    told = await client.call("GET", f"{account}/subscribed_apps")
    if msgspec.json.decode(told, type=_Subscriptions).data:
        return fine("WhatsApp: the account brings messages to an app")
    return wrong(
        "WhatsApp: no app is subscribed to the account, so no message arrives",
        "in Meta's app page choose WhatsApp, Configuration, and subscribe to `messages`;"
        f" or POST to {account}/subscribed_apps with the token",
    )


async def _webhook(client: Client, settings: Settings) -> Finding:
    known = msgspec.json.decode(await client.call("getWebhookInfo", {}), type=_WebhookInfo)
    url, trouble = known.url, known.last_error_message
    wanted = settings.public_url + WEBHOOK_PATH if settings.telegram_webhook_secret else ""
    if url != wanted:
        return wrong(
            f"Telegram's webhook is {url or 'not set'}",
            f"this bot wants {wanted or 'none'}: `run` sets it; or does another bot use the token?",
        )
    if trouble:
        return wrong(f"Telegram's webhook: {trouble}", "check PUBLIC_URL, certificate and proxy")
    way = "webhook" if url else "long polling"
    return fine(f"Telegram: {way}, {known.pending_update_count} updates wait there")
