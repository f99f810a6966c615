"""A raw update with every NIK masked, whatever field it stands in."""

import json
from typing import Any

from domain.answers.nik import mask_nik


def masked(raw: str) -> str:
    """The update as JSON, a NIK masked; ids of the platform are long numbers, too, and stay."""
    try:
        return json.dumps(_mask_all(json.loads(raw)), ensure_ascii=True)
    except (ValueError, RecursionError):  # no JSON, or nested too deep to walk
        return mask_nik(raw)[0]


def _mask_all(value: Any) -> Any:
    if isinstance(value, str):
        return mask_nik(value)[0]
    if isinstance(value, dict):
        return {k: v if k == "id" or k.endswith("_id") else _mask_all(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_mask_all(v) for v in value]
    return value
