# shellcheck shell=bash
# The debug build that script/server, script/dev and script/test share: one profile, one set of
# features, one target folder, so that nothing is compiled twice.

# shellcheck disable=SC2034 # read by the scripts that source this
SERVER_BINARY=$TARGET/debug/tsukuriba

# The wasm has a target folder of its own: both builds run at once on the two cores.
build_debug() {
  local assets status=0
  say "build: xtask"
  cargo build -q -p xtask || return
  "$TARGET/debug/xtask" assets &
  assets=$!
  say "build: server and browser parts (minutes the first time)"
  cargo build || status=$?
  wait "$assets" || status=$?
  ((status == 0)) || return "$status"
  say "build: done"
}
