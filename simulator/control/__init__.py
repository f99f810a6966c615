"""The control API: what tests, benchmarks and scripts use instead of thumbs."""
