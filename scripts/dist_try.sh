#!/usr/bin/env bash
# 在隔离的环境里安装并启动镇兴 Install and serve what `make dist` made where nothing can be fetched
#
#   scripts/dist_try.sh dist/zhenxing-…    新虚拟环境、断网、没有 Node；装好、启动、读一页、备份、恢复、自检
#
# A new virtual environment, a network of its own with loopback alone, no Node on the path.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,/^set /{/^set /!s/^# \{0,1\}//p;}' "${BASH_SOURCE[0]}"; exit 2; }
FOLDER="$(cd -- "$1" && pwd -P)"
PYTHON="${ZHENXING_PYTHON:-python3}"
PYTHON="$("$PYTHON" -c 'import sys; print(sys.executable)')"

if [ "${2:-}" != inside ]; then
    # Without a network namespace (a container may forbid them) a proxy that refuses stands in for it.
    if unshare -rn true 2>/dev/null; then
        exec unshare -rn "${BASH_SOURCE[0]}" "$FOLDER" inside
    fi
    export http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 no_proxy=127.0.0.1
    exec "${BASH_SOURCE[0]}" "$FOLDER" inside
fi

WORK="$(mktemp -d)"
SERVER=
leave() {
    if [ -n "$SERVER" ]; then kill -TERM "$SERVER" 2>/dev/null || true; wait "$SERVER" 2>/dev/null || true; fi
    rm -rf "$WORK"
}
trap leave EXIT
ip link set lo up 2>/dev/null || true
# only what the bare system has: the commands named here, and no Node
mkdir "$WORK/bin"
for name in sh bash env cat sed grep mktemp rm mkdir sha256sum sleep uname; do
    ln -s "$(command -v "$name")" "$WORK/bin/$name"
done
export PATH="$WORK/bin" HOME="$WORK/home" ZHENXING_HOME="$WORK/data" ZHENXING_DEMO=1 PYTHONUTF8=1
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV DJANGO_SETTINGS_MODULE ZHENXING_DATABASE_URL
export PIP_CONFIG_FILE=/dev/null PIP_DISABLE_PIP_VERSION_CHECK=1
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_CERT PIP_CONSTRAINT
mkdir "$HOME"
say() { printf '── %s\n' "$*"; }
! command -v node >/dev/null 2>&1 || { say "还有 node: $(command -v node)"; exit 1; }

cd "$FOLDER"
say "核对校验值 checking SHA256SUMS"
sha256sum --quiet --check SHA256SUMS
say "断网 the network is refused"
"$PYTHON" - <<'END'
import os, socket
if not os.environ.get("http_proxy"):
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=3)
    except OSError as problem:
        print("  ", problem)
    else:
        raise SystemExit("the network answers")
END
say "安装 installing from the wheelhouse alone"
cd "$WORK"
"$PYTHON" -m venv "$WORK/venv"
"$WORK/venv/bin/pip" install --quiet --no-index --find-links "$FOLDER/wheelhouse" \
    --require-hashes -r "$FOLDER/requirements.txt"
"$WORK/venv/bin/pip" install --quiet --no-index --find-links "$FOLDER/wheelhouse" zhenxing
export PATH="$WORK/venv/bin:$PATH"
zhenxing --version

PORT="${ZHENXING_TRY_PORT:-18217}"
say "启动 serving on $PORT"
zhenxing serve --port "$PORT" >"$WORK/log" 2>&1 &
SERVER=$!
python - "$PORT" <<'END' || { cat "$WORK/log"; exit 1; }
import re, sys, time, urllib.request
site = f"http://127.0.0.1:{sys.argv[1]}"
for _ in range(600):
    try:
        page = urllib.request.urlopen(f"{site}/accounts/sign-in/").read().decode()
        break
    except OSError:
        time.sleep(0.2)
else:
    raise SystemExit("the site does not answer")
styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
assert "登录镇兴" in page and len(styles) >= 2, page[:500]
for name in styles:
    assert len(urllib.request.urlopen(site + name).read()) > 1000, name
outside = re.findall(r'(?:src|href)="(https?:[^"]+)"', page)
assert not outside, outside
print("  ", "登录页和", len(styles), "个样式文件都在 the sign-in page and its styles are there")
END
say "备份、恢复、自检 backup, restore, doctor"
zhenxing backup "$WORK/b.zip"
zhenxing doctor --deep | sed 's/^/   /'
ZHENXING_HOME="$WORK/other" zhenxing restore "$WORK/b.zip"
say "通过 passed"
