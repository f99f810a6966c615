"""A process that makes no document does not carry what makes them."""

import subprocess
import sys

HEAVY = ("fpdf", "openpyxl", "PIL", "fontTools", "segno")


def test_starting_the_bot_loads_no_document_library() -> None:
    code = f"import sys, bot.app; print([m for m in {HEAVY} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
