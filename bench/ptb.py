"""The same conversation on python-telegram-bot's own means, in a process of its own.

`ConversationHandler` with as many questions, each answered with the words and buttons of our bot;
no answer is checked and nothing is written, so this is the least such a bot can do. Updates come
over a Starlette route into the application's queue, as in PTB's own example.
"""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardRemove, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from bench import script
from bot.channels.telegram.client import AiohttpRequest, Client

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
Context: TypeAlias = ContextTypes.DEFAULT_TYPE

MODES = ("sequential", "concurrent", "pickle", "aiohttp")
CONCURRENT, CONCURRENT_AIOHTTP = 8, 32
TOKEN = "99:" + "p" * 35


def conversation(*, is_persistent: bool) -> ConversationHandler[Context]:
    """A chain of questions: an answer is kept in `user_data`, the next question is put."""
    said = script.answers()

    def put(step: int) -> MessageHandler[Context, Any]:
        text, buttons = said[step]
        keyboard = _keyboard(step, buttons)

        async def answered(update: Update, context: Context) -> int:
            assert update.message is not None
            assert context.user_data is not None
            context.user_data[f"answer_{step}"] = update.message.text
            await update.message.reply_text(text, reply_markup=keyboard)
            return step + 1 if step + 1 < len(said) else ConversationHandler.END

        return MessageHandler(filters.TEXT & ~filters.COMMAND, answered)

    return ConversationHandler(
        entry_points=[put(0)],
        states={step: [put(step)] for step in range(1, len(said))},
        fallbacks=[],
        name="registration",
        persistent=is_persistent,
    )


def _keyboard(step: int, buttons: Sequence[str]) -> InlineKeyboardMarkup | ReplyKeyboardRemove:
    """One button a row; where there is none, a left-over keyboard goes, as with our bot."""
    if not buttons:
        return ReplyKeyboardRemove()
    rows = [
        [InlineKeyboardButton(label, callback_data=f"{step}:{label[:20]}")] for label in buttons
    ]
    return InlineKeyboardMarkup(rows)


def build(mode: str, api: int, folder: Path) -> App:
    """The application of a mode; as shipped but for what the mode's name says."""
    base = f"http://127.0.0.1:{api}"
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{base}/bot").updater(None)
    if mode == "concurrent":
        builder = builder.concurrent_updates(CONCURRENT)
    if mode == "pickle":  # at its default: a flush every 60 s
        builder = builder.persistence(PicklePersistence(folder / "state.pickle"))
    if mode == "aiohttp":
        client = Client(base, TOKEN, CONCURRENT_AIOHTTP)
        builder = builder.request(AiohttpRequest(client)).concurrent_updates(CONCURRENT_AIOHTTP)
    app = builder.build()
    app.add_handler(conversation(is_persistent=mode == "pickle"))
    return app


async def serve(mode: str, port: int, api: int, folder: Path) -> None:
    """Run until killed."""
    app = build(mode, api, folder)

    async def webhook(request: Request) -> Response:
        await app.update_queue.put(Update.de_json(await request.json(), app.bot))
        return Response()

    routes = [Route("/webhook/telegram", webhook, methods=["POST"])]
    config = uvicorn.Config(
        Starlette(routes=routes), port=port, http="httptools", access_log=False, log_config=None
    )
    async with app:
        await app.start()
        await uvicorn.Server(config).serve()
        await app.stop()


def main() -> None:
    """Read what to do and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("port", type=int)
    parser.add_argument("api", type=int)
    parser.add_argument("folder", type=Path)
    told = parser.parse_args()
    config = uvicorn.Config("", loop="uvloop")
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(serve(told.mode, told.port, told.api, told.folder))


if __name__ == "__main__":
    main()
