# make demo   build and report the invented crisis that ships with the package, into demo/
# make test   the whole suite        make lint   ruff and mypy        make bench   quality and speed figures
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-training lint bench train clean
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

# Torch and the base model: for the training recipe only, never at run time.
$(VENV)/.training: $(VENV)/.developing training/requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r training/requirements.txt
	touch $@

test-training: $(VENV)/.training
	$(BIN)/python -m pytest tests/test_training.py

train: $(VENV)/.training
	$(BIN)/python training/train.py --out runs/first --settings training/first.toml
	$(BIN)/python training/train.py --out runs/second --settings training/second.toml
	$(BIN)/python training/train.py --out runs/third --settings training/third.toml
	$(BIN)/python training/train.py --out runs/fourth --settings training/fourth.toml
	$(BIN)/python training/train.py --out runs/fifth --settings training/fifth.toml
	$(BIN)/python training/export.py runs/fifth/checkpoint.pt --to runs/weights
	CROSSWIRE_READER=runs/weights $(BIN)/python training/deeds.py --write runs/weights/deeds.npz

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.developing
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
