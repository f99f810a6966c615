"""The laws of the house that no linter knows."""

import ast
import re
from pathlib import Path

import click
import pytest
from pydantic import SecretStr

from bot.__main__ import main
from bot.settings import Settings
from tests.support import source
from tests.support.source import ROOT

MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 60
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "service", "misc"}
FOLDERS_WITH_README = (
    "bot", "bot/channels", "dialog", "domain", "storage", "handlers", "texts", "web",
    "documents", "simulator", "bench", "tests", "docs",
)  # fmt: skip
# Addresses of package indexes and paths of somebody's machine have no place in the project.
FOREIGN = (
    r"pypi\.org|pythonhosted\.org",
    r"file:/{3}",
    r"(index-url|find-links)[= ]\S*:/",
    r"(?<![\w.}])/(root|home|Users)/\w",
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


# ------------------------------------------------------------------ size and names


def test_modules_are_short() -> None:
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in source.modules()}
    assert {p: n for p, n in lengths.items() if n > MAX_MODULE_LINES} == {}


def test_functions_are_short() -> None:
    long = [
        f"{name(module)}:{node.lineno} {node.name}"
        for module in source.modules()
        for node in ast.walk(source.parsed(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert long == []


def test_names_say_something() -> None:
    parts = {name(p): {*p.relative_to(ROOT).with_suffix("").parts} for p in source.modules()}
    assert [p for p, words in parts.items() if words & VAGUE_NAMES] == []


@pytest.mark.parametrize("folder", FOLDERS_WITH_README)
def test_each_folder_says_what_belongs_in_it(folder: str) -> None:
    lines = (ROOT / folder / "README.md").read_text(encoding="utf-8").strip().splitlines()
    assert len([line for line in lines if line]) >= 3


def test_no_address_of_an_index_and_no_path_of_a_machine() -> None:
    foreign = re.compile("|".join([*FOREIGN, re.escape(f"{ROOT}/")]))
    found = [
        f"{name(path)}:{number}"
        for path in source.tracked_files()
        if b"\0" not in path.read_bytes()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if foreign.search(line)
    ]
    assert found == []


# ------------------------------------------------------------------ texts and transcripts


def test_texts_named_by_their_path_exist() -> None:
    known = source.text_paths()
    homes = "|".join(file.stem for file in source.TEXTS.glob("*.toml"))
    path = re.compile(rf"({homes})(\.[a-z_0-9]+)+")
    in_pages = source.named_in_pages()
    assert in_pages
    missing = [f"a page: {text}" for text in in_pages if text not in known]
    missing += [
        f"{name(module)}: {text}"
        for module in source.modules("bot", "handlers", "dialog", "web", "documents")
        for text in sorted(source.literals(module))
        if path.fullmatch(text)
        and not any(one == text or one.startswith(f"{text}.") for one in known)
    ]
    assert missing == []


def test_texts_that_conversations_need_exist() -> None:
    known = source.text_paths()
    missing = [
        f"{name(module)}: {key}.{kind}"
        for module in source.conversations()
        for key, kind in source.needed_texts(module)
        if not {f"{module.stem}.{key}.{kind}", f"shared.{key}.{kind}"} & known
    ]
    assert missing == []


def test_no_text_hangs_on_blanks_at_its_ends() -> None:
    loose = [
        f"{file.name}: {line}"
        for file in sorted((source.ROOT / "texts").rglob("*.toml"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r'= "( .*|.* )"$', line)  # the catalogue strips them
    ]
    assert loose == []


def test_every_text_is_used() -> None:
    everywhere = {
        text
        for module in source.modules("bot", "handlers", "dialog", "domain", "web", "documents")
        for text in source.literals(module)
    }
    everywhere |= source.named_in_pages()
    unused = [path for path in sorted(source.text_paths()) if not _is_used(path, everywhere)]
    assert unused == []


def _is_used(path: str, words: set[str]) -> bool:
    """By its path, by the last parts of it (reasons), or by its question's or moment's key.

    A path that is put together counts where its beginning is written out: "form.commands.", and a
    moment likewise: "done_".
    """
    parts = path.split(".")
    if parts[1:] in (["title"], ["borrows_from"]):  # read by the machinery
        return True
    if parts[0] == "form" and f"~{parts[-1]}" in words:  # an option that the engine adds
        return True
    if any(".".join(parts[:n]) + "." in words for n in range(2, len(parts))):
        return True
    if any(parts[1][:n] in words for n, sign in enumerate(parts[1], 1) if sign == "_"):
        return True
    endings = {".".join(parts[n:]) for n in range(len(parts) - 1)}
    return bool(endings & words) or (len(parts) > 2 and parts[1] in words)


def test_every_conversation_has_texts_transcripts_and_a_place_in_the_registry() -> None:
    registry = ROOT / "handlers" / "registry.py"
    listed = registry.read_text(encoding="utf-8") if registry.exists() else ""
    for module in source.conversations():
        assert (source.TEXTS / f"{module.stem}.toml").exists(), module.stem
        assert list((ROOT / "tests" / "transcripts" / module.stem).glob("*.txt")), module.stem
        assert re.search(rf"\b{module.stem}\b", listed), module.stem


# ------------------------------------------------------------------ settings and documents


def test_env_example_is_the_settings() -> None:
    written = (ROOT / ".env.example").read_text(encoding="utf-8")
    found = re.findall(r"^# (.*)\n([A-Z_]+)=(.*)$", written, flags=re.MULTILINE)
    wanted = []
    for field_name, field in Settings.model_fields.items():
        default = "" if field.default_factory else field.default
        default = default.get_secret_value() if isinstance(default, SecretStr) else default
        wanted.append((field.description, field_name.upper(), str(default)))
    assert found == wanted


def _documents() -> str:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def _commands(group: click.Group, prefix: str = "ikm-bot") -> list[str]:
    found = []
    for command_name, command in group.commands.items():
        path = f"{prefix} {command_name}"
        found += _commands(command, path) if isinstance(command, click.Group) else [path]
    return found


def test_documents_name_every_command() -> None:
    written = _documents()
    assert [c for c in _commands(main) if c not in written] == []


def test_every_command_explains_itself() -> None:
    def walk(group: click.Group) -> None:
        for command in group.commands.values():
            assert command.help, command.name
            assert not command.get_short_help_str(64).endswith("..."), command.name
            if isinstance(command, click.Group):
                walk(command)

    walk(main)


def test_documents_name_every_make_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):.*##", makefile, flags=re.MULTILINE)
    written = _documents()
    assert targets
    assert [t for t in targets if f"make {t}" not in written] == []


def test_documents_name_every_route() -> None:
    """By its first part: pages below /dinas are found from there."""
    code = "\n".join(m.read_text(encoding="utf-8") for m in source.modules("bot", "web"))
    routes = set(re.findall(r"(?:Route|Mount)\(\s*\"(/[a-z]+)", code))
    written = _documents()
    assert [r for r in sorted(routes) if f"`{r}" not in written] == []
