# make run · make test · make lint · make screenshots · make lock · make fuzz · make audit
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: run setup dev test lint screenshots lock fuzz audit
run: setup
	@exec .venv/bin/safar run

setup:
	@$(PYTHON) -m bot.bootstrap

dev:
	@$(PYTHON) -m bot.bootstrap --dev

test: dev
	@sh tools/test-needs
	@SAFAR_STATE=var .venv/bin/safar ask патент > /dev/null # learns once what every test then reads
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

# Both are for maintainers: the suite needs neither. Fuzzing works on Linux only; the audit needs
# a connection to an advisory service, and --strict, without which it reports success offline.
EXTRA := $(PY) -m pip --disable-pip-version-check --no-input -q install --require-hashes \
	--only-binary :all: -r
FUZZ_SECONDS ?= 120
fuzz: dev
	@$(EXTRA) requirements/fuzz.txt
	@for target in yaml markup webhook button words; do \
		$(PY) -m tests.fuzz.run $$target $(FUZZ_SECONDS) || exit 1; done

audit: dev
	@$(EXTRA) requirements/audit.txt
	@for lock in run dev; do $(PY) -m pip_audit --strict --disable-pip --require-hashes \
		-r requirements/$$lock.txt || exit 1; done

LOCK := $(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet
lock: dev
	@$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	@$(LOCK) pyproject.toml requirements/build.in --group dev -c requirements/run.txt \
		-o requirements/dev.txt
	@$(LOCK) --group fuzz -c requirements/dev.txt -o requirements/fuzz.txt
	@$(LOCK) --group audit -c requirements/dev.txt -o requirements/audit.txt
