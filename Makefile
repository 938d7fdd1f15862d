# svgconv: `make gallery` runs the main job, `make test` passes the tests; each sets up all it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SYSTEM := tests/tools/system-packages

.DEFAULT_GOAL := help
.PHONY: help gallery test docs lint format bench look clean

help: ## say what there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

gallery: $(VENV)/run ## draw the catalogue's figures and their page into gallery/
	$(BIN)/svgconv make gallery/

test: $(VENV)/test ## install what the tests need, browsers included, and run them all
	$(SYSTEM) $(VENV)
	$(BIN)/python -m pytest -n 2 --no-loadscope-reorder

docs: $(VENV)/test ## build the documentation into docs/_build/
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build

lint: $(VENV)/test ## ruff, its formatter, mypy and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/test ## put the code into ruff's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/test ## measure sizes and speed, as ratios of one run
	$(BIN)/python -m tests.tools.bench

look: $(VENV)/test ## pictures to look at: all figures, in all views and themes, and the page
	$(BIN)/python -m tests.tools.look look.png

clean: ## remove what make made, the gallery excepted
	rm -rf $(VENV) docs/_build docs/_figures .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist look*.png bench.json
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "svgconv needs Python 3.10 or later; say which: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(SYSTEM) --venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/pip install --quiet --upgrade pip
	touch $@

$(VENV)/run: $(VENV)/python pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/test: $(VENV)/run
	$(BIN)/pip install --quiet --group test --group lint --group docs
	touch $@
