# What is done here: `make demo` shows it, `make test` checks it. The environment in .venv is set up on the way,
# with uv where it is installed, else with python3 (3.11 or later) and pip.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# A stamp each, so that a demo does not wait for the developers' tools.
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
NOTEBOOK := $(VENV)/.installed-notebook

.DEFAULT_GOAL := help
.PHONY: help demo test lint format score score-aside compare bench neo4j notebook clean

help: ## list the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(RUN) ## build a graph of invented gazettes, ask it, and draw it
	$(BIN)/kg demo $(ARGS)

test: $(DEV) ## all tests (ARGS="-k name" for some); Neo4j's and the browser's need Java, Maven, Chromium
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadgroup $(ARGS)

lint: $(DEV) ## ruff, mypy and the directions of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV) ## lay the code out with ruff
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

score: $(DEV) ## precision and recall on the gold that rules are written against
	$(BIN)/python .ci/score.py tests/gold/view $(ARGS)

score-aside: $(DEV) ## the same on the gold kept aside: look at the figures, not at the documents
	$(BIN)/python .ci/score.py tests/gold/aside --figures $(ARGS)

compare: $(RUN) ## facts gained and lost in tests/gold against origin/main (BASE=commit for another)
	$(BIN)/python .ci/compare.py $(BASE)

bench: $(DEV) ## how fast it is on this computer
	$(BIN)/python -m benchmarks $(ARGS)

neo4j: $(DEV) ## a throw-away Neo4j without Docker (needs Java 17 or 21, and Maven)
	$(BIN)/python -m tests.neo4j.server

notebook: $(NOTEBOOK) ## open the notebooks
	$(BIN)/jupyter lab notebooks $(ARGS)

clean: ## remove what tools left; .venv and graphs stay
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(RUN): INSTALL := .
$(DEV): INSTALL := .[dev]
$(NOTEBOOK): INSTALL := .[notebook]

$(RUN) $(DEV) $(NOTEBOOK): pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
		test -x $(BIN)/python || uv venv --quiet --python '>=3.11' $(VENV); \
		echo "installing $(INSTALL) into $(VENV) with uv"; \
		uv pip install --quiet --python $(BIN)/python --editable '$(INSTALL)'; \
	else \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=/path/to/it")' && \
		{ $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV); } && \
		echo "installing $(INSTALL) into $(VENV) with pip" && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '$(INSTALL)'; \
	fi
	@touch $@
