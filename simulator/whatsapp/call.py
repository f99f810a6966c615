"""One call of the graph: who wants what of which object."""

from dataclasses import dataclass

from simulator.exchange import Exchange
from simulator.parameters import Parameters
from simulator.whatsapp.errors import GraphError
from simulator.whatsapp.state import BusinessNumber, WhatsAppState


@dataclass(frozen=True, slots=True)
class GraphCall:
    """A call that carries a good token."""

    exchange: Exchange
    verb: str
    object_id: str
    parameters: Parameters
    base_url: str  # of this server as the caller sees it, for links to media

    @property
    def state(self) -> WhatsAppState:
        """The WhatsApp side's memory."""
        return self.exchange.state.whatsapp

    @property
    def number(self) -> BusinessNumber:
        """The business number that the address names."""
        return self.state.numbers[self.object_id]

    def required(self, name: str) -> str:
        """A parameter that must be there; raises 100 in the real server's words."""
        value = self.parameters.text(name)
        if not value:
            raise GraphError(100, f"(#100) The parameter {name} is required.")
        return value

    def picked(self, node: dict[str, object], optional: dict[str, object]) -> dict[str, object]:
        """The fields that `fields` names, or those that come unasked; raises 100 for others."""
        asked = self.parameters.text("fields")
        if not asked:
            return node
        known = {**node, **optional}
        names = [name.strip().partition("{")[0] for name in asked.split(",")]
        for name in names:
            if name not in known:
                raise GraphError(100, f"(#100) Tried accessing nonexisting field ({name})")
        return {name: known[name] for name in dict.fromkeys([*names, "id"])}

    def refuse_other_products(self) -> None:
        """`messaging_product` must say whatsapp."""
        if self.required("messaging_product") != "whatsapp":
            raise GraphError(
                100, "(#100) Param messaging_product must be one of {WHATSAPP} - got another."
            )
