"""The catalogue: files are parsed when first asked for, by whatever thread asks."""

from texts.catalogue import Catalogue


class Overtaken(dict[str, str]):
    """Files not parsed yet; while somebody looks among them, another thread parses one."""

    def __init__(self, files: dict[str, str], catalogue: Catalogue) -> None:
        super().__init__(files)
        self._catalogue = catalogue

    def __contains__(self, name: object) -> bool:
        self._catalogue._parse(str(name))
        return super().__contains__(name)


def test_a_text_that_another_thread_parses_meanwhile_is_found() -> None:
    files = {"tea": "done = 'Teh.'"}
    catalogue = Catalogue(files, {})
    catalogue._unparsed = Overtaken(files, catalogue)

    assert catalogue.find("tea.done") == "Teh."
