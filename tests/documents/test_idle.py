"""A process that makes no document and has no visitor does not carry what would serve them."""

import subprocess
import sys

HEAVY = ("fpdf", "openpyxl", "PIL", "fontTools", "segno")
RARE = (
    "bot.papers",
    "web.site",
    "jinja2",
    "prometheus_client",
    "phonenumbers",
    "sqlalchemy.dialects.postgresql",
)


def test_starting_the_bot_loads_nothing_heavy_or_rare() -> None:
    code = f"import sys, bot.app; print([m for m in {HEAVY + RARE} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
