"""The WhatsApp Business account: what it is, and where its news goes."""

from simulator.whatsapp import account
from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.errors import GraphError
from simulator.whatsapp.webhook_delivery import HandshakeFailed, register, unregister


async def get_account(call: GraphCall) -> object:
    """Name and id."""
    node: dict[str, object] = {
        "id": call.object_id,
        "name": account.BUSINESS_NAME,
        "timezone_id": "66",
        "message_template_namespace": "simulator",
    }
    optional: dict[str, object] = {"account_review_status": "APPROVED", "country": "ID"}
    return call.picked(node, optional)


async def get_app(call: GraphCall) -> object:
    """The app that the token belongs to."""
    return {"id": account.APP_ID, "name": account.BUSINESS_NAME, "category": "Business"}


async def subscribe(call: GraphCall) -> object:
    """With `override_callback_uri` and `verify_token` news goes there, after a handshake."""
    url = call.parameters.text("override_callback_uri")
    if url:
        try:
            await register(call.exchange, url, call.required("verify_token"))
        except HandshakeFailed as error:
            words = f"(#2200) Callback verification failed with the following errors: {error}"
            raise GraphError(2200, words) from None
    return {"success": True}


async def list_subscriptions(call: GraphCall) -> object:
    """The app, with the callback where one is registered."""
    webhook = call.state.webhook
    if webhook is None:
        return {"data": []}
    about = {"link": "", "name": account.BUSINESS_NAME, "id": account.APP_ID}
    return {"data": [{"whatsapp_business_api_data": about, "override_callback_uri": webhook.url}]}


async def unsubscribe(call: GraphCall) -> object:
    """News waits from now on."""
    unregister(call.exchange)
    return {"success": True}
