"""The exchange: what every call and every phone needs at hand, and who talks with whom."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from simulator.bell import Bell
from simulator.calls import CallCounts
from simulator.clock import SimulatorClock
from simulator.faults import Faults
from simulator.state import Bot, ChatRecord, Entry, State
from simulator.state_file import StateFile, load_state
from simulator.telegram.limits import HISTORY_IN_ALL, HISTORY_PER_CHAT, MIN_HISTORY_PER_CHAT
from simulator.telegram.live_bot import LiveBot
from simulator.telegram.rates import Rates
from simulator.whatsapp.live_account import LiveAccount
from simulator.whatsapp.state import Chat as WhatsAppChat

BOT_CHANGED = "bot"  # rings when another bot is the one that called last, or one is back
AWAKE_SECONDS = 75.0  # longer than the longest poll
UNCLAIMED_BOT_ID = 0  # takes what phones write before any bot has called


@dataclass(slots=True)
class Exchange:
    """State, clock and faults of one simulated world."""

    state: State
    clock: SimulatorClock
    bell: Bell
    store: StateFile
    files_dir: Path
    faults: Faults = field(default_factory=Faults)
    calls: CallCounts = field(default_factory=CallCounts)
    rates: Rates = field(default_factory=Rates)
    live_bots: dict[int, LiveBot] = field(default_factory=dict)
    whatsapp: LiveAccount = field(default_factory=LiveAccount)
    # Calls that a Telegram bot makes in its answer to a webhook; set by the application, because
    # deliveries stand below the methods. Exchange, bot, content type and body.
    carry_out_reply: "Callable[[Exchange, Bot, str, bytes], Awaitable[None]] | None" = None

    def bot(self, bot_id: int | None = None) -> Bot:
        """The bot with this id, or the one that called last; before any called, a placeholder."""
        wanted = self.state.current_bot_id if bot_id is None else bot_id
        if wanted not in self.state.bots:
            self.state.bots[wanted] = Bot(id=wanted, username=f"ikm_{wanted}_bot")
        return self.state.bots[wanted]

    def calling_bot(self, bot_id: int) -> Bot:
        """The bot that calls just now; the first one inherits what phones wrote before."""
        state = self.state
        if state.current_bot_id != bot_id:
            early = state.bots.pop(UNCLAIMED_BOT_ID, None)
            if early is not None and bot_id not in state.bots:
                early.id, early.username = bot_id, f"ikm_{bot_id}_bot"
                state.bots[bot_id] = early
                if UNCLAIMED_BOT_ID in self.live_bots:  # updates that a fault keeps back
                    self.live_bots[bot_id] = self.live_bots.pop(UNCLAIMED_BOT_ID)
            state.current_bot_id = bot_id
            self.store.mark_dirty()
            self.bell.ring(BOT_CHANGED)
        return self.bot(bot_id)

    def is_awake(self, bot: Bot) -> bool:
        """Whether the bot has called lately."""
        return time.monotonic() - self.live(bot).called_at < AWAKE_SECONDS

    def note_call(self, bot: Bot) -> None:
        """The bot has called; one that is back is told of at once."""
        was_awake = self.is_awake(bot)
        self.live(bot).called_at = time.monotonic()
        if not was_awake:
            self.bell.ring(BOT_CHANGED)

    def live(self, bot: Bot) -> LiveBot:
        """The part of a bot that does not outlive the process."""
        if bot.id not in self.live_bots:
            self.live_bots[bot.id] = LiveBot()
        return self.live_bots[bot.id]

    def chat(self, bot: Bot, chat_id: int) -> ChatRecord:
        """The chat of a phone or room with this bot, begun if need be."""
        record = bot.chats.get(chat_id)
        if record is None:
            record = bot.chats[chat_id] = ChatRecord(id=chat_id)
        return record

    def next_number(self) -> int:
        """A number that was never given out before."""
        self.state.last_number += 1
        return self.state.last_number

    def put(self, bot: Bot, chat: ChatRecord, entry: Entry) -> None:
        """Add a message to a chat and let go of the oldest."""
        chat.entries[entry.message.message_id] = entry
        keep = max(MIN_HISTORY_PER_CHAT, min(HISTORY_PER_CHAT, HISTORY_IN_ALL // len(bot.chats)))
        while len(chat.entries) > keep:
            del chat.entries[next(iter(chat.entries))]
        self.changed(bot, chat)

    def changed(self, bot: Bot, chat: ChatRecord) -> None:
        """Something in this chat looks different now."""
        chat.revision += 1
        self.store.mark_dirty()
        self.bell.ring(("chat", bot.id, chat.id))

    def changed_whatsapp(self, chat: WhatsAppChat) -> None:
        """Something in this chat looks different now."""
        chat.revision += 1
        self.store.mark_dirty()
        self.bell.ring(("whatsapp", chat.phone_id))

    def show_action(self, bot: Bot, chat: ChatRecord, action: str, seconds: float) -> None:
        """Show "typing" for a moment, or with no action stop showing it."""
        chat.action = action
        chat.action_until = time.time() + seconds if action else 0.0
        self.changed(bot, chat)

    def next_message_id(self, bot: Bot) -> int:
        """Message ids grow over all chats of a bot."""
        bot.last_message_id += 1
        return bot.last_message_id


def open_exchange(state_dir: Path) -> Exchange:
    """The world as it was left in this folder, or a new one."""
    state_dir.mkdir(parents=True, exist_ok=True)
    path = state_dir / "simulator.json"
    state, bell = load_state(path), Bell()
    return Exchange(
        state=state,
        clock=SimulatorClock(state, bell),
        bell=bell,
        store=StateFile(path, state),
        files_dir=state_dir / "files",
    )
