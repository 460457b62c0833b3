"""Triggers that a database keeps a promise by, for migrations. What a shipped migration calls here is never changed, only added to.

On SQLite a later migration that rebuilds one of these tables must call the function again: rebuilding drops a table's triggers.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER {table}_no_overlap_{verb} AFTER {verb} ON {table} BEGIN
  SELECT RAISE(ABORT, '{table}: spans overlap') WHERE EXISTS (
    SELECT 1 FROM {table} WHERE id <> NEW.id AND {same} AND starts < NEW.ends AND ends > NEW.starts
  );
END
"""
POSTGRES = """
CREATE FUNCTION {table}_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('{table}'), hashtext(concat_ws(' ', {key})) & 255);
  IF EXISTS (SELECT 1 FROM {table} WHERE id <> NEW.id AND {same} AND starts < NEW.ends AND ends > NEW.starts) THEN
    RAISE EXCEPTION '{table}: spans overlap' USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NULL;
END $$
"""
POSTGRES_TRIGGER = "CREATE TRIGGER {table}_no_overlap AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_no_overlap()"


def forbid_overlap(editor: BaseDatabaseSchemaEditor, table: str, *, per: Sequence[str]) -> None:
    """From now on spans (`starts`, `ends`) of rows that agree in the columns `per` never overlap; such a write raises IntegrityError.

    On PostgreSQL writers of the same rows wait for each other on one of 256 locks; a lock a row would not fit for a whole tree.
    """
    same = " AND ".join(f"{column} = NEW.{column}" for column in per)
    facts = {"table": table, "same": same, "key": ", ".join(f"NEW.{column}" for column in per)}
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES.format(**facts))
        editor.execute(POSTGRES_TRIGGER.format(**facts))
    else:
        for verb in ("INSERT", "UPDATE"):
            editor.execute(SQLITE.format(**facts, verb=verb))


def allow_overlap(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Takes the promise of `forbid_overlap` back."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {table}_no_overlap ON {table}")
        editor.execute(f"DROP FUNCTION {table}_no_overlap()")
    else:
        for verb in ("INSERT", "UPDATE"):
            editor.execute(f"DROP TRIGGER {table}_no_overlap_{verb}")


def forbid_changes(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """From now on rows of the table are only ever added: the database refuses their update and deletion."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation'; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
        )
        return
    for verb in ("update", "delete"):
        editor.execute(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def allow_changes(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Takes the promise of `forbid_changes` back."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        editor.execute(f"DROP FUNCTION {table}_append_only()")
        return
    for verb in ("update", "delete"):
        editor.execute(f"DROP TRIGGER {table}_no_{verb}")
