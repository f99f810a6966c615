"""Load, peers and limits, measured side by side."""
