"""Alembic's entrance: runs revisions on the connection that `migrating` hands in."""

from alembic import context

from ticketoffice.store import search_tables  # noqa: F401
from ticketoffice.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
