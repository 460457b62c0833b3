# Lan Toả: the two commands are `make run` and `make test`.
#   make run   [PORT=8000] [HOST=127.0.0.1]   set everything up, start it, print where it listens
#   make test                                 all tests: SQLite, PostgreSQL, browser
#   make test AFTER_CHECK=yes                 the same but for what make check has just run
#   make check                                the quick half, under a minute
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
# What Python has compiled is kept, whatever is said outside: without it each process of a run compiles all tests anew.
unexport PYTHONDONTWRITEBYTECODE
# What tests and checks write goes to a folder of their own, never to an installation's.
DEV = DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=. .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run check test dev format messages tables requirements screenshots clean

help:
	@sed -n '1,/^PYTHON/s/^# \{0,1\}//p' Makefile

run:
	@$(PYTHON) tools/install.py run
	@exec .venv/bin/lantoa run --port $(or $(PORT),8000) --host $(or $(HOST),127.0.0.1)

dev:
	@$(PYTHON) tools/install.py dev

check: dev
	@$(DEV) tools/check.py

test: dev
	@$(DEV) tools/test.py $(if $(AFTER_CHECK),--after-check)

format: dev
	@.venv/bin/ruff check -q --fix src tests tools bench && .venv/bin/ruff format -q src tests tools bench

messages: dev
	@$(DEV) tools/messages.py

# After a new migration: the tables with which an empty SQLite database begins.
tables: dev
	@$(DEV) tools/tables.py

# After a change of requirements/*.in: pins every package with its hashes (docs/adr/0002).
requirements: dev
	@for name in build run dev; do .venv/bin/uv pip compile -q --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; done

screenshots: dev
	@$(DEV) tools/screenshots.py

clean:
	rm -rf .venv .stamps build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
