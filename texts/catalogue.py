"""Reads the TOML files of a language into one flat table of paths and templates."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources


class Catalogue:
    """Texts by path, as in `register_business.name.ask`. Read once at the start."""

    def __init__(self, texts: Mapping[str, str], defaults: Mapping[str, str]) -> None:
        self._texts = {path: _with(text, defaults) for path, text in texts.items()}

    def find(self, path: str) -> str | None:
        """The template at a path, or None."""
        return self._texts.get(path)

    def paths(self) -> frozenset[str]:
        """Every path there is."""
        return frozenset(self._texts)


def _with(text: str, defaults: Mapping[str, str]) -> str:
    """Fill in what is the same everywhere, the name of the office for one."""
    for name, value in defaults.items():
        text = text.replace("{" + name + "}", value.replace("{", "{{").replace("}", "}}"))
    return text.strip()


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        path = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            yield from _flat(path, value)
        else:
            yield path, str(value)


def load(defaults: Mapping[str, str], language: str = "id") -> Catalogue:
    """The catalogue of a language. defaults: places that are the same in every text."""
    texts: dict[str, str] = {}
    for file in resources.files("texts").joinpath(language).iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            texts.update(_flat(file.name.removesuffix(".toml"), table))
    return Catalogue(texts, defaults)
