"""The whole database on one page, for SQLite and PostgreSQL alike.

A column is filled unless it says `null=True`. `*_at` are aware UTC moments, `*_on` calendar days
in Medan; ids come from `storage.ids`. Related columns share a line, so that this stays one page.
"""

from typing import Any

from sqlalchemy import Column, ColumnElement, Index, MetaData, Table, UniqueConstraint
from sqlalchemy.schema import SchemaItem

from storage.columns import big, day, facts, flag, identifier, moment, number, one_of, ref, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *items: SchemaItem) -> Table:
    """A table of this database."""
    return Table(name, metadata, *items)


def partial(name: str, where: ColumnElement[bool], *columns: Column[Any]) -> Index:
    """An index over the few rows that something still waits for (PostgreSQL: `storage.migrate`)."""
    return Index(name, *columns, sqlite_where=where)


# fmt: off

# --- who -------------------------------------------------------------------------------------

persons = table("persons",
    identifier(), text("name", ""), text("phone", null=True, index=True),  # E.164, as told
    moment("created_at"), moment("opted_out_at", null=True),  # wants no broadcasts
    text("roles", ""),  # space-separated, a copy of `roles`
    moment("erased_at", null=True))
contacts = table("contacts",
    identifier(), ref("person_id", "persons.id"), text("channel"),
    text("address"),  # Telegram chat id, WhatsApp wa_id or BSUID
    text("alias", null=True),  # WhatsApp: the BSUID, where the address is a wa_id
    text("profile_name", ""), flag("reachable", True),
    moment("last_inbound_at"),  # the person's own message time
    flag("is_waiting", False),  # inbox rows wait behind one
    UniqueConstraint("address", "channel"), UniqueConstraint("alias", "channel"))
identities = table("identities",
    identifier(), ref("person_id", "persons.id"), text("kind"),  # telegram, phone, bsuid
    text("value"), moment("verified_at"), UniqueConstraint("kind", "value"))
roles = table("roles",
    identifier(), ref("person_id", "persons.id"), text("role"), moment("granted_at"),
    UniqueConstraint("person_id", "role"))
coordinator_scopes = table("coordinator_scopes",
    identifier(), ref("person_id", "persons.id"), text("cluster"), text("village"),  # '' = every
    UniqueConstraint("person_id", "cluster", "village"))
invitations = table("invitations",
    identifier(), text("code_digest", unique=True),  # the code itself is never stored
    text("role"), text("clusters", ""), text("villages", ""), moment("created_at"),
    moment("expires_at"), moment("used_at", null=True), big("used_by", null=True))
consents = table("consents",
    identifier(), ref("person_id", "persons.id"), text("purpose"),  # service, broadcasts, showing
    flag("granted"), text("text_version"), text("channel"), moment("answered_at"))
silences = table("silences",  # who did not write for two years, and is asked whether to be kept
    identifier(), ref("person_id", "persons.id", indexed=False), number("asks"),
    big("outbox_id", null=True), moment("due_at"), UniqueConstraint("person_id"))  # the last one

# --- what they make --------------------------------------------------------------------------

villages = table("villages",
    text("code", primary_key=True), text("official_name"), text("name"), text("district"))
clusters = table("clusters", text("code", primary_key=True), text("group"), text("name"))
cluster_kbli = table("cluster_kbli",
    identifier(), ref("cluster", "clusters.code"), number("version"),  # 2020, 2025: part of the key
    text("kbli"), text("title"), flag("is_main"), flag("is_checked"),
    UniqueConstraint("cluster", "version", "kbli"))
businesses = table("businesses",
    identifier(), ref("person_id", "persons.id"), text("member_number", null=True, unique=True),
    text("name"), text("state", index=True),  # domain.business.State
    text("outcome"),  # domain.eligibility.Outcome at registration
    text("reason", ""), text("correct_key", ""),  # as staff wrote; the answer to be corrected
    text("makes"),  # yes, no, stopped, planned
    text("material", ""), text("product", ""), text("premises"), ref("cluster", "clusters.code"),
    ref("village", "villages.code"), number("workers"), moment("registered_at"),
    moment("decided_at", null=True), big("decided_by", null=True),
    Index("ix_businesses_place", "village", "cluster"))
papers = table("papers",
    identifier(), ref("business_id", "businesses.id"),
    text("kind"), text("state"),  # nib, pirt, halal, bpom, merek; have, in_process
    text("number", null=True), day("expires_on", null=True),
    UniqueConstraint("business_id", "kind"))
media = table("media",
    identifier(), ref("person_id", "persons.id"), big("business_id", null=True, index=True),
    text("kind"),  # photo, voice, document; storage.plan_files
    text("channel"), text("provider_ref"), text("state", index=True),  # wanted, stored, failed, …
    text("mime", ""), number("size_bytes", null=True), text("sha256", null=True),
    text("path", null=True), number("attempts", 0), moment("created_at"))

# --- trainings -------------------------------------------------------------------------------

trainings = table("trainings",
    identifier(), text("code", unique=True),  # "PLT-001"
    text("sheet_code", null=True, unique=True),  # its key in the office's own plan
    text("title"), text("description", ""), text("clusters", ""),  # codes; '' = every cluster
    text("target"), text("state", index=True),  # domain.training
    number("quota"), text("admission"), text("silence"),
    text("refuses", ""),  # doubts for which nobody is taken
    number("min_attendance_percent"), text("trainer", ""), text("transport", ""), text("bring", ""),
    big("poster_id", null=True),  # of media
    moment("starts_at"), moment("ends_at"),  # of the first and the last meeting, copied
    moment("registration_closes_at"), moment("offers_close_at"),
    number("round", 1),  # grows when it is moved: its reminders begin anew
    moment("created_at"), big("created_by", null=True))
meetings = table("meetings",
    identifier(), ref("training_id", "trainings.id"), moment("starts_at"), moment("ends_at"),
    text("venue", ""), text("map_url", ""), text("code", unique=True))  # typed or scanned there
seats = table("seats",
    identifier(), ref("training_id", "trainings.id", indexed=False), ref("person_id", "persons.id"),
    text("state"), text("why", ""),  # domain.seat
    number("line"),  # its order among those of the training; a new one at each entry
    text("doubts", ""),  # what was said before and did not keep them from it
    moment("entered_at"), moment("changed_at"),
    moment("offer_ends_at", null=True), moment("offer_told_at", null=True),
    UniqueConstraint("training_id", "person_id"),
    Index("ix_seats_line", "training_id", "state", "line"))
notes = table("notes",  # what is due to be told to the people of a training
    identifier(), ref("training_id", "trainings.id", indexed=False),
    text("note"), number("round"),  # domain.reminder.Note
    moment("due_at"), moment("expires_at"), text("state"),  # due, done, late, cancelled
    UniqueConstraint("training_id", "note", "round"))
reminders = table("reminders",  # that it was told: once per seat, note and round
    identifier(), big("training_id", index=True), big("seat_id"), text("note"), number("round"),
    text("state"),  # queued, late, unreachable
    big("outbox_id", null=True), moment("at"), UniqueConstraint("seat_id", "note", "round"))
attendance = table("attendance",
    identifier(), ref("meeting_id", "meetings.id", indexed=False), ref("person_id", "persons.id"),
    moment("at"), big("noted_by", null=True),  # the trainer who ticked; null = by the code
    UniqueConstraint("meeting_id", "person_id"))
certificates = table("certificates",
    identifier(), ref("training_id", "trainings.id", indexed=False), ref("person_id", "persons.id"),
    text("number", unique=True), text("code", unique=True),  # of the public page
    text("name"), number("hours"), moment("issued_at"),
    UniqueConstraint("training_id", "person_id"))
feedback = table("feedback",
    identifier(), ref("training_id", "trainings.id", indexed=False), ref("person_id", "persons.id"),
    number("stars"), text("words", ""), moment("at"), UniqueConstraint("training_id", "person_id"))
follow_ups = table("follow_ups",
    identifier(), ref("training_id", "trainings.id", indexed=False), ref("person_id", "persons.id"),
    number("days"), flag("produces"), flag("sells"), moment("at"),
    UniqueConstraint("training_id", "person_id", "days"))

# --- selling ---------------------------------------------------------------------------------

products = table("products",
    identifier(), text("code", unique=True),  # of its page; outlives the product
    ref("business_id", "businesses.id"), text("name"), big("price_idr"), text("unit"),
    text("minimum_order", ""), text("capacity", ""),  # as said: "10 bungkus", "40 kotak/hari"
    number("capacity_per_month", null=True),  # in `unit`, where it can be told
    number("shelf_life_days", null=True), text("special", ""),
    text("state", index=True),  # domain.product.ProductState
    text("reason", ""),  # why staff took it down, or did not let it in
    moment("price_told_at"), moment("price_asked_at", null=True),  # asked once whether it holds
    moment("created_at"), moment("changed_at"))
product_photos = table("product_photos",
    identifier(), ref("product_id", "products.id", indexed=False), big("media_id", index=True),
    number("position"), UniqueConstraint("product_id", "media_id"))
product_words = table("product_words",  # what the search looks up: folded words
    text("word"), ref("product_id", "products.id"), UniqueConstraint("word", "product_id"))
gone_products = table("gone_products", text("code", primary_key=True), day("gone_on"))  # 410
buyers = table("buyers",
    identifier(), ref("person_id", "persons.id", null=True),  # null = known from the web alone
    text("code", unique=True), text("name"), text("kind"),  # hotel, supermarket, shop, other
    text("contact_name", ""), text("phone", null=True, index=True), text("papers", ""),
    text("quantity", ""), text("delivery", ""),  # what they require
    moment("created_at"), moment("verified_at", null=True), big("verified_by", null=True))
enquiries = table("enquiries",
    identifier(), text("code", unique=True),  # said in the chat; ends the private link
    ref("product_id", "products.id"), ref("buyer_id", "buyers.id", null=True),
    ref("person_id", "persons.id", null=True),  # who asked in the chat, or went on there
    text("name"), text("organisation", ""), text("kind", ""), text("phone", null=True),
    text("quantity", ""), text("papers", ""), text("delivery", ""), text("words", ""),
    text("state", index=True), text("reason", ""),  # domain.enquiry.EnquiryState
    flag("shares_number", False), moment("asked_at"), moment("told_at", null=True),  # the owner
    moment("answered_at", null=True),  # by the owner, first
    moment("ended_at", null=True), big("ended_by", null=True))
enquiry_words = table("enquiry_words",  # what the two say to each other through the bot
    identifier(), ref("enquiry_id", "enquiries.id"), text("side"),  # owner, buyer, staff
    text("text"), moment("at"), moment("told_at", null=True))
recommendations = table("recommendations",  # a list of products for a buyer, one link
    identifier(), text("code", unique=True), ref("buyer_id", "buyers.id"), text("words", ""),
    text("products"),  # codes, in order
    moment("created_at"), big("created_by", null=True))

# --- market events: shaped like trainings, see storage/places.py -----------------------------

market_events = table("market_events",
    identifier(), text("code", unique=True),  # "BZR-001"
    text("name"), text("description", ""), text("clusters", ""), text("state", index=True),
    text("venue"), text("map_url", ""), number("quota"), big("fee_idr", null=True),
    text("admission"), moment("starts_at"), moment("ends_at"), moment("registration_closes_at"),
    moment("offers_close_at"), moment("announce_at", null=True), number("round", 1),
    text("check_in_code", unique=True), moment("created_at"), big("created_by", null=True))
stalls = table("stalls",
    identifier(), ref("event_id", "market_events.id", indexed=False),
    ref("person_id", "persons.id"), text("state"), text("why", ""), number("line"),
    moment("entered_at"), moment("changed_at"), moment("offer_ends_at", null=True),
    moment("offer_told_at", null=True), moment("checked_in_at", null=True), text("sales_band", ""),
    UniqueConstraint("event_id", "person_id"), Index("ix_stalls_line", "event_id", "state", "line"))
event_notes = table("event_notes",  # as `notes`; what was told is in `reminders`
    identifier(), ref("event_id", "market_events.id", indexed=False), text("note"),
    number("round"), moment("due_at"), moment("expires_at"), text("state"),
    UniqueConstraint("event_id", "note", "round"))

# --- broadcasts ------------------------------------------------------------------------------

broadcasts = table("broadcasts",
    identifier(), text("about"),  # 'training:123'
    text("payload"),  # dialog.messages.Outgoing as JSON, the same for everybody
    text("state"),  # domain.broadcast.BroadcastState
    moment("due_at"), moment("expires_at", null=True), moment("frozen_at", null=True),
    number("audience", 0), moment("ended_at", null=True), moment("created_at"),
    big("created_by", null=True), moment("told_at", null=True))  # its end, to who ordered it
recipients = table("broadcast_recipients",
    ref("broadcast_id", "broadcasts.id", indexed=False), ref("person_id", "persons.id"),
    text("state"), text("reason", ""),  # waiting, queued, skipped
    big("outbox_id", null=True), UniqueConstraint("broadcast_id", "person_id"))

# --- staff -----------------------------------------------------------------------------------

staff_messages = table("staff_messages",
    identifier(), ref("person_id", "persons.id"),
    big("session_id", null=True),  # the form it came from, where there is one
    text("question", ""),  # key of the question it answers
    text("text"), big("media_id", null=True), text("state", index=True),  # open, answered
    moment("asked_at"), text("answer", ""), moment("answered_at", null=True),
    big("answered_by", null=True))
claims = table("claims",  # "ganti nomor": somebody says that a business is theirs
    identifier(), ref("person_id", "persons.id"), big("business_id"), text("phone", null=True),
    text("state"), moment("asked_at"), moment("decided_at", null=True),
    big("decided_by", null=True))
audit = table("audit",
    identifier(), moment("at"), big("actor_id", null=True),  # null = the system
    text("action"), text("subject", index=True),  # 'business:123'
    facts("before"), facts("after"))
erasures = table("erasures",  # what stays of an erased person: counts
    identifier(), day("erased_on"), text("cluster"), text("village"), text("state"))

# --- the machinery ---------------------------------------------------------------------------

inbox = table("inbox",
    identifier(), text("channel"), text("event_key"), text("address"), moment("received_at"),
    text("payload"),  # raw, a NIK masked
    text("state"),  # done, retry, waiting, parked, replayed
    number("attempts", 0), text("error", ""), moment("retry_at", null=True),
    UniqueConstraint("channel", "event_key"))  # what is not new goes no further
sessions = table("sessions",
    identifier(), ref("person_id", "persons.id"), text("conversation"),
    text("state"),  # open, done, cancelled, expired
    text("data"),  # dialog.session.Session as JSON
    moment("touched_at"), moment("nudge_at", null=True))  # one gentle reminder, then its end
timers = table("timers",
    identifier(), ref("person_id", "persons.id"), big("session_id"), text("key"), number("turn"),
    moment("due_at", index=True), text("text", null=True),  # of staff: "!" before its key
    UniqueConstraint("session_id", "key"))
outbox = table("outbox",
    identifier(),  # also the order per contact and our reference at the provider
    ref("contact_id", "contacts.id"), text("channel"), text("address"),
    number("priority"),  # domain.delivery.Priority
    text("kind"),  # reply, prompt, notice, reminder, broadcast
    text("payload"),  # dialog.messages.Outgoing as JSON
    big("broadcast_id", null=True), text("state"),  # domain.delivery.SendState
    text("reason", ""), number("attempts", 0), moment("due_at"),
    moment("expires_at", null=True),  # too late after
    text("provider_id", null=True), moment("created_at"), moment("sent_at", null=True),
    text("pricing", null=True))  # what the platform says it charges: "billable utility"
templates = table("templates",
    text("name", primary_key=True), text("state"),  # approved, pending, rejected, paused, disabled
    text("reason", ""), moment("checked_at"))
leases = table("leases", text("name", primary_key=True), text("holder"), moment("until"))
counters = table("counters", text("name", primary_key=True), number("value"))
marks = table("marks", text("name", primary_key=True), text("value"))  # 'demo', the poll offset …

# A statement about these rows names the condition, beside its own: then the index serves it.
IS_UNSENT = one_of(outbox.c.state, "queued", "sending", "uncertain", "held")
IS_UNFINISHED = one_of(inbox.c.state, "retry", "waiting", "parked")
IS_OPEN = one_of(sessions.c.state, "open")
partial("ix_outbox_unsent", IS_UNSENT, outbox.c.channel, outbox.c.priority, outbox.c.due_at)
partial("ix_inbox_unfinished", IS_UNFINISHED, inbox.c.channel, inbox.c.address)
partial("ix_notes_due", notes.c.state == "due", notes.c.due_at)
partial("ix_seats_offered", seats.c.state == "offered", seats.c.offer_ends_at)
partial("ix_stalls_offered", stalls.c.state == "offered", stalls.c.offer_ends_at)
partial("ix_event_notes_due", event_notes.c.state == "due", event_notes.c.due_at)
partial("ix_recipients_waiting", recipients.c.state == "waiting",
        recipients.c.broadcast_id, recipients.c.person_id)
partial("ix_sessions_open", IS_OPEN, sessions.c.person_id)
partial("ix_sessions_nudge", IS_OPEN, sessions.c.nudge_at)
