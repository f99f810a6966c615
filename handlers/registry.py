"""The table of contents: every conversation by name, written by hand."""

from dialog.contents import Contents

CONTENTS = Contents(conversations={}, commands={})
