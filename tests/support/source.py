"""The project's own files, as the house rules look at them."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "texts" / "id"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that belongs to the project: committed, or new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(p for p in map(ROOT.joinpath, listed.stdout.splitlines()) if p.is_file())


def modules(*folders: str) -> list[Path]:
    """Python files, of all the project or of some of its folders."""
    found = [p for p in tracked_files() if p.suffix == ".py"]
    return [p for p in found if not folders or p.relative_to(ROOT).parts[0] in folders]


@cache
def parsed(module: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(module.read_text(encoding="utf-8"))


def literals(module: Path) -> set[str]:
    """All string literals of a module."""
    nodes = ast.walk(parsed(module))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def named_in_pages() -> set[str]:
    """Texts that the templates of the website name."""
    pages = [p for p in tracked_files() if p.suffix == ".html" and p.is_relative_to(ROOT / "web")]
    found = (re.findall(r'"([^"]+)"\|text\b', p.read_text(encoding="utf-8")) for p in pages)
    return {path for paths in found for path in paths}


def conversations() -> list[Path]:
    """Modules of handlers that hold a conversation: an async function named like the file."""
    return [
        module
        for module in modules("handlers")
        if any(
            isinstance(node, ast.AsyncFunctionDef) and node.name == module.stem
            for node in parsed(module).body
        )
        and module.parent.name == "handlers"
    ]


def text_paths() -> set[str]:
    """Every path of the catalogue, as in `register_business.name.ask`."""
    return {
        path
        for file in TEXTS.glob("*.toml")
        for path in _flat(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
    }


def _flat(prefix: str, table: dict[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}"


def needed_texts(module: Path) -> Iterator[tuple[str, str]]:
    """(key, kind) of the texts that a conversation's calls need, where the key is written out."""
    for node in ast.walk(parsed(module)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "chat"):
            continue
        because = [k.value for k in node.keywords if k.arg == "because"]
        first = {"say": "say", "ask": "ask"}.get(node.func.attr)
        if first and node.args:
            yield from _written_out(node.args[0], first)
        for value in because:
            yield from _written_out(value, "say")


def _written_out(node: ast.expr, kind: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, kind
