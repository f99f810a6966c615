"""Kelurahan and clusters in the database, where other rows refer to them.

Conversations read the same facts from `storage.seed`, which keeps them in memory.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Table

from storage import seed
from storage.database import Tx, insert
from storage.ids import new_id
from storage.schema import cluster_kbli, clusters, villages


async def put_seed(tx: Tx) -> None:
    """Write the seed's kelurahan, clusters and business classes; what is there is brought up."""
    await _put(tx, villages, ["code"], [
        {"code": v.code, "official_name": v.official_name, "name": v.name, "district": v.district}
        for v in seed.villages()
    ])  # fmt: skip
    await _put(tx, clusters, ["code"], [
        {"code": c.code, "group": c.group, "name": c.name} for c in seed.clusters()
    ])  # fmt: skip
    await _put(tx, cluster_kbli, ["cluster", "version", "kbli"], [
        {"id": new_id(), "cluster": k.cluster_code, "version": k.version, "kbli": k.code,
         "title": k.official_title, "is_main": k.is_main, "is_checked": k.is_verified}
        for k in seed.cluster_kbli()
    ])  # fmt: skip


async def _put(
    tx: Tx, table: Table, key: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> None:
    statement = insert(tx.dialect)(table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in {*key, "id"}}
    await tx.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=changed), list(rows)
    )
