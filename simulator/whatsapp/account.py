"""The invented business behind the demo: ids and secrets that no real app has."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the operator of a bot would copy from Meta's pages."""

    token: str
    phone_number_id: str
    business_account_id: str
    app_secret: str
    verify_token: str


DEMO: Final = Credentials(
    token="EAASIMULATORnoRealAppHasThisTokenZD",  # noqa: S106
    phone_number_id="100000000000001",
    business_account_id="200000000000001",
    app_secret="simulator-app-secret-of-nobody",  # noqa: S106
    verify_token="simulator-verify-token",  # noqa: S106
)
APP_ID: Final = "300000000000001"
DISPLAY_NUMBER: Final = "626145000001"  # as webhooks write it: digits alone
SECOND_NUMBER_ID: Final = "100000000000002"  # another number of the same app
SECOND_DISPLAY_NUMBER: Final = "626145000002"
BUSINESS_NAME: Final = "Bot IKM"
