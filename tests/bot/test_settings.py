"""Settings: their defaults, what a wrong one is answered with, and the key made at first start."""

from pathlib import Path

import pytest

from bot.settings import Settings, load_secret_key, load_settings
from domain.errors import OperatorError


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder and an environment without our names."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_set_is_enough() -> None:
    settings = load_settings()
    assert settings.database_url == "sqlite+aiosqlite:///data/ikm.db"
    assert settings.public_url == "http://127.0.0.1:8080"


def test_public_address_follows_host_and_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PORT", "9000")
    monkeypatch.setenv("PUBLIC_URL", "")
    assert load_settings().public_url == "http://127.0.0.1:9000"


def test_secrets_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:hidden")
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://ikm:hidden@localhost/ikm")
    assert "hidden" not in repr(load_settings())


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        pytest.param("HTTP_PORT", "eight", "a whole number", id="port_in_words"),
        pytest.param("HTTP_PORT", "70000", "up to 65535", id="port_too_high"),
        pytest.param("DATABASE_URL", "postgres://x", "postgresql+asyncpg://", id="database"),
        pytest.param("PUBLIC_URL", "ikm.example", "https://", id="address_without_scheme"),
        pytest.param("TIMEZONE", "Asia/Medan", "Asia/Jakarta", id="no_such_zone"),
        pytest.param("TIMEZONE", "Asia/Makassar", "only Asia/Jakarta", id="another_zone"),
        pytest.param("TELEGRAM_RATE", "-1", "0 = unlimited", id="negative_rate"),
        pytest.param("TELEGRAM_WEBHOOK_SECRET", "two words", "letters", id="secret_with_space"),
        pytest.param("LOG_LEVEL", "loud", "WARNING", id="log_level"),
    ],
)
def test_a_wrong_value_is_named_in_one_line_with_what_to_write(
    name: str, value: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(OperatorError) as raised:
        load_settings()
    message = str(raised.value)
    assert message.startswith(f"{name} is not usable")
    assert advice in message
    assert "\n" not in message


def test_an_unknown_name_in_the_file_is_named(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("TELEGRAM_TOKEN=1\n")
    with pytest.raises(OperatorError, match=r"^TELEGRAM_TOKEN in \.env is not a setting"):
        load_settings()


def test_secret_key_is_made_once_and_only_ours_to_read(elsewhere: Path) -> None:
    settings = load_settings()
    key = load_secret_key(settings)
    assert len(key) >= 32
    assert load_secret_key(settings) == key
    assert [p.name for p in (elsewhere / "data").iterdir()] == ["secret_key"]
    assert (elsewhere / "data" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_given_secret_key_is_used(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "given")
    assert load_secret_key(load_settings()) == "given"
    assert not (elsewhere / "data").exists()
