"""Remake requirements.lock: every package pinned with hashes, in two parts.

Run by `make lock`, which makes a throw-away environment holding uv. The first part is what the
bot needs (its build backend included), the second, below the marker, what tests need on top.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
MARKER = "# ---- test tools: everything below is left out by `make run` ----"
HEADER = """\
# Every package pinned with its hashes, for Python 3.11 and newer on Linux and macOS.
# Remade by `make lock`; do not edit. Install: pip install --require-hashes -r requirements.lock
"""


def compile_requirements(uv: str, wanted: list[str], constraints: str = "") -> str:
    """Resolve `wanted` for all supported Pythons; returns pinned lines with hashes."""
    with tempfile.TemporaryDirectory() as folder:
        source, limits = Path(folder, "wanted.in"), Path(folder, "limits.txt")
        source.write_text("\n".join(wanted))
        limits.write_text(constraints)
        command = [uv, "pip", "compile", str(source), "--constraint", str(limits)]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def split_entries(compiled: str) -> list[tuple[str, str]]:
    """Cut compiled text into (package name, whole entry) pairs, in order."""
    entries: list[tuple[str, str]] = []
    for line in compiled.splitlines():
        if line.startswith("    "):
            name, text = entries.pop()
            entries.append((name, f"{text}\n{line}"))
        elif line and not line.startswith("#"):
            entries.append((line.split("==")[0].split("[")[0].strip(), line))
    return entries


def main() -> None:
    """Write requirements.lock beside pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"] + project["build-system"]["requires"]
    uv, tools = sys.argv[1], project["dependency-groups"]["test"]
    everything = compile_requirements(uv, runtime + tools)
    # The same pins once more without the test tools: which packages the bot itself needs.
    needed = {name for name, _ in split_entries(compile_requirements(uv, runtime, everything))}
    first = [entry for name, entry in split_entries(everything) if name in needed]
    second = [entry for name, entry in split_entries(everything) if name not in needed]
    text = "\n".join([HEADER, *first, "", MARKER, "", *second, ""])
    (ROOT / "requirements.lock").write_text(text)
    print(f"requirements.lock: {len(first)} packages to run, {len(second)} more to test")


if __name__ == "__main__":
    main()
