"""Groups and channels: the bot is put in, people write there."""

from tests.support.simulated_world import World


async def test_bot_is_told_that_it_was_put_into_a_group(world: World) -> None:
    await world.call("getMe")
    room = await world.control("control/rooms", title="Grup IKM Johor", phone=1004)
    (update,) = await world.updates()
    event = update["my_chat_member"]
    assert event["chat"] == {"id": room["id"], "type": "supergroup", "title": "Grup IKM Johor"}
    assert event["from"]["id"] == 1004
    assert event["new_chat_member"]["status"] == "member"


async def test_message_in_a_group_names_its_author(world: World) -> None:
    await world.call("getMe")
    room = await world.control("control/rooms", title="Grup", type="group")
    await world.act(1002, "text", text="Halo semua", chat_id=room["id"])
    message = (await world.updates())[-1]["message"]
    assert (message["chat"]["type"], message["from"]["id"]) == ("group", 1002)
    assert (await world.call("sendMessage", chat_id=room["id"], text="Halo"))["chat"]["id"] < 0


async def test_post_in_a_channel_has_no_author(world: World) -> None:
    await world.call("getMe")
    room = await world.control("control/rooms", title="Kanal", type="channel")
    await world.act(1003, "text", text="Pengumuman", chat_id=room["id"])
    post = (await world.updates())[-1]["channel_post"]
    assert "from" not in post
    assert post["sender_chat"]["id"] == room["id"]


async def test_forwarded_message_names_its_origin(world: World) -> None:
    await world.act(1001, "forward", text="Promo!", sender="Toko Sebelah")
    await world.call("getMe")
    (update,) = await world.updates()
    origin = update["message"]["forward_origin"]
    assert (origin["type"], origin["sender_user_name"]) == ("hidden_user", "Toko Sebelah")
