"""The Chromium that browser tests drive, and how it is started."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Off the network, and able to start as root in a container.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """Path of a Chromium on this machine; TEST_CHROMIUM names another one."""
    if named := os.environ.get("TEST_CHROMIUM"):
        return named if Path(named).exists() else None
    return next((path for path in map(shutil.which, NAMES) if path), None)
