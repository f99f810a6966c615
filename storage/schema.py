"""The whole database on one page, for SQLite and PostgreSQL alike.

Identifiers are made by `storage.ids` (63 bits, in order of time), so rows can be written in bulk
without asking the database. `*_at` are aware UTC moments, `*_on` calendar days in Medan.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from storage.moments import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigInteger, primary_key=True, autoincrement=False)


def _person(name: str = "person_id", *, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, ForeignKey("persons.id"), nullable=nullable, index=True)


# Related columns share a line, so that the schema stays one page.
# fmt: off

# --- who -------------------------------------------------------------------------------------

persons = Table(
    "persons",
    metadata,
    _id(), Column("name", Text, nullable=False, default=""),
    Column("phone", Text),  # E.164 as told; proof is an identity
    Column("created_at", Moment, nullable=False),
    Column("opted_out_at", Moment),  # wants no broadcasts
    Column("roles", Text, nullable=False, default=""),  # space-separated, a copy of `roles`
    Column("erased_at", Moment),
)
contacts = Table(
    "contacts",
    metadata,
    _id(), _person(), Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),  # Telegram chat id, WhatsApp wa_id or BSUID
    Column("profile_name", Text, nullable=False, default=""),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("last_inbound_at", Moment, nullable=False),  # the person's own message time
    Column("is_waiting", Boolean, nullable=False, default=False),  # inbox rows wait behind one
    UniqueConstraint("channel", "address"),
)
identities = Table(
    "identities",
    metadata,
    _id(), _person(),
    Column("kind", Text, nullable=False),  # telegram, phone, bsuid
    Column("value", Text, nullable=False), Column("verified_at", Moment, nullable=False),
    UniqueConstraint("kind", "value"),
)
roles = Table(
    "roles",
    metadata,
    _id(), _person(), Column("role", Text, nullable=False),
    Column("granted_at", Moment, nullable=False), UniqueConstraint("person_id", "role"),
)
coordinator_scopes = Table(
    "coordinator_scopes",
    metadata,
    _id(), _person(),
    Column("cluster", Text, nullable=False),  # '' = every cluster
    Column("village", Text, nullable=False),  # '' = every village
    UniqueConstraint("person_id", "cluster", "village"),
)
invitations = Table(
    "invitations",
    metadata,
    _id(),
    Column("code_digest", Text, nullable=False, unique=True),  # the code itself is never stored
    Column("role", Text, nullable=False), Column("clusters", Text, nullable=False, default=""),
    Column("villages", Text, nullable=False, default=""),
    Column("created_at", Moment, nullable=False), Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment), Column("used_by", BigInteger),
)
consents = Table(
    "consents",
    metadata,
    _id(), _person(),
    Column("purpose", Text, nullable=False),  # service, broadcasts, showing
    Column("granted", Boolean, nullable=False), Column("text_version", Text, nullable=False),
    Column("channel", Text, nullable=False), Column("answered_at", Moment, nullable=False),
)

# --- what they make --------------------------------------------------------------------------

villages = Table(
    "villages",
    metadata,
    Column("code", Text, primary_key=True), Column("official_name", Text, nullable=False),
    Column("name", Text, nullable=False), Column("district", Text, nullable=False),
)
clusters = Table(
    "clusters",
    metadata,
    Column("code", Text, primary_key=True), Column("group", Text, nullable=False),
    Column("name", Text, nullable=False),
)
cluster_kbli = Table(
    "cluster_kbli",
    metadata,
    _id(), Column("cluster", Text, ForeignKey("clusters.code"), nullable=False),
    Column("version", Integer, nullable=False),  # 2020 or 2025; a bare code is no key
    Column("kbli", Text, nullable=False), Column("title", Text, nullable=False),
    Column("is_main", Boolean, nullable=False), Column("is_checked", Boolean, nullable=False),
    UniqueConstraint("cluster", "version", "kbli"),
)
businesses = Table(
    "businesses",
    metadata,
    _id(), _person(), Column("member_number", Text, unique=True),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),  # domain.business.State
    Column("outcome", Text, nullable=False),  # domain.eligibility.Outcome at registration
    Column("reason", Text, nullable=False, default=""),  # why, as staff wrote it
    Column("correct_key", Text, nullable=False, default=""),  # the answer to be corrected
    Column("makes", Text, nullable=False),  # yes, no, stopped, planned
    Column("material", Text, nullable=False, default=""),
    Column("product", Text, nullable=False, default=""), Column("premises", Text, nullable=False),
    Column("cluster", Text, ForeignKey("clusters.code"), nullable=False),
    Column("village", Text, ForeignKey("villages.code"), nullable=False),
    Column("workers", Integer, nullable=False), Column("registered_at", Moment, nullable=False),
    Column("decided_at", Moment), Column("decided_by", BigInteger),
    Index("ix_businesses_place", "village", "cluster"),
)
papers = Table(
    "papers",
    metadata,
    _id(),
    Column("business_id", BigInteger, ForeignKey("businesses.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # nib, pirt, halal, bpom, merek
    Column("state", Text, nullable=False),  # have, in_process
    Column("number", Text), Column("expires_on", Date), UniqueConstraint("business_id", "kind"),
)
media = Table(
    "media",
    metadata,
    _id(), _person(), Column("business_id", BigInteger, index=True),
    Column("kind", Text, nullable=False),  # photo, voice, document
    Column("channel", Text, nullable=False), Column("provider_ref", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),  # wanted, stored, failed, erased
    Column("mime", Text, nullable=False, default=""), Column("size_bytes", Integer),
    Column("sha256", Text), Column("path", Text),
    Column("attempts", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
)

# --- staff -----------------------------------------------------------------------------------

staff_messages = Table(
    "staff_messages",
    metadata,
    _id(), _person(),
    Column("session_id", BigInteger),  # the form it came from, where there is one
    Column("question", Text, nullable=False, default=""),  # key of the question it answers
    Column("text", Text, nullable=False), Column("media_id", BigInteger),
    Column("state", Text, nullable=False, index=True),  # open, answered
    Column("asked_at", Moment, nullable=False),
    Column("answer", Text, nullable=False, default=""), Column("answered_at", Moment),
    Column("answered_by", BigInteger),
)
claims = Table(  # "ganti nomor": somebody says that a business is theirs
    "claims",
    metadata,
    _id(), _person(), Column("business_id", BigInteger, nullable=False), Column("phone", Text),
    Column("state", Text, nullable=False), Column("asked_at", Moment, nullable=False),
    Column("decided_at", Moment), Column("decided_by", BigInteger),
)
audit = Table(
    "audit",
    metadata,
    _id(), Column("at", Moment, nullable=False),
    Column("actor_id", BigInteger),  # null = the system
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),  # 'business:123'
    Column("before", JSON), Column("after", JSON),
)
erasures = Table(  # what stays of an erased person: counts
    "erasures",
    metadata,
    _id(), Column("erased_on", Date, nullable=False), Column("cluster", Text, nullable=False),
    Column("village", Text, nullable=False), Column("state", Text, nullable=False),
)

# --- the machinery ---------------------------------------------------------------------------

inbox = Table(
    "inbox",
    metadata,
    _id(), Column("channel", Text, nullable=False), Column("event_key", Text, nullable=False),
    Column("address", Text, nullable=False), Column("received_at", Moment, nullable=False),
    Column("payload", Text, nullable=False),  # raw, a NIK masked
    Column("state", Text, nullable=False),  # done, retry, waiting, parked, replayed
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text, nullable=False, default=""), Column("retry_at", Moment),
    UniqueConstraint("channel", "event_key"),  # what is not new goes no further
)
sessions = Table(
    "sessions",
    metadata,
    _id(), _person(), Column("conversation", Text, nullable=False),
    Column("state", Text, nullable=False),  # open, done, cancelled, expired
    Column("data", Text, nullable=False),  # dialog.session.Session as JSON
    Column("touched_at", Moment, nullable=False),
    Column("nudge_at", Moment),  # one gentle reminder, then the end of the session
)
timers = Table(
    "timers",
    metadata,
    _id(), _person(), Column("session_id", BigInteger, nullable=False),
    Column("key", Text, nullable=False), Column("turn", Integer, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("text", Text),  # an answer that staff entered for the person
    UniqueConstraint("session_id", "key"),
)
outbox = Table(
    "outbox",
    metadata,
    _id(),  # also the order per contact and our reference at the provider
    Column("contact_id", BigInteger, ForeignKey("contacts.id"), nullable=False, index=True),
    Column("channel", Text, nullable=False), Column("address", Text, nullable=False),
    Column("priority", Integer, nullable=False),  # domain.delivery.Priority
    Column("kind", Text, nullable=False),  # reply, prompt, notice, reminder, broadcast
    Column("payload", Text, nullable=False),  # dialog.messages.Outgoing as JSON
    Column("broadcast_id", BigInteger),
    Column("state", Text, nullable=False),  # domain.delivery.SendState
    Column("reason", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment),  # too late after
    Column("provider_id", Text), Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
)
leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True), Column("holder", Text, nullable=False),
    Column("until", Moment, nullable=False),  # database time
)
counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True), Column("value", Integer, nullable=False),
)
marks = Table(  # facts about the database itself: 'demo', the poll offset …
    "marks",
    metadata,
    Column("name", Text, primary_key=True), Column("value", Text, nullable=False),
)

Index(
    "ix_outbox_unsent",
    outbox.c.channel,
    outbox.c.priority,
    outbox.c.due_at,
    sqlite_where=outbox.c.state.in_(("queued", "sending", "uncertain", "held")),
    postgresql_where=outbox.c.state.in_(("queued", "sending", "uncertain", "held")),
)
Index(
    "ix_inbox_unfinished",
    inbox.c.address,
    sqlite_where=inbox.c.state.in_(("retry", "waiting", "parked")),
    postgresql_where=inbox.c.state.in_(("retry", "waiting", "parked")),
)
Index(
    "ix_sessions_open",
    sessions.c.person_id,
    sqlite_where=sessions.c.state == "open",
    postgresql_where=sessions.c.state == "open",
)
Index(
    "ix_sessions_nudge",
    sessions.c.nudge_at,
    sqlite_where=sessions.c.state == "open",
    postgresql_where=sessions.c.state == "open",
)
