# Shorter loops for developers. `./run` and `./test` need no make.
.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

.PHONY: setup
setup: ## Make the environment with the development tools
	@./test --version >/dev/null

.PHONY: check
check: setup ## Under a minute: style, types, layers, the tests without database or browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy $(wildcard src/zhenxing/core src/zhenxing/intake src/zhenxing/engines src/zhenxing/papers src/zhenxing/packs)
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q -n 2 tests/core tests/packs tests/papers tests/architecture

.PHONY: fix
fix: setup ## Sort imports, format, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: test
test: ## The whole suite (./test)
	./test

.PHONY: bench
bench: setup ## Compile 1, 100 and 10,000 documents beside JioNLP and OpenCC; some minutes
	$(BIN)/python benchmarks/compile.py

.PHONY: fuzz
fuzz: setup ## Search at random for what breaks a reader or the compiler (FUZZ_SECONDS=600 for each)
	./scripts/fuzz.sh

.PHONY: corpora
corpora: setup ## Read every file of folders of odd files (CORPORA="FOLDER …"); all is read or refused in words
	PYTHONPATH=src:. $(BIN)/python -m fuzz.corpora $(CORPORA)

.PHONY: screenshots
screenshots: setup ## Take every page at 1366×768 and 390×844 into screenshots/
	$(BIN)/python scripts/screenshots.py

.PHONY: evaluate
evaluate: setup ## Score the compiler on the annotated documents beside this checkout
	$(BIN)/zhenxing evaluate --pages ../shared/documents --gold ../shared/documents/gold

.PHONY: dist
dist: setup ## A folder for isolated machines in dist/: the wheel with the front end, and every dependency
	$(BIN)/python scripts/dist.py

.PHONY: dist-try
dist-try: ## Install and serve what `make dist` made, with the network refused and without Node
	./scripts/dist_try.sh "$$(ls -d dist/zhenxing-*/ | tail -n 1)"

.PHONY: lock
lock: setup ## Resolve every lock anew: Python and front end
	./scripts/lock.sh

.PHONY: messages
messages: setup ## Collect new interface texts and compile the English ones
	$(BIN)/python scripts/messages.py extract
	$(BIN)/python scripts/messages.py compile
