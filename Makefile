# Two commands on a fresh machine: `make demo` shows the system, `make test` checks it. `make help` lists the others.
# Scripts lie in .ci/, what is generated in var/.

PY := .venv/bin/python
PORT ?= 8000
export STRICT TEST_POSTGRES_URL CHROMIUM UPGRADE

.DEFAULT_GOAL := help
.PHONY: help install demo test check format serve worker lock clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

install: ## create .venv with everything for running and testing, with the system libraries it needs
	@.ci/install

demo: install ## the example council with a published pack, then the site on 127.0.0.1:8000 (SERVE=0 stops before, PORT=8001)
	@$(PY) manage.py demo --port $(PORT) $(if $(filter 0 no,$(SERVE)),--no-serve)

test: install ## all tests (STRICT=1: what cannot run here is a failure; SUITE=browser: one suite)
	@.ci/test-tools
	@$(PY) -m tests.report_suites $(SUITE)

check: install ## style, templates, types, migrations, and Django's own checks for production
	@.ci/check

format: install ## put code and templates in the project's style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	git ls-files -z '*.html' | xargs -0 -r .venv/bin/djade --target-version 5.2

serve: install ## the site alone, on 127.0.0.1:8000, reloading when code changes
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py runserver 127.0.0.1:$(PORT)

worker: install ## the worker alone, which builds packs
	$(PY) manage.py worker

lock: install ## write requirements.lock anew from pyproject.toml (UPGRADE=1 moves to the newest versions)
	@.ci/lock

clean: ## remove .venv and the tools' caches; what lies in var/, the database above all, stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
