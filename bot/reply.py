"""The one message that a turn ends in, put together from what its steps said."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from dialog.messages import Option, Outgoing
from domain.delivery import Kind

MAX_TARGETED = 3  # extra buttons of other conversations under one question


def aimed(outgoing: Outgoing, option: Option) -> Option:
    """The option with its own target, so that it may stand under another question."""
    if option.target:
        return option
    return replace(option, target=f"{outgoing.conversation}:{outgoing.key}")


@dataclass(slots=True)
class Reply:
    """Collects the parts; the options of the last question stay, in its own order."""

    texts: list[str] = field(default_factory=list)
    last: Outgoing | None = None
    extra: list[Option] = field(default_factory=list)
    document: str = ""  # stays when a question follows in the same message

    def say(self, text: str, *options: Option) -> None:
        """A sentence of the machinery, with buttons that have a target."""
        if text:
            self.texts.append(text)
        self.extra.extend(options)

    def add(self, outgoing: Outgoing | None) -> None:
        """What a step of a conversation said; a question takes the place of an earlier one."""
        if outgoing is None:
            return
        if outgoing.text:
            self.texts.append(outgoing.text)
        self.document = outgoing.document or self.document
        if outgoing.key or self.last is None or not self.last.key:
            if self.last is not None and not self.last.key:
                self.extra = [*(aimed(self.last, o) for o in self.last.options), *self.extra]
            self.last = outgoing
        else:
            self.extra.extend(aimed(outgoing, o) for o in outgoing.options)

    def as_outgoing(self) -> Outgoing | None:
        """The whole message, or None where nothing was said."""
        if not self.texts and self.last is None:
            return None
        last = self.last or Outgoing("")
        is_edit = bool(last.edits) and len(self.texts) == 1
        options = (*last.options, *self.extra[:MAX_TARGETED])
        return replace(
            last,
            text="\n\n".join(self.texts),
            options=options,
            edits=last.edits if is_edit else "",
            document=self.document,
        )

    @property
    def kind(self) -> Kind:
        """A prompt where a question waits for an answer, else a reply."""
        return Kind.PROMPT if self.last is not None and self.last.key else Kind.REPLY
