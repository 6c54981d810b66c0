# shellcheck shell=bash
# Sourced by every script: strict mode, the repository as working directory, progress, clean-up.
set -euo pipefail
if [[ ${ROOT:-} && ${CLEAN_UP+set} ]]; then return; fi

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Where cargo builds. The site's files and the tools stay in ./target: the server embeds them from there.
if [[ ${CARGO_TARGET_DIR:-} && $CARGO_TARGET_DIR != /* ]]; then export CARGO_TARGET_DIR=$PWD/$CARGO_TARGET_DIR; fi
# shellcheck disable=SC2034 # read by the scripts that source this
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
cd "$ROOT"

# One line of progress: elapsed seconds of the whole script, then the words.
say() { printf '[%4ss] %s\n' "$SECONDS" "$*"; }

# Something failed: the words on standard error.
warn() { printf '[%4ss] %s\n' "$SECONDS" "$*" >&2; }

die() { warn "$*"; exit 1; }

# Commands to run at the end, the last one first, whatever the end is; before them, every process
# that was started in the background here is ended.
CLEAN_UP=()
at_exit() { CLEAN_UP+=("$*"); }
run_clean_up() {
  local status=$? index pid
  trap - EXIT
  for pid in $(jobs -p); do end_process "$pid"; done
  for ((index = ${#CLEAN_UP[@]} - 1; index >= 0; index--)); do
    eval "${CLEAN_UP[index]}" || true
  done
  exit "$status"
}
trap run_clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Ends a process started here and waits for it, so that its files can go.
end_process() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# wait_for_http URL PID LOG: until URL answers, the process ends, or a minute and a half has passed.
wait_for_http() {
  local url=$1 pid=$2 log=$3 deadline=$((SECONDS + ${WAIT_SECONDS:-90}))
  until curl -sf -o /dev/null --max-time 5 "$url"; do
    if ! kill -0 "$pid" 2>/dev/null; then
      warn "the server ended before it answered; the end of its log:"
      tail -n 40 "$log" >&2
      return 1
    fi
    if ((SECONDS > deadline)); then
      warn "no answer from $url; the end of the server's log:"
      tail -n 40 "$log" >&2
      return 1
    fi
    sleep 0.05
  done
}
