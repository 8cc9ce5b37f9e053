# Everything a fresh machine needs besides this file: Python >= 3.11, git, make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export NO_MKDOCS_2_WARNING = 1

.PHONY: help serve build test lint types tests site screenshots clean

help:           ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --editable '.[material]' --group test --group docs
	@touch $@

serve: $(VENV)/ready  ## Serve this repository's own RFC site, and reload it on every save
	$(BIN)/mkdocs serve --livereload

build: $(VENV)/ready  ## Build the site into site/
	$(BIN)/mkdocs build --strict

test: lint types tests site  ## Run every check there is

lint: $(VENV)/ready  ## Style
	$(BIN)/ruff check --no-cache
	$(BIN)/ruff format --check

types: $(VENV)/ready  ## Types
	$(BIN)/mypy

tests: $(VENV)/ready  ## Tests, the architecture among them; those in a browser beside the others
	@log=$$(mktemp); $(BIN)/pytest tests/browser >"$$log" 2>&1 & browser=$$!; \
	$(BIN)/pytest --ignore=tests/browser; others=$$?; \
	wait "$$browser"; seen=$$?; cat "$$log"; rm "$$log"; exit $$((others | seen))

site: $(VENV)/ready  ## This repository's own site, strictly
	$(BIN)/mkdocs build --strict --quiet --site-dir $$(mktemp -d)

screenshots: $(VENV)/ready  ## Photograph every kind of page into docs/assets/
	$(BIN)/python tests/browser/screenshots.py

clean:          ## Remove what was made
	rm -rf $(VENV) site .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
