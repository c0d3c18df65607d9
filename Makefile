# AskFirst: every chore in one place. `make help` lists them; each sets up what it needs, once.

PYTHON ?= python3
PORT ?= 8765
OPEN ?= 1
KILLS ?= 200
CLIENTS ?= 300
ENGINE ?= both
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
RUNTIME := $(VENV)/.runtime-ready
DEV := $(VENV)/.dev-ready
PROJECT := $(VENV)/.project-ready
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/askfirst.po))
POT := locales/askfirst.pot
BABEL := $(BIN)/pybabel --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup demo run test check lint types walls format words bench storm lock clean chromium

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(DEV) $(PROJECT) $(CATALOGUES) ## Make .venv with everything: to run, to test, to change

demo: $(RUNTIME) $(PROJECT) $(CATALOGUES) ## Play client and clinician in a browser (PORT=8765, OPEN=0 opens none)
	$(BIN)/askfirst demo --port $(PORT) $(if $(filter 0,$(OPEN)),--no-open,--open)

run: $(RUNTIME) $(PROJECT) $(CATALOGUES) ## Run the bot on Telegram (settings from the environment or .env)
	$(BIN)/askfirst run

test: setup chromium ## Run every test, on two cores
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: lint types walls ## Everything but the tests: style, types, walls between the rooms, words
	$(BIN)/python -m pytest -q tests/locales

lint: setup ## Check style and format with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## Check types with mypy
	$(BIN)/mypy $(wildcard consent db bot tests bench)

walls: setup ## Check the imports between the rooms
	$(BIN)/lint-imports

format: setup ## Put the code in shape with ruff
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

words: $(RUNTIME) $(PROJECT) ## Bring the catalogues up to date with the code (CODE=am begins a new language)
	$(BABEL) extract -F pyproject.toml --strip-comments --sort-by-file --add-location file --width 110 \
		--project AskFirst --version 1 --copyright-holder "the AskFirst authors" -o $(POT).new .
	@grep -v '^"POT-Creation-Date' $(POT).new > $(POT)  # a catalogue changes when its words do, not every day
	@rm $(POT).new
	$(if $(CODE),$(BABEL) init -i $(POT) -d locales -D askfirst -l $(CODE) --width 110)
	$(BABEL) update -i $(POT) -d locales -D askfirst --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		--width 110
	$(BABEL) compile -d locales -D askfirst

bench: setup ## Measure everything beside a peer, and print the ratios (ten minutes, 6 GB of disk; ARGS=--json)
	@$(BIN)/python -m bench $(ARGS)

storm: setup ## Kill the bot 200 times in bad weather, and reckon up (KILLS=200, CLIENTS=300, SEED=, ENGINE=both)
	$(BIN)/python -m bench.storm --kills $(KILLS) --clients $(CLIENTS) --engine $(ENGINE) $(if $(SEED),--seed $(SEED))

lock: $(VENV)/bin/python ## Pin every package again, with hashes, from pyproject.toml
	@test -x $(BIN)/uv || $(PIP) install uv
	$(LOCK) --extra build -o requirements.txt
	$(LOCK) --extra build --extra dev -c requirements.txt -o requirements-dev.txt

clean: ## Remove what was made here: .venv, caches, compiled catalogues
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locales -name '*.mo' -delete

# --- made once, made again when their source changes -------------------------------------------------------------------

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "AskFirst needs Python 3.11 or newer. Install it, or name it: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		echo "This Python cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt | $(VENV)/bin/python
	@echo "Installing what AskFirst needs to run"
	@$(PIP) install --no-compile --require-hashes -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what AskFirst needs to run and to be tested"
	@$(PIP) install --no-compile --require-hashes -r requirements-dev.txt
	@touch $(RUNTIME) $@

$(PROJECT): pyproject.toml | $(VENV)/bin/python
	@test -e $(RUNTIME) || $(MAKE) --no-print-directory $(RUNTIME)
	@$(PIP) install --no-compile --no-deps --no-build-isolation -e .
	@touch $@

%.mo: %.po
	@$(BABEL) compile -i $< -o $@

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		sudo=$$([ "$$(id -u)" = 0 ] || echo "sudo -n"); \
		command -v apt-get >/dev/null && $$sudo true 2>/dev/null || { \
			echo "The browser tests need Chromium, and it cannot be installed from here." \
				"Install it (Debian: sudo apt-get install chromium), then: make test"; exit 1; }; \
		echo "Installing Chromium for the browser tests"; \
		$$sudo apt-get -qq update && $$sudo apt-get -qq install -y --no-install-recommends chromium >/dev/null; }
