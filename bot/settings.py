"""All settings, read once at start from the environment or `.env`.

Each description says in plain words what to write. It is shown when a value is wrong and stands
above the name in `.env.example`.
"""

import os
import re
import secrets
import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.clock import JAKARTA
from domain.errors import OperatorError

DATA_DIR = Path("data")  # beside the place the bot is started from; holds all it writes
SECRET_KEY_BYTES = 32  # 256 bits, as long as the SHA-256 signatures made with it


def check_database_url(url: str) -> str:
    """The URL itself. Raises ValueError where it names no engine that this program speaks."""
    if not url.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
        raise ValueError
    return url


def _base(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise ValueError
    return url.rstrip("/")


def _webhook_secret(secret: SecretStr) -> SecretStr:
    # Bot API, setWebhook: 1 to 256 characters of A-Z, a-z, 0-9, _ and -
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret.get_secret_value()):
        raise ValueError
    return secret


def _zone(name: str) -> str:
    """Days, quiet hours and the words of all texts are WIB: another zone would be a promise."""
    if name != JAKARTA.key:
        raise ValueError
    return name


Base = Annotated[str, AfterValidator(_base)]
Rate = Annotated[float, Field(ge=0)]
EMPTY = SecretStr("")


def _public_url(values: dict[str, Any]) -> str:
    return f"http://{values.get('http_host')}:{values.get('http_port')}"


class Settings(BaseSettings):
    """What the operator decides. Frozen; secrets are hidden when it is printed."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    database_url: Annotated[str, AfterValidator(check_database_url)] = Field(
        "sqlite+aiosqlite:///data/ikm.db",
        repr=False,  # may hold a password
        description="Where everything is kept: sqlite+aiosqlite:///FILE,"
        " or postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE",
    )

    telegram_bot_token: SecretStr = Field(
        EMPTY, description="The token that @BotFather gave you; empty = no Telegram"
    )
    telegram_api_base: Base = Field(
        "https://api.telegram.org",
        description="Address of the Telegram API, starting with https:// (or http://)",
    )
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] = Field(
        EMPTY,
        description="Empty = the bot asks Telegram for messages; set (up to 256 letters, digits,"
        " _ and -) = Telegram brings them to PUBLIC_URL",
    )
    telegram_rate: Rate = Field(
        30, description="Broadcast messages per second on Telegram; 0 = unlimited"
    )
    telegram_contact_rate: Rate = Field(
        1, description="Messages per second to one person on Telegram; 0 = unlimited"
    )

    whatsapp_token: SecretStr = Field(
        EMPTY, description="Access token of the WhatsApp Cloud API; empty = no WhatsApp"
    )
    whatsapp_phone_number_id: str = Field(
        "", description="Phone number ID from the WhatsApp dashboard (not the number itself)"
    )
    whatsapp_business_account_id: str = Field(
        "", description="WhatsApp Business Account ID, needed for templates"
    )
    whatsapp_app_secret: SecretStr = Field(
        EMPTY, description="App secret; it proves that a message really comes from Meta"
    )
    whatsapp_verify_token: SecretStr = Field(
        EMPTY, description="A word of your own, the same as in the webhook form at Meta"
    )
    whatsapp_api_base: Base = Field(
        "https://graph.facebook.com",
        description="Address of the WhatsApp API, starting with https:// (or http://)",
    )
    whatsapp_api_version: Annotated[str, Field(pattern=r"^v\d+\.\d+$")] = Field(
        "v26.0", description="Version of the WhatsApp API, such as v26.0"
    )
    whatsapp_rate: Rate = Field(80, description="Messages per second on WhatsApp; 0 = unlimited")
    whatsapp_contact_rate: Rate = Field(
        0.167, description="Messages per second to one person on WhatsApp; 0 = unlimited"
    )

    sends_in_flight: Annotated[int, Field(ge=1)] = Field(
        100, description="How many messages may be on their way at once: a whole number from 1"
    )

    http_host: str = Field(
        "127.0.0.1", description="Address to listen on; 0.0.0.0 = all of this machine"
    )
    http_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        8080, description="Port to listen on: a whole number up to 65535"
    )
    public_url: Base = Field(
        default_factory=_public_url,
        description="Address under which people reach the pages, starting with https://;"
        " empty = http://HTTP_HOST:HTTP_PORT",
    )
    secret_key: SecretStr = Field(
        EMPTY,
        description="Signs links and sign-ins, a long random text;"
        " empty = made at the first start and kept in data/secret_key",
    )
    media_dir: Path = Field(
        Path("data/media"), description="Folder for photos and documents that people send"
    )

    agency_name: str = Field(
        "Dinas Koperasi, UKM, Perindustrian dan Perdagangan Kota Medan",
        description="Name of the office, as people read it",
    )
    agency_address: str = Field("", description="Address of the office, as people read it")
    agency_contact: str = Field(
        "", description="How a person reaches the office without the bot: a number or an e-mail"
    )
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        "Asia/Jakarta",
        description="Time zone of the city; only Asia/Jakarta (WIB): all hours in texts are WIB",
    )

    simulator_url: Base = Field(
        "", description="Only with the simulator: its address, where the bot reads the moved clock"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR"
    )


def load_settings() -> Settings:
    """Read the settings. Raises OperatorError naming each wrong one and what to write."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = [
            item["loc"] for item in error.errors() if item["type"] != "default_factory_not_called"
        ]
        raise OperatorError("\n".join(map(_advice, wrong))) from None


def _advice(location: tuple[int | str, ...]) -> str:
    name = str(location[0])
    field = Settings.model_fields.get(name)
    if field is None:
        return f"{name.upper()} in .env is not a setting: the names are in .env.example"
    return f"{name.upper()} is not usable. {field.description}"


def load_secret_key(settings: Settings, folder: Path = DATA_DIR) -> str:
    """The key that signs links and sign-ins; made on the first start and kept in `folder`."""
    if given := settings.secret_key.get_secret_value():
        return given
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(SECRET_KEY_BYTES))
    return path.read_text()


def _write_once(path: Path, text: str) -> None:
    # Linking a finished file is one step: two processes starting together end with one key.
    handle, name = tempfile.mkstemp(dir=path.parent)  # mode 600
    with os.fdopen(handle, "w") as file:
        file.write(text)
    try:
        path.hardlink_to(name)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
