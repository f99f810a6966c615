"""The catalogue: every word a person reads, one TOML file per conversation."""
