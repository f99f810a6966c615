"""The Telegram side: the Bot API server and what phones do in Telegram."""
