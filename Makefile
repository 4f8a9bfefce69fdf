# diplotext: `make demo` shows what it does, `make test` checks that it still does it.
# Needs cargo, make, python3 (3.11 or newer, with venv) and a C compiler; the rest goes into .venv.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
CARGO  := cargo
# the build scripts of PyO3 ask this interpreter; the same one for every target, so that nothing is built twice
export PYO3_PYTHON := $(abspath $(BIN)/python)

# everything that ends up in the wheel
SOURCES := Cargo.toml Cargo.lock pyproject.toml README.md \
           $(shell find src lexicons models python -type f -not -path '*/__pycache__/*' 2>/dev/null)

.PHONY: help demo test bench lint stubs test-rust test-python notebooks docs test-browser test-spark format clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: need-cargo need-python $(VENV)/.wheel-release ## builds in release mode and analyses the texts in examples/; writes demo.html
	@$(BIN)/python examples/demo.py --html demo.html

test: need-cargo need-python lint test-rust test-python stubs ## everything: lints, Rust tests, Python tests, stubs
	@echo "make test: everything passed"

bench: | need-cargo ## Criterion benches; DIPLOTEXT_CORPUS=folder measures on corpora of your own
	$(CARGO) bench --features arrow --bench segment --bench keywords --bench statements
	DIPLOTEXT_MAX_THREADS=1 $(CARGO) bench --features arrow --bench corpus
	DIPLOTEXT_MAX_THREADS=2 $(CARGO) bench --features arrow --bench corpus

lint: $(VENV)/.tools | need-cargo ## formatting, clippy, ruff, mypy
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets --no-default-features -- -D warnings
	$(CARGO) clippy --all-targets --all-features -- -D warnings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict python tests/python/conftest.py tests/python/test_typing.py

# Every feature but `python`: the module is tested by pytest on the wheel, and needs no libpython to link that way.
test-rust: | need-cargo ## unit tests, integration tests, doc tests, README blocks
	$(CARGO) test --features io

test-python: $(VENV)/.wheel $(VENV)/.tools ## pytest on the built wheel
	$(BIN)/python -m pytest

test-spark: $(VENV)/.wheel $(VENV)/.spark | need-java ## Spark against the corpus of one process, in an environment of its own
	@$(SPARK)/bin/python -m pip --disable-pip-version-check --quiet install --force-reinstall --no-deps target/wheels/diplotext-*.whl
	$(SPARK)/bin/python -m pytest -c tests/spark/pytest.ini tests/spark

stubs: $(VENV)/.wheel $(VENV)/.tools ## the .pyi files against the built module
	cd $(VENV) && bin/stubtest diplotext --mypy-config-file ../pyproject.toml --allowlist ../tests/python/stubtest-allowlist.txt

notebooks: $(VENV)/.wheel $(VENV)/.tools-docs ## runs examples/notebooks/ from top to bottom; DIPLOTEXT_CORPUS=file for a corpus of your own
	@cd examples/notebooks && PATH="$(abspath $(BIN)):$$PATH" MPLBACKEND=agg jupyter execute --timeout=1800 *.ipynb
	@echo "make notebooks: every cell ran"

docs: $(VENV)/.wheel $(VENV)/.tools-docs | need-cargo ## the pages of docs/ into target/site, and rustdoc; strict
	@rm -rf target/site
	$(BIN)/zensical build --strict --clean
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --all-features
	@echo "make docs: open target/site/index.html and target/doc/diplotext/index.html"

test-browser: need-chromium $(VENV)/.wheel $(VENV)/.tools $(VENV)/.tools-docs ## report page and notebook display in headless Chromium; pictures in target/screenshots
	@rm -rf target/screenshots
	$(BIN)/python -m pytest tests/browser

format: $(VENV)/.tools | need-cargo ## formats Rust and Python sources in place
	$(CARGO) fmt
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## removes what was built
	rm -rf $(VENV) $(SPARK) demo.html target

# --- what the targets above need -----------------------------------------------------------------------------------

.PHONY: need-cargo need-python need-chromium need-java
need-cargo:
	@command -v cargo >/dev/null || { echo "cargo is missing: install Rust 1.88 or newer from https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "a C compiler is missing: install gcc or clang (Debian: apt install build-essential)"; exit 1; }

need-python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer (Debian: apt install python3 python3-venv)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is too old: Python 3.11 or newer is needed; say which with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "the module venv is missing: Debian and Ubuntu ship it apart, apt install python3-venv"; exit 1; }

# as root from the system's packages, else a clear word
need-chromium:
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || command -v google-chrome >/dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium >/dev/null; \
	  else \
	    echo "Chromium is missing: install it (Debian: sudo apt install chromium), or name it with CHROMIUM=…"; exit 1; \
	  fi

need-java:
	@command -v java >/dev/null || { echo "java is missing: install version 17 or newer (Debian: apt install openjdk-17-jre-headless)"; exit 1; }

$(VENV)/.made: | need-python
	@echo "== a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.maturin: requirements-dev.txt $(VENV)/.made
	@$(PIP) install "$$(grep '^maturin==' requirements-dev.txt)"
	@touch $@

$(VENV)/.tools: requirements-dev.txt $(VENV)/.made
	@echo "== tools into $(VENV) (requirements-dev.txt)"
	@$(PIP) install -r requirements-dev.txt
	@touch $@ $(VENV)/.maturin

$(VENV)/.tools-docs: requirements-docs.txt $(VENV)/.tools
	@echo "== notebooks, docs and browser into $(VENV) (requirements-docs.txt)"
	@$(PIP) install -r requirements-docs.txt
	@touch $@

# 430 MB, and pandas of another version than the rest
SPARK := .venv-spark
$(VENV)/.spark: tests/spark/requirements.txt $(VENV)/.made
	@echo "== Spark into $(SPARK)"
	@$(PYTHON) -m venv $(SPARK)
	@$(SPARK)/bin/python -m pip --disable-pip-version-check --quiet install -r tests/spark/requirements.txt
	@touch $@

# $(1): cargo profile. The wheel is built and installed as users get it, not linked into the tree.
define wheel
	@echo "== the wheel, profile $(1)"
	@rm -rf target/wheels
	@$(BIN)/maturin build --locked --profile $(1) --interpreter $(BIN)/python --out target/wheels
	@$(PIP) install --force-reinstall --no-deps target/wheels/diplotext-*.whl
endef

# Tests take the wheel that is there, in whatever profile, and build the quick one when the sources are newer.
$(VENV)/.wheel: $(SOURCES) | $(VENV)/.maturin need-cargo
	$(call wheel,quick)
	@rm -f $(VENV)/.wheel-release
	@touch $@

$(VENV)/.wheel-release: $(SOURCES) | $(VENV)/.maturin need-cargo
	$(call wheel,release)
	@touch $(VENV)/.wheel $@
