# make demo   build and report the invented crisis that ships with the package, into demo/
# make test   the whole suite        make lint   ruff and mypy        make bench   quality and speed figures
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench clean
.DEFAULT_GOAL := demo

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Crosswire needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/crosswire demo -o demo

test: $(VENV)/.developing
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.developing
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
