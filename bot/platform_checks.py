"""What the doctor asks a platform: does it take the token, and do messages arrive?"""

import msgspec

from bot.channels.telegram.client import Client
from bot.channels.telegram.edge import WEBHOOK_PATH
from bot.settings import Settings
from domain.errors import CredentialsRejected, DeliveryError
from domain.finding import Finding, fine, wrong


class _WebhookInfo(msgspec.Struct):
    url: str = ""
    last_error_message: str = ""
    pending_update_count: int = 0


async def check_telegram(settings: Settings) -> list[Finding]:
    """Token, and where Telegram brings updates."""
    token = settings.telegram_bot_token.get_secret_value()
    client = Client(settings.telegram_api_base, token, 1)
    try:
        return [fine(f"Telegram accepts the token of @{await client.name()}"),
                await _webhook(client, settings)]  # fmt: skip
    except CredentialsRejected:
        advice = "copy TELEGRAM_BOT_TOKEN once more from @BotFather"
        return [wrong("Telegram refuses the token", advice)]
    except DeliveryError as error:
        told = str(error).partition("(")[0]
        advice = "check the network, and TELEGRAM_API_BASE where you changed it"
        return [wrong(f"{settings.telegram_api_base}: {told}", advice)]
    finally:
        await client.close()


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
