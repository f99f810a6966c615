"""The first schema: the page `storage/schema.py` as it stands.

Until the first release no database has to be carried along, so this step makes what the page
says. With the release it is frozen (written out), and every later change gets a step of its own.
"""

from alembic import op

from storage.schema import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables and indexes."""
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Back to an empty database."""
    metadata.drop_all(op.get_bind())
