# shellcheck shell=bash
# The stages of script/test. Each returns non-zero when something is wrong, and adds the tests that
# it ran to PASSED and FAILED.

PASSED=0
FAILED=0
POSTGRES_URL=""

run_stage() {
  local failed_before=$FAILED start=$SECONDS
  say "$1: starting"
  if "stage_$1"; then
    say "$1: good ($((SECONDS - start)) s)"
    return
  fi
  warn "$1: FAILED ($((SECONDS - start)) s)"
  # Something that counts no tests of its own still shows in the totals.
  if ((FAILED == failed_before)); then FAILED=$((FAILED + 1)); fi
}

print_totals() {
  say "all stages done"
  if ((PASSED + FAILED == 0)); then warn "no test ran"; fi
  echo "$PASSED passed, $FAILED failed"
  ((FAILED == 0 && PASSED > 0))
}

stage_fmt() { cargo fmt --all -- --check; }

# The browser's half apart from the server's: together their features would exclude each other.
stage_clippy() {
  cargo clippy --all-targets -- -D warnings &&
    cargo clippy -p xtask --all-targets -- -D warnings &&
    cargo clippy -p app -p frontend --target wasm32-unknown-unknown --target-dir "$TARGET/wasm" -- -D warnings
}

stage_tidy() { cargo run -q -p xtask -- tidy; }

# Some of them run the program itself, which wants its built site.
stage_unit() {
  local status=0
  build_debug || return 1
  start_postgres || return 1
  export TSUKURIBA_TEST_POSTGRES=$POSTGRES_URL
  cargo_test || status=1
  cargo_test -p xtask || status=1
  return "$status"
}

# Unit, property and integration tests of the packages named, or of all but xtask and frontend.
cargo_test() {
  local log=$WORK/cargo-test.log status=0
  if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --no-fail-fast --no-tests pass --color never "$@" 2>&1 | tee "$log" || status=1
    count_nextest "$log"
  else
    cargo test --no-fail-fast "$@" 2>&1 | tee "$log" || status=1
    count_cargo_test "$log"
  fi
  return "$status"
}

# `Summary [ 1.2s] 14 tests run: 12 passed (1 slow), 1 failed, 1 timed out, 0 skipped`
count_nextest() {
  local run passed
  read -r run passed < <(sed -nE 's/^ *Summary \[[^]]*\] +([0-9]+)(\/[0-9]+)? tests? run: ([0-9]+) passed.*/\1 \3/p' "$1" | tail -n 1) || true
  PASSED=$((PASSED + ${passed:-0}))
  FAILED=$((FAILED + ${run:-0} - ${passed:-0}))
}

# `test result: ok. 5 passed; 0 failed; 0 ignored; …`, one for each test binary.
count_cargo_test() {
  local passed failed
  read -r passed failed < <(sed -nE 's/^test result: .* ([0-9]+) passed; ([0-9]+) failed;.*/\1 \2/p' "$1" |
    awk '{ passed += $1; failed += $2 } END { print passed + 0, failed + 0 }') || true
  PASSED=$((PASSED + ${passed:-0}))
  FAILED=$((FAILED + ${failed:-0}))
}

# One throw-away cluster for the whole run; every test makes its own database in it.
start_postgres() {
  [[ -z $POSTGRES_URL ]] || return 0
  at_exit "script/lib/throwaway-postgres stop '$WORK/pg'"
  POSTGRES_URL=$(script/lib/throwaway-postgres start "$WORK/pg")
}

stage_e2e() {
  build_debug || return 1
  browser_tests sqlite ""
}

# The main job once more, on PostgreSQL.
stage_postgres() {
  build_debug || return 1
  start_postgres || return 1
  PATH=$(find_postgres):$PATH browser_tests postgres "$POSTGRES_URL" --grep main_job
}

# browser_tests NAME CLUSTER_URL [PLAYWRIGHT ARGUMENTS…]: seeds the demo once; Playwright's workers
# run side by side, each with a server on a copy of it (end2end/support).
browser_tests() {
  local name=$1 cluster=$2 report=$WORK/$1-report.json status=0
  shift 2
  say "browser: loading the demo on $name, then the tests"
  mkdir -p "$WORK/$name"
  (
    cd end2end
    E2E_DATABASE=$name E2E_POSTGRES=$cluster E2E_WORK=$WORK/$name \
      TSUKURIBA_BINARY=$SERVER_BINARY PLAYWRIGHT_JSON_OUTPUT_FILE=$report \
      node node_modules/@playwright/test/cli.js test "$@"
  ) || status=1
  count_playwright "$report"
  if ((status)); then warn "browser: the servers' logs are end2end/artefacts/server-$name-*.log"; fi
  return "$status"
}

# Skipped ones are not counted; a test that passes only sometimes failed.
count_playwright() {
  local passed failed
  [[ -s $1 ]] || return 0
  read -r passed failed < <(node -e '
    const { stats, errors } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(stats.expected, stats.unexpected + stats.flaky + errors.length);' "$1") || true
  PASSED=$((PASSED + ${passed:-0}))
  FAILED=$((FAILED + ${failed:-0}))
}
