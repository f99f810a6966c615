"""A local Telegram with phones in a web page; the bot talks to it over real HTTP."""
