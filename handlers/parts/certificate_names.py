"""What the two sides of a corrected certificate share: the act in the trail, and the button."""

ASKED = "certificate_name_asked"  # in the audit trail, with the name as the person writes it
DECIDE = "rename_certificate:start"
