# `make run` starts the program, `make test` runs every test; both do all the set-up first.
PYTHON := .venv/bin/python

.PHONY: run test quick locales check lint bench campaign screenshots lock

run:
	@packaging/setup.sh run
	@$(PYTHON) -m greenroom

# Two files at a time: many tests wait for sound, which takes as long as it does.
test:
	@packaging/setup.sh test
	@$(PYTHON) -m pytest -n 2 --dist loadfile $(ARGS)

# What needs no device, model, network or browser, and takes no time; ARGS="-k words" and others.
quick:
	@packaging/setup.sh test
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n auto -m "not real and not slow" $(ARGS)

# The fast part where numbers are written with a comma, and where text is ASCII by default.
locales: export LOCPATH = $(CURDIR)/build/locales
locales:
	@packaging/setup.sh test
	@mkdir -p $(LOCPATH)
	@[ -e $(LOCPATH)/de_DE.UTF-8 ] || \
	    localedef --no-archive -i de_DE -f UTF-8 $(LOCPATH)/de_DE.UTF-8 >/dev/null
	@LC_ALL=de_DE.UTF-8 $(MAKE) --no-print-directory quick
	@LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $(MAKE) --no-print-directory quick

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
	@$(PYTHON) tools/screenshots.py

lock:
	@packaging/lock.sh
