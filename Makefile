# Bare `make` lists the targets. Everything is made from a clean checkout with Python 3.11+ and make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
ARTICLE ?= dprk-at-unga
# How many processes the tests run in; `make test WORKERS=0` runs them in one.
WORKERS ?= auto

# Tests see the shipped tables alone, whatever the analyst has imported or laid over them.
TESTING = CHANCERY_DATA= CHANCERY_CACHE=$(CURDIR)/.pytest_cache/imported $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help setup briefing test lab notebooks lint lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## make the virtual environment, once

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Chancery needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/chancery warm install >/dev/null
	@touch $@

briefing: $(READY) ## render the supplied article (ARTICLE=name for another)
	$(BIN)/chancery render $(ARTICLE)

test: $(READY) ## run every test, the notebooks among them
	$(TESTING) -m pytest -n $(WORKERS) --doctest-modules tests lib
	$(TESTING) -m pytest -n $(WORKERS) --dist loadfile --nbval --verbose notebooks

lab: $(READY) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --config=$(CURDIR)/notebooks/templates/lab.py --notebook-dir=. notebooks/explore.ipynb

notebooks: $(READY) ## run the notebooks again and keep their outputs
	$(BIN)/chancery notebooks

lint: $(READY) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: ## write requirements.lock anew from pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate --extra dev pyproject.toml -o requirements.lock

clean: ## remove what can be made again; reports stay
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
