# svgconv: `make gallery` draws the figures, `make test` runs all tests; each installs what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRUTH := .venv-truth
SYSTEM := tests/tools/system-packages
CORES := $(shell nproc 2>/dev/null || echo 2)
SEED ?= 0
QUICK := $(addprefix tests/,unit property oracle golden command serve docs gallery explorer)

.DEFAULT_GOAL := help
.PHONY: help gallery check test test-optimised truth fuzz faults test-tex test-versions dist sbom constraints audit explore docs lint format bench soak look clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

gallery: $(VENV)/run ## draw the catalogue's figures and their page into gallery/
	$(BIN)/svgconv make gallery/

check: $(VENV)/test ## lint, and run the tests that need no browser
	$(SYSTEM) $(VENV) --without-browsers
	$(MAKE) --jobs 2 --output-sync lint quick

.PHONY: quick
quick: $(VENV)/test
	$(BIN)/python -m pytest -n $(CORES) --no-loadscope-reorder --hypothesis-profile quick -m "not browser and not slow" $(QUICK)

test: ## run all tests, in Chromium, Firefox and WebKit too
	$(MAKE) --jobs 2 --output-sync $(VENV)/test browsers
	$(SYSTEM) $(VENV) --without-browsers
	$(BIN)/python -m pytest -n $$(($(CORES) + 1)) --no-loadscope-reorder

.PHONY: browsers
browsers:
	$(SYSTEM) --browsers

test-optimised: $(VENV)/test ## compare every frame of optimised figures in three browsers
	$(SYSTEM) --browsers
	EVERY_FRAME=true $(BIN)/python -m pytest -n 3 --no-loadscope-reorder tests/browsers/test_optimised.py

fuzz: $(VENV)/$(if $(GUIDED),fuzz,test) ## try hostile input on every reader for five minutes; SECONDS=3600 SEED=7 GUIDED=true
	$(BIN)/python -m tests.fuzz$(addprefix .,$(GUIDED:true=guided)) --seconds $(or $(SECONDS),300) --seed $(SEED)

test-tex: $(VENV)/test ## compile the documents of svgconv tex with TeX Live, and compare each page
	$(SYSTEM) $(VENV) --without-browsers
	$(SYSTEM) --tex
	$(BIN)/python -m tests.ext.with_tex

test-versions: $(VENV)/versions ## test the wheel with the lowest and newest libraries on every Python
	$(SYSTEM) $(VENV) --without-browsers
	$(BIN)/python -m tests.tools.versions

dist: $(VENV)/versions ## build the sdist and the wheel into dist/, twice, and compare the bytes
	$(BIN)/python -m tests.tools.distribution

sbom: $(VENV)/test ## write sbom.cdx.json, the bill of materials, from constraints.txt
	$(BIN)/python -m tests.tools.sbom

constraints: $(VENV)/versions ## renew constraints.txt, one tested version of every library
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.10 --upgrade \
	  --no-annotate --custom-compile-command "make constraints" --quiet --output-file constraints.txt

audit: $(VENV)/versions ## look up the libraries of constraints.txt in the advisory database
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict

faults: $(VENV)/test ## kill, signal and disturb runs at every moment; OPTIONS="--only '*/make/*'"
	$(SYSTEM) $(VENV) --without-browsers
	$(BIN)/python -m tests.faults $(OPTIONS)

truth: $(TRUTH)/run ## compare random figures with PyTorch; SEED=N repeats a run
	$(TRUTH)/bin/python -W ignore -m tests.truth --processes $(CORES) $(if $(findstring command,$(origin SEED)),--seed $(SEED)) $(addprefix --count ,$(COUNT))
	$(TRUTH)/bin/python -W ignore -m tests.models.with_torch

explore: $(VENV)/test ## draw the built-in explorer, and compare each of its figures
	$(BIN)/python -m tests.tools.explorer

docs: $(VENV)/test ## build the documentation into docs/_build/
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build

lint: $(VENV)/test ## ruff, its formatter, mypy and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/test ## format the code with ruff
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/bench ## measure sizes and speed against peers; BASELINE=bench.json says what is worse
	$(SYSTEM) $(VENV)
	$(BIN)/python -m tests.tools.bench $(addprefix --baseline ,$(BASELINE)) $(addprefix --before ,$(BEFORE)) $(OPTIONS)

soak: $(VENV)/test ## put the serving page under load, for three minutes; SECONDS=600 SEED=7
	$(BIN)/python -m tests.tools.soak --seconds $(or $(SECONDS),180) --seed $(SEED) $(OPTIONS)

look: $(VENV)/test ## make pictures to look at: all figures in all views and themes, and the page
	$(BIN)/python -m tests.tools.look look.png

clean: ## remove what make made, except the gallery
	rm -rf $(VENV) $(TRUTH) docs/_build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist look*.png bench.json bench.svg bench.txt
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "svgconv needs Python 3.10 or later; say which: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(SYSTEM) --venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/pip install --quiet --upgrade pip
	touch $@

$(VENV)/run: $(VENV)/python pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

# What is imported is compiled then: pip would compile everything first, on one processor.
$(VENV)/test: $(VENV)/python pyproject.toml
	$(BIN)/pip install --quiet --no-compile --editable . --group test --group lint --group docs
	touch $(VENV)/run $@

$(TRUTH)/run: pyproject.toml
	test -x $(TRUTH)/bin/python || $(PYTHON) -m venv $(TRUTH)
	$(TRUTH)/bin/pip install --quiet --upgrade pip
	$(TRUTH)/bin/pip install --quiet --editable . --group truth || { echo "make truth: PyTorch cannot be\
 installed for this Python; say another one: make truth PYTHON=python3.12"; exit 1; }
	touch $@

$(VENV)/bench: $(VENV)/test
	$(BIN)/pip install --quiet --group bench
	touch $@

$(VENV)/fuzz: $(VENV)/test
	$(BIN)/pip install --quiet --group fuzz
	touch $@

$(VENV)/versions: $(VENV)/run
	$(BIN)/pip install --quiet --group versions
	touch $@
