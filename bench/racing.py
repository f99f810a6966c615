"""What an owner writes to enrol in a training: the shared link's words, and a yes."""

import json
import time

WORDS = ("ikut {code}", "ya")


def update(owner: int, step: int, number: int, code: str) -> bytes:
    """The update as Telegram would bring it. code: of the training."""
    person = {"id": owner, "is_bot": False, "first_name": "Ani", "language_code": "id"}
    chat = {"id": owner, "first_name": "Ani", "type": "private"}
    message = {"message_id": number % 10**9, "from": person, "chat": chat,
               "date": int(time.time()), "text": WORDS[step].format(code=code)}  # fmt: skip
    return json.dumps({"update_id": number, "message": message}).encode()
