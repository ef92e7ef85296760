# `make run` starts the program, `make test` runs every test; both do all the set-up first.
PYTHON := .venv/bin/python

.PHONY: run test check lint bench campaign screenshots lock

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
	@.venv/bin/deptry app packaging
	@.venv/bin/pyright

check: lint test

# FULL=1 for the long form; ARGS="--save" and others: tests/bench/__main__.py
bench:
	@packaging/setup.sh test
	@PYTHONPATH=tests $(PYTHON) -m bench $(if $(FULL),--full) $(ARGS)

# Breaks the program on purpose, for hours; parts and counts: tests/campaign/README.md
campaign:
	@packaging/setup.sh test
	@PYTHONPATH=tests:tests/ui $(PYTHON) -m campaign $(ARGS)

screenshots:
	@packaging/setup.sh test
	@$(PYTHON) packaging/screenshots.py

lock:
	@packaging/lock.sh
