"""The business's phone numbers."""

from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.state import BusinessNumber


async def get_number(call: GraphCall) -> object:
    """One number, as the pages about it show it."""
    return _shown(call, call.number)


async def list_numbers(call: GraphCall) -> object:
    """All numbers of the account."""
    return {"data": [_shown(call, number) for number in call.state.numbers.values()]}


def _shown(call: GraphCall, number: BusinessNumber) -> dict[str, object]:
    node: dict[str, object] = {
        "id": number.id,
        "verified_name": number.name,
        "display_phone_number": f"+{number.display_number}",
        "code_verification_status": "VERIFIED",
        "quality_rating": "GREEN",
        "platform_type": "CLOUD_API",
        "throughput": {"level": "STANDARD"},
    }
    optional: dict[str, object] = {
        "status": "CONNECTED",
        "name_status": "APPROVED",
        "account_mode": "LIVE",
        "is_official_business_account": False,
    }
    return call.picked(node, optional)
