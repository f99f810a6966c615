"""Reads the TOML files of a language into one flat table of paths and templates."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources


class Catalogue:
    """Texts by path, as in `register_business.name.ask`; a file is parsed when first asked for."""

    def __init__(self, files: Mapping[str, str], defaults: Mapping[str, str]) -> None:
        self._unparsed, self._defaults = dict(files), defaults
        self._texts: dict[str, str] = {}

    def find(self, path: str) -> str | None:
        """The template at a path, or None."""
        found = self._texts.get(path)
        if found is None:
            if (name := path.partition(".")[0]) in self._unparsed:
                self._parse(name)
            found = self._texts.get(path)  # or another thread has parsed it just now
        return found

    def paths(self) -> frozenset[str]:
        """Every path there is."""
        for name in list(self._unparsed):
            self._parse(name)
        return frozenset(self._texts)

    def _parse(self, name: str) -> None:
        """Take in one file. It is done with only then: papers are made in threads of their own."""
        table = tomllib.loads(self._unparsed.get(name, ""))
        for path, text in _flat(name, table):
            self._texts[path] = _with(text, self._defaults)
        self._unparsed.pop(name, None)


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
    """The catalogue of a language. defaults: places that are the same in every text.

    Files are read now, so that all texts are of one version, whatever is installed meanwhile.
    """
    files = {
        file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
        for file in resources.files("texts").joinpath(language).iterdir()
        if file.name.endswith(".toml")
    }
    return Catalogue(files, defaults)
