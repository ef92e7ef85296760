# `make run` starts the program, `make test` runs every test; both do all the set-up first.
PYTHON := .venv/bin/python

.PHONY: run test check lint screenshots lock

run:
	@packaging/setup.sh run
	@$(PYTHON) -m greenroom

test:
	@packaging/setup.sh test
	@$(PYTHON) -m pytest

lint:
	@packaging/setup.sh test
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@.venv/bin/lint-imports
	@.venv/bin/pyright

check: lint test

screenshots:
	@packaging/setup.sh test
	@$(PYTHON) packaging/screenshots.py

lock:
	@packaging/lock.sh
