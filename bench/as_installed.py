"""A module run as on an operator's machine, where the tools of the tests are not installed.

httpx, for one, loads `rich` where a linter has brought it. usage: as_installed HIDDEN MODULE …
"""

import re
import runpy
import sys
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
MARKER = "# ---- test tools"


def list_tools() -> list[str]:
    """Top-level packages that only the tools of the tests bring."""
    from importlib.metadata import packages_distributions  # costs the measured process nothing

    locked = LOCK.read_text(encoding="utf-8").partition(MARKER)[2]
    tools = {_normal(name) for name in re.findall(r"^([\w.-]+)==", locked, re.MULTILINE)}
    return sorted(
        package
        for package, owners in packages_distributions().items()
        if all(_normal(owner) in tools for owner in owners)
    )


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Hide the named packages, then run the module as `python -m` would."""
    hidden, sys.argv = sys.argv[1], sys.argv[2:]
    sys.modules.update(dict.fromkeys(hidden.split(",")))  # type: ignore[arg-type]  # None hides
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
