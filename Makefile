# The commands of this project. `make` alone lists them.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

BIN = $(VENV)/bin
READY_TO_RUN = @.ci/venv "$(PYTHON)" "$(VENV)" runtime
READY_TO_TEST = @.ci/venv "$(PYTHON)" "$(VENV)" all

.DEFAULT_GOAL := help
.PHONY: help setup run test check chat bench soak lock

help:
	@echo "make TARGET [ARGS=\"...\"] [VENV=.venv] [PYTHON=python3]"
	@sed -n 's/^\([a-z]*\):.*## /  \1	/p' Makefile

setup: ## set up .venv with everything needed to run and test
	$(READY_TO_TEST)

run: ## start the bot; without tokens also the simulator, whose address it prints
	$(READY_TO_RUN)
	@$(BIN)/ikm-bot run $(ARGS)

test: check ## everything in check, then the tests on all cores; ARGS go to pytest
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

check: ## format, lint, types and import contracts
	$(READY_TO_TEST)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

chat: ## talk to the bot in this terminal
	$(READY_TO_RUN)
	@$(BIN)/ikm-bot chat $(ARGS)

bench: ## load, peers and limits side by side (minutes)
	$(READY_TO_TEST)
	$(BIN)/python -m bench $(ARGS)

soak: ## the long tests: every fault at every step (hours)
	$(READY_TO_TEST)
	$(BIN)/pytest -m soak $(ARGS)

lock: ## remake requirements.lock (uses uv in a throw-away environment)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(PYTHON) -m venv "$$folder" && "$$folder/bin/pip" install --quiet uv && \
	"$$folder/bin/python" .ci/lock.py "$$folder/bin/uv"
