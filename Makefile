# Set-up, tests and checks; `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
# One thing after another, even under -j.
.NOTPARALLEL:
.PHONY: help run test test-all check format bench report update audit soak

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/installed .venv/assets ## set up, migrate, seed, import volumes and serve on http://127.0.0.1:8000
	@trap '' INT; $(BIN)/python -m seed diff --quiet; case $$? in \
	  0) ;; \
	  1) $(BIN)/alembic --quiet upgrade head && $(BIN)/python -m seed load --no-export && \
	    { $(BIN)/python -m seed import frus || echo "What was not imported is not served; all else is." >&2; };; \
	  *) exit 1;; \
	esac
	@exec $(BIN)/python -m api

test: .venv/installed-dev .venv/assets ## the tests, on SQLite and PostgreSQL, in about ten minutes on two cores
	$(BIN)/pytest -q -n auto --maxprocesses 4 --dist loadfile -m "not long and not browser"

test-all: test ## the long runs too: Schemathesis on both databases, all pages in Chromium
	$(BIN)/pytest -q -n auto --maxprocesses 4 --dist loadfile -m "long or browser"

check: .venv/installed-dev ## lint, types, import contracts, curated data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m seed check

format: .venv/installed-dev ## put code and data into their canonical form
	$(BIN)/ruff format .
	$(BIN)/python -m seed fmt

bench: .venv/installed-dev ## measure speed at a million paragraphs (half an hour); writes tests/bench/RESULTS.md
	$(BIN)/python -m tests.bench

report: .venv/installed-dev .venv/assets ## measure the pages with Lighthouse (ten minutes); writes tests/explorer/REPORT.md
	$(BIN)/python -m tests.explorer.report

soak: .venv/installed-dev ## ten minutes of mixed load with a load of records each minute; says what was not as it should be
	$(BIN)/python -m tests.soak --minutes 10

UV ?= uv
LOCK := UV_PYTHON_DOWNLOADS=never $(UV) pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
  --no-annotate --no-emit-index-url --quiet --group build

update: ## resolve the dependencies anew, to the newest that pyproject.toml admits (needs uv)
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group dev pyproject.toml -o requirements-dev.txt

audit: .venv/installed-dev ## what the registry tells of the dependencies: withdrawn or newer versions, hashes, licences
	$(BIN)/python -m tests.audit

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; echo "No virtual environment could be made here: this folder must be \
	writable and Python's venv there (apt-get install python3-venv)." >&2; exit 1; }

.venv/installed: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/installed

# The pages work without htmx and the font, so a build that fails is told, and not tried again at every start.
.venv/assets: explorer/package-lock.json explorer/build.py explorer/fonts.py $(wildcard explorer/static/*.*) | .venv/installed
	@$(BIN)/python -m explorer.build || echo "The explorer is served without its browser assets; once npm's registry \
	can be reached, $(BIN)/python -m explorer.build makes them." >&2
	@touch $@
