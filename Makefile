# Every target sets up what it needs on first use, into .venv/ and .cache/ (see .ci/setup.sh).
# PYTHON=python3.12 chooses the interpreter; UPGRADE=1 lets `make lock` take newer versions.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help brief test bench mutants pictures gallery specimen docs lock clean
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
TOPIC := ulaanbaatar-dialogue

help:
	@echo 'make brief   the brief on the Ulaanbaatar Dialogue, for two audiences, into out/'
	@echo 'make test    lint, types, layers and every test'
	@echo 'make bench   seconds and memory of each step, beside bare WeasyPrint'
	@echo 'make mutants 1,000 faults put into the shipped project, and which of them the rules see (SEED=1 COUNT=1000)'
	@echo 'make pictures   the pictures of the README'
	@echo 'make gallery    the first pages of all editions on one sheet, for the README'
	@echo 'make specimen   every block, chart and theme on a few pages, into out/specimen/'
	@echo 'make docs    templates/CONTEXT.md, from the code'
	@echo 'make lock    requirements*.lock anew from pyproject.toml (UPGRADE=1: newest versions)'
	@echo 'make clean   removes out/, .cache/ and .venv/'

brief:
	@.ci/setup.sh run
	@$(BIN)/briefgen render $(TOPIC) --audience diplomat --audience minister
	@echo 'The briefs are here:'
	@find "$(CURDIR)/out/$(TOPIC)" -type f \( -name '*.html' -o -name '*.pdf' \) | sort | sed 's/^/  /'

test:
	@.ci/setup.sh test
	@echo 'test: lint';   $(BIN)/ruff check .
	@echo 'test: format'; $(BIN)/ruff format --check .
	@echo 'test: types';  $(BIN)/mypy
	@echo 'test: layers'; $(BIN)/lint-imports --cache-dir .cache/import-linter
	@echo 'test: tests';  $(BIN)/pytest --cov -n auto --dist loadscope

bench:
	@.ci/setup.sh dev
	@$(BIN)/python -m tests.bench
	@echo; $(BIN)/python -m tests.bench_scale
	@echo; $(BIN)/python -m tests.bench.site

docs:
	@.ci/setup.sh dev
	@$(BIN)/python -m briefgen.api.reference > .cache/CONTEXT.md
	@mv .cache/CONTEXT.md templates/CONTEXT.md

SEED ?= 1
COUNT ?= 1000
mutants:
	@.ci/setup.sh dev
	@$(BIN)/python -m tests.mutants --seed $(SEED) --count $(COUNT)

# No index URL and no annotation goes into the files; wheels only, as the set-up installs only those.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
          --no-emit-index-url --no-annotate --no-header $(if $(UPGRADE),--upgrade) pyproject.toml --group build
pictures:
	@.ci/setup.sh test
	@$(BIN)/python -m tests.pictures

gallery:
	@.ci/setup.sh dev
	@$(BIN)/python -m tests.gallery

specimen:
	@.ci/setup.sh dev
	@$(BIN)/python -m tests.specimen

lock:
	@.ci/setup.sh dev
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@.ci/setup.sh dev

clean:
	rm -rf out .cache .venv
