"""Refusals in the shape and the words of the real server ("Error codes", read 2026-11)."""

from typing import Final

import msgspec

_HELP: Final = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"
_UNSUPPORTED: Final = (
    "Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded due to"
    " missing permissions, or does not support this operation. Please read the Graph API"
    " documentation at https://developers.facebook.com/docs/graph-api"
)

# Code → title. The title is part of `message` in an answer, and alone in a failed status.
TITLES: Final = {
    4: "Application request limit reached",
    100: "Invalid parameter",
    130429: "Rate limit hit",
    130472: "User's number is part of an experiment",
    131000: "Something went wrong",
    131008: "Required parameter is missing",
    131009: "Parameter value is not valid",
    131016: "Service unavailable",
    131021: "Recipient cannot be sender",
    131026: "Message undeliverable",
    131031: "Business Account locked",
    131042: "Business eligibility payment issue",
    131047: "Re-engagement message",
    131048: "Spam rate limit hit",
    131049: "This message was not delivered to maintain healthy ecosystem engagement.",
    131050: "Unable to deliver the message. This recipient has chosen to stop receiving marketing"
    " messages on WhatsApp from your business",
    131051: "Unsupported message type",
    131052: "Media download error",
    131053: "Media upload error",
    131056: "(Business Account, Consumer Account) pair rate limit hit",
    131057: "Business account in maintenance mode",
    131062: "Business-scoped User ID (BSUID) recipients are not supported for this message.",
    132000: "Number of parameters does not match the expected number of params",
    132001: "Template name does not exist in the translation",
    132005: "Translated text too long",
    132007: "Template format character policy violated",
    132012: "Parameter format does not match format in the created template",
    132018: "There is an issue with the parameters in your template",
    132015: "Template is paused",
    132016: "Template is disabled",
    133004: "Server temporarily unavailable",
    133010: "Account not registered",
    80007: "Rate limit issues",
}
WINDOW_CLOSED_DETAILS: Final = (
    "Message failed to send because more than 24 hours have passed since the customer last"
    " replied to this number."
)
PAIR_RATE_DETAILS: Final = (
    "Message failed to send because there were too many messages sent from this phone number to"
    " the same phone number in a short period of time."
)
NUMBER_RATE_DETAILS: Final = (
    "Message failed to send because there were too many messages sent from this phone number in"
    " a short period of time."
)
_STATUSES: Final = {132001: 404, 131016: 500, 133004: 503, 131000: 500}


class GraphError(Exception):
    """Raised when a call is answered with an `error` object."""

    def __init__(  # noqa: PLR0913  # the fields of the object
        self,
        code: int,
        message: str,
        *,
        status: int = 400,
        kind: str = "OAuthException",
        subcode: int | None = None,
        details: str | None = None,
        user_message: str | None = None,
    ) -> None:
        super().__init__(f"{message}: {details}" if details else message)
        self.code = code
        self.status = status
        self._message = message
        self._kind = kind
        self._subcode = subcode
        self._details = details
        self._user_message = user_message

    def body(self, trace_id: str) -> bytes:
        """The answer as it goes over the wire."""
        error: dict[str, object] = {
            "message": self._message,
            "type": self._kind,
            "code": self.code,
        }
        if self._subcode is not None:
            error["error_subcode"] = self._subcode
        if self._details is not None:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self._details}
        if self._user_message is not None:
            error["is_transient"] = False
            error["error_user_title"] = self._message
            error["error_user_msg"] = self._user_message
        error["fbtrace_id"] = trace_id
        return msgspec.json.encode({"error": error})


def refused(code: int, details: str) -> GraphError:
    """A message that is not taken, with the title that the code has."""
    title = TITLES.get(code, "Something went wrong")
    return GraphError(code, f"(#{code}) {title}", status=_STATUSES.get(code, 400), details=details)


def bad_parameter(details: str) -> GraphError:
    """100: a field that the endpoint does not know or that has the wrong shape."""
    return refused(100, details)


def bad_value(details: str) -> GraphError:
    """131009: a field whose value breaks a limit."""
    return refused(131009, details)


def missing(name: str) -> GraphError:
    """131008: a field that must be there."""
    return refused(131008, f"The parameter {name} is required.")


def bad_template(subcode: int, reason: str) -> GraphError:
    """100 with a subcode of the template pages; the reason stands in `error_user_msg`."""
    return GraphError(100, "Invalid parameter", subcode=subcode, user_message=reason)


def unknown_object(verb: str, object_id: str) -> GraphError:
    """100, subcode 33: no such object, or none that this token may see; HTTP 400, never 404."""
    return GraphError(
        100,
        _UNSUPPORTED.format(verb=verb.lower(), id=object_id),
        kind="GraphMethodException",
        subcode=33,
    )


def no_token() -> GraphError:
    """104: a request without a token."""
    return GraphError(104, "An access token is required to request this resource.", status=401)


def bad_token() -> GraphError:
    """190: a token that nobody was given."""
    return GraphError(190, "Invalid OAuth access token - Cannot parse access token", status=401)


def expired_token(expired: str, now: str) -> GraphError:
    """190, subcode 463: the token was good once."""
    words = f"Session has expired on {expired}. The current time is {now}."
    return GraphError(190, f"Error validating access token: {words}", status=401, subcode=463)


def revoked_token() -> GraphError:
    """190, subcode 460: the token was taken back."""
    words = "The session has been invalidated because the user changed their password."
    return GraphError(190, f"Error validating access token: {words}", status=401, subcode=460)


def forbidden() -> GraphError:
    """200: the token lives but may not do this."""
    return GraphError(
        200, "(#200) You do not have the necessary permissions to send messages", status=403
    )


def status_error(code: int, details: str) -> dict[str, object]:
    """An error as it stands in a failed status."""
    title = TITLES.get(code, "Something went wrong")
    return {
        "code": code,
        "title": title,
        "message": title,
        "error_data": {"details": details},
        "href": _HELP,
    }
