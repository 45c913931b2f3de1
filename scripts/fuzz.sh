#!/usr/bin/env bash
# Search for files and texts that break a reader or the compiler: make fuzz [FUZZ_SECONDS=600]
# The fuzzer lives in an environment of its own; what is found stays in var/fuzz.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
PLACE="${ZHENXING_HOME:-var}/fuzz"
PYTHON="$PLACE/venv/bin/python"
mkdir -p "$PLACE/found"
[ -x "$PYTHON" ] || .venv/bin/python -m venv "$PLACE/venv"
.venv/bin/uv pip install --quiet --python "$PYTHON" --require-hashes -r requirements/fuzz.txt
failed=0
for target in intake compile; do
    mkdir -p "$PLACE/$target"
    printf '── %s\n' "$target"
    PYTHONPATH=src:. nice -n 10 "$PYTHON" -m "fuzz.fuzz_$target" "$PLACE/$target" \
        -max_total_time="${FUZZ_SECONDS:-600}" -max_len=8192 -timeout=60 -rss_limit_mb=4096 \
        -verbosity=0 -artifact_prefix="$PLACE/found/$target-" || failed=1
done
[ $failed = 0 ] || printf '找到的输入在 %s/found；what was found is there\n' "$PLACE" >&2
exit $failed
