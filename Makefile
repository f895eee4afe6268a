# make run · make test · make lint · make screenshots · make lock
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: run setup dev test lint screenshots lock
run: setup
	@exec .venv/bin/safar run

setup:
	@$(PYTHON) -m bot.bootstrap

dev:
	@$(PYTHON) -m bot.bootstrap --dev

test: dev
	@sh tools/test-needs
	@$(PY) -m pytest $(ARGS)

lint: dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@.venv/bin/safar check

screenshots: dev
	@sh tools/test-needs
	@mkdir -p docs/screenshots
	@SAFAR_SCREENSHOTS=docs/screenshots $(PY) -m pytest -q -n 0 tests/journey

LOCK := $(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet
lock: dev
	@$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	@$(LOCK) pyproject.toml requirements/build.in --group dev -c requirements/run.txt \
		-o requirements/dev.txt
