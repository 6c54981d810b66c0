# shellcheck shell=bash
# What script/bench is made of: starting servers, running wrk, reading /proc, adding up sizes.

CONNECTIONS=16
declare -A RATE CPU_US
SERVER=""
PORT=""
START_MS=""

now_ms() { echo $(($(date +%s%N) / 1000000)); }

# start_and_time PATH COMMAND…: in the background; SERVER and START_MS are set.
start_and_time() {
  local path=$1 log=$WORK/server.log begin
  shift
  begin=$(now_ms)
  "$@" >"$log" 2>&1 &
  SERVER=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$PORT$path"; do
    if ! kill -0 "$SERVER" 2>/dev/null || (($(now_ms) - begin > 60000)); then
      tail -n 30 "$log" >&2
      die "the server did not answer on $path"
    fi
    sleep 0.01
  done
  # shellcheck disable=SC2034
  START_MS=$(($(now_ms) - begin))
}

start_product() {
  PORT=$(free_port)
  start_and_time / dist/tsukuriba serve --data "$WORK/data" --addr "127.0.0.1:$PORT"
}

start_bare() {
  PORT=$(free_port)
  start_and_time /hello target/release/examples/bench_baseline "127.0.0.1:$PORT" "$WORK/bare.sqlite"
}

# memory_kib PID VmRSS|VmHWM
memory_kib() { awk -v name="$2:" '$1 == name { print $2 }' "/proc/$1/status"; }

# Microseconds of CPU that the process has used, in user and kernel.
cpu_us() {
  sed 's/.*) //' "/proc/$1/stat" | awk -v hertz="$(getconf CLK_TCK)" '{ printf "%d", ($12 + $13) * 1000000 / hertz }'
}

# first_link PAGE PATTERN: the first link on the page that fits.
first_link() {
  local links
  links=$(curl -sf "$BASE$1" | grep -oE "href=\"$2\"" || true)
  [[ $links ]] || die "no link $2 on $1: is the data set loaded?"
  head -n 1 <<<"$links" | cut -d'"' -f2
}

print_header() {
  echo
  printf '%-34s %10s %9s %9s %9s %8s\n' page requests/s p50 p99 "CPU us/rq" errors
}

# measure_page NAME URL PID [HEADER]: one line of the table; RATE and CPU_US remember it.
measure_page() {
  local name=$1 url=$2 pid=$3 header=${4:-Accept: text/html} out before after requests rate errors
  wrk -t1 -c"$CONNECTIONS" -d1s -H "$header" "$url" >/dev/null
  before=$(cpu_us "$pid")
  out=$(wrk -t1 -c"$CONNECTIONS" -d"${SECONDS_PER_PAGE}s" --latency -H "$header" "$url")
  after=$(cpu_us "$pid")
  requests=$(awk '/ requests in / { print $1 }' <<<"$out")
  rate=$(awk '/^Requests\/sec:/ { printf "%d", $2 }' <<<"$out")
  errors=$(awk '/Non-2xx/ { sum += $NF } /Socket errors/ { gsub(",", ""); sum += $4 + $6 + $8 + $10 } END { print sum + 0 }' <<<"$out")
  RATE[$name]=$rate
  CPU_US[$name]=$((requests > 0 ? (after - before) / requests : 0))
  printf '%-34s %10s %9s %9s %9s %8s\n' "$name" "$rate" "$(latency 50% "$out")" "$(latency 99% "$out")" \
    "${CPU_US[$name]}" "$errors"
}

latency() { awk -v share="$1" '$1 == share { print $2 }' <<<"$2"; }

print_ratio() {
  awk -v name="$1" -v bare="${RATE[$1]}" -v shop="$2" -v bare_cpu="${CPU_US[$1]}" -v shop_cpu="$3" 'BEGIN {
    printf "  %s: %.1f times the requests/s of /shop; /shop takes %.1f times its CPU\n",
      name, (shop ? bare / shop : 0), (bare_cpu ? shop_cpu / bare_cpu : 0) }'
}

# Bytes of the body that a browser would receive.
sent_bytes() {
  curl -sf -o /dev/null -H 'Accept-Encoding: br, gzip' -H 'Accept: text/html,*/*' -w '%{size_download}' "$BASE$1"
}

# The page itself and every style, script and wasm that it names.
first_visit() {
  local file bytes total html
  html=$(sent_bytes "$1")
  total=$html
  printf '  %-8s html %s' "$1" "$html"
  for file in $(curl -sf "$BASE$1" | grep -oE '/pkg/[A-Za-z0-9_./-]+\.(css|js|wasm)' | sort -u); do
    bytes=$(sent_bytes "$file")
    printf ', %s %s' "${file##*.}" "$bytes"
    total=$((total + bytes))
  done
  printf ': %s bytes\n' "$total"
}

print_wasm_sizes() {
  local wasm
  wasm=$(compgen -G 'target/site/pkg/*.wasm' | head -n 1)
  echo "wasm: raw $(stat -c %s "$wasm"), gzip $(stat -c %s "$wasm.gz"), brotli $(stat -c %s "$wasm.br") bytes"
}

# open_day N: the first day from N days ahead on which the demo's space is open (Tuesday to Sunday).
open_day() {
  local day
  day=$(TZ=Asia/Tokyo date -d "+$1 days" +%F)
  while [[ $(date -d "$day" +%u) == 1 ]]; do day=$(date -d "$day + 1 day" +%F); done
  echo "$day"
}

# measure_bookings: bookings made through the API, each by another member at another time.
measure_bookings() {
  local days="" n out rate before after count
  for n in $(seq 12 55); do
    n=$(TZ=Asia/Tokyo date -d "+$n days" +%F)
    [[ $(date -d "$n" +%u) == 1 ]] || days+="$n,"
  done
  before=$(cpu_us "$SERVER")
  out=$(TOKENS="$WORK/data/bench-tokens.txt" DAYS=$days TYPES="$1" wrk -t1 -c"$CONNECTIONS" -d"${SECONDS_PER_PAGE}s" \
    --latency -s script/lib/bookings.lua "http://127.0.0.1:$PORT")
  after=$(cpu_us "$SERVER")
  count=$(awk '/ requests in / { print $1 }' <<<"$out")
  rate=$(awk '/^Requests\/sec:/ { printf "%d", $2 }' <<<"$out")
  printf '%-34s %10s %9s %9s %9s %8s\n' "POST /api/v1/bookings" "$rate" "$(latency 50% "$out")" \
    "$(latency 99% "$out")" "$((count > 0 ? (after - before) / count : 0))" \
    "$(awk '/Non-2xx/ { print $NF; found = 1 } END { if (!found) print 0 }' <<<"$out")"
}
