# Debian packages that the tests use: Chromium with Chinese fonts, PostgreSQL. Sourced by ./test.
# shellcheck shell=bash

# as_root COMMAND…: run as root, directly or by a sudo that asks nothing
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

# apt_install PACKAGE…: 0 when they are installed now
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    say "安装系统软件包 Installing $*"
    as_root env DEBIAN_FRONTEND=noninteractive sh -c '
        apt-get install -y -qq --no-install-recommends "$@" || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; }
    ' sh "$@" >"$STATE/apt.log" 2>&1
}

find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

has_chinese_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; }

# ensure_browser: Chromium and a Chinese font, installed where that is possible
ensure_browser() {
    if find_browser >/dev/null && has_chinese_font; then return 0; fi
    apt_install chromium fonts-noto-cjk fontconfig || true
    find_browser >/dev/null
}

find_postgres() {
    local folder
    for folder in /usr/lib/postgresql/*/bin; do
        if [ -x "$folder/initdb" ]; then echo "$folder"; return; fi
    done
    if command -v initdb >/dev/null 2>&1; then dirname "$(command -v initdb)"; return; fi
    return 1
}

ensure_postgres() { find_postgres >/dev/null || { apt_install postgresql || true; find_postgres >/dev/null; }; }

# as_nobody_special COMMAND…: PostgreSQL refuses to run as root, so its own account runs it there
as_nobody_special() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/tmp "$@"
    else
        "$@"
    fi
}

# with_postgres COMMAND…: run it on a throw-away cluster on loopback, gone afterwards; its exit code
with_postgres() (
    set -eu
    bin="$(find_postgres)"
    folder="$(mktemp -d /tmp/zhenxing-pg.XXXXXX)"
    if [ "$(id -u)" = 0 ]; then chown postgres: "$folder"; fi
    chmod 700 "$folder"
    end() {
        as_nobody_special "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
        rm -rf "$folder"
    }
    trap end EXIT
    trap 'exit 130' INT TERM
    password="$("$PY" -c 'import secrets; print(secrets.token_hex(16))')"
    port="$("$PY" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
    printf '%s' "$password" >"$folder/password"
    if [ "$(id -u)" = 0 ]; then chown postgres: "$folder/password"; fi
    as_nobody_special "$bin/initdb" -D "$folder/data" -U zhenxing -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 \
        --pwfile="$folder/password" --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
    # Nothing here outlives the run, so nothing waits for the disk.
    as_nobody_special "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -o \
        "-h 127.0.0.1 -p $port -k $folder -c fsync=off -c full_page_writes=off -c synchronous_commit=off" \
        start >/dev/null || { cat "$folder/data/log" >&2; exit 1; }
    ZHENXING_DATABASE_URL="postgresql://zhenxing:$password@127.0.0.1:$port/postgres" "$@"
)
