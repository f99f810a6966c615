"""The methods of the Bot API; `table.py` lists them."""
