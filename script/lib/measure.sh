# shellcheck shell=bash
# What script/bench is made of: starting servers, running wrk, reading /proc, adding up sizes.

CONNECTIONS=16
# By the name of a server, and by the name of a measurement.
# shellcheck disable=SC2034 # read by script/bench
declare -A PID PORT RATE KEPT
START_MS=""

now_ms() { echo $(($(date +%s%N) / 1000000)); }

# seed NAME PRODUCTS BOOKINGS: a data folder $WORK/NAME.
seed() {
  dist/tsukuriba migrate --data "$WORK/$1" >/dev/null 2>&1
  dist/tsukuriba seed scale --data "$WORK/$1" --products "$2" --bookings "$3" >"$WORK/seed.log" 2>&1 ||
    { tail "$WORK/seed.log" >&2; die "the data set could not be loaded"; }
}

# start_and_time NAME PATH COMMAND…: in the background; PID[NAME] and START_MS are set.
start_and_time() {
  local name=$1 path=$2 log=$WORK/$1.log begin
  shift 2
  begin=$(now_ms)
  "$@" >"$log" 2>&1 &
  PID[$name]=$!
  until curl -sf -o /dev/null "http://127.0.0.1:${PORT[$name]}$path"; do
    if ! kill -0 "${PID[$name]}" 2>/dev/null || (($(now_ms) - begin > 60000)); then
      tail -n 30 "$log" >&2
      die "the server did not answer on $path"
    fi
    sleep 0.01
  done
  # shellcheck disable=SC2034
  START_MS=$(($(now_ms) - begin))
}

# start_product NAME DATA [SETTING=VALUE…]
start_product() {
  local name=$1 data=$2
  shift 2
  PORT[$name]=$(free_port)
  start_and_time "$name" / env "$@" dist/tsukuriba serve --data "$WORK/$data" --addr "127.0.0.1:${PORT[$name]}"
}

start_bare() {
  PORT[$1]=$(free_port)
  start_and_time "$1" /hello "$TARGET/release/examples/bench_baseline" "127.0.0.1:${PORT[$1]}" "$WORK/bare.sqlite"
}

# memory_kib PID VmRSS|VmHWM
memory_kib() { awk -v name="$2:" '$1 == name { print $2 }' "/proc/$1/status"; }

# Microseconds of CPU that the process has used, in user and kernel.
cpu_us() {
  sed 's/.*) //' "/proc/$1/stat" | awk -v hertz="$(getconf CLK_TCK)" '{ printf "%d", ($12 + $13) * 1000000 / hertz }'
}

# Statements that the server has sent to its database; nothing for bare servers.
statements() {
  curl -sf "http://127.0.0.1:${PORT[$1]}/metrics" | awk '$1 == "database_statements_total" { printf "%d", $2 }' || true
}

# signed_in NAME [EMAIL]: the header by which a member of the demo is known there.
signed_in() {
  local jar=$WORK/cookies password email=${2:-member@example.jp}
  password=$(sed -n 's/^pub const PASSWORD: &str = "\(.*\)";/\1/p' server/demo/src/seed/people.rs)
  curl -sf -o /dev/null -c "$jar" --data-urlencode "email=$email" --data-urlencode "password=$password" \
    "http://127.0.0.1:${PORT[$1]}/signin"
  awk '$6 == "tsukuriba" { print "Cookie: tsukuriba=" $7; found = 1 } END { exit !found }' "$jar" ||
    die "$email could not sign in"
}

# first_link PAGE PATTERN: the first link on the page that fits.
first_link() {
  local links
  links=$(curl -sf "http://127.0.0.1:${PORT[many]}$1" | grep -oE "href=\"$2\"" || true)
  [[ $links ]] || die "no link $2 on $1: is the data set loaded?"
  head -n 1 <<<"$links" | cut -d'"' -f2
}

print_header() {
  echo
  printf '%-46s %10s %9s %9s %9s %10s %7s\n' "" requests/s p50 p99 "CPU us/rq" statements errors
}

# measure NAME SERVER PATH [HEADER]: one line of the table; RATE remembers it.
measure() {
  local name=$1 server=$2 url=http://127.0.0.1:${PORT[$2]}$3 header=${4:-Accept: text/html}
  wrk -t1 -c"$CONNECTIONS" -d1s -H "$header" "$url" >/dev/null
  run_wrk "$name" "$server" -H "$header" "$url"
}

# run_wrk NAME SERVER ARGUMENT…
run_wrk() {
  local name=$1 server=$2 cpu asked out
  shift 2
  asked=$(statements "$server")
  cpu=$(cpu_us "${PID[$server]}")
  out=$(wrk -t1 -c"$CONNECTIONS" -d"${SECONDS_PER_PAGE}s" --latency "$@")
  cpu=$(($(cpu_us "${PID[$server]}") - cpu))
  [[ -z $asked ]] || asked=$(($(statements "$server") - asked))
  RATE[$name]=$(awk '/^Requests\/sec:/ { printf "%d", $2 }' <<<"$out")
  awk -v name="$name" -v rate="${RATE[$name]}" -v cpu="$cpu" -v asked="$asked" '
    / requests in / { requests = $1 }
    $1 == "50%" { p50 = $2 }
    $1 == "99%" { p99 = $2 }
    /Non-2xx/ { errors += $NF }
    /Socket errors/ { gsub(",", ""); errors += $4 + $6 + $8 + $10 }
    END {
      each = requests ? cpu / requests : 0
      sent = asked == "" || !requests ? "-" : sprintf("%.1f", asked / requests)
      printf "%-46s %10d %9s %9s %9d %10s %7d\n", name, rate, p50, p99, each, sent, errors
    }' <<<"$out"
}

# send_photo SERVER COOKIE LISTING FILE: the form of a listing with that photo; status and seconds.
send_photo() {
  curl -s -o /dev/null -w '%{http_code} %{time_total}' -H "$2" -F "id=$3" -F title=bench -F action=photo \
    -F "photo=@$4" "http://127.0.0.1:${PORT[$1]}/me/products/new"
}

# measure_photos SERVER FOLDER: of what bench_photos wrote first what is to be refused, then photos one by one as the form
# sends them, then all at once. Memory is the highest that the server ever had.
measure_photos() {
  local server=$1 folder=$2 cookie photo listing begin before
  cookie=$(signed_in "$server" maker@example.jp)
  highest() { echo "$(($(memory_kib "${PID[$server]}" VmHWM) / 1024)) MB"; }
  for photo in "$folder"/bad/*; do
    printf '  %-46s %s s, memory %s\n' "${photo##*/} ($(stat -c %s "$photo") bytes): status" \
      "$(send_photo "$server" "$cookie" "$(node -p 'crypto.randomUUID()')" "$photo")" "$(highest)"
  done
  before=$(highest)
  listing=$(node -p 'crypto.randomUUID()')
  begin=$(now_ms)
  for photo in "$folder"/good/*; do send_photo "$server" "$cookie" "$listing" "$photo" >/dev/null; done
  printf '  %-46s %6d ms, memory %s (before: %s)\n' "12 photos of 12 megapixels, one by one" $(($(now_ms) - begin)) "$(highest)" "$before"
  begin=$(now_ms)
  for photo in "$folder"/good/*; do
    send_photo "$server" "$cookie" "$(node -p 'crypto.randomUUID()')" "$photo" >/dev/null &
  done
  # The server itself is a job of this shell too.
  for photo in $(jobs -p); do [[ " ${PID[*]} " == *" $photo "* ]] || wait "$photo"; done
  printf '  %-46s %6d ms, memory %s\n' "the same, all at once" $(($(now_ms) - begin)) "$(highest)"
}

# add_to LIST NUMBER and mean LIST, for what is measured several times.
declare -A SUM COUNT
add_to() { SUM[$1]=$((${SUM[$1]:-0} + $2)) COUNT[$1]=$((${COUNT[$1]:-0} + 1)); }
mean() { echo $((SUM[$1] / COUNT[$1])); }

# print_share NAME RATE OF RATE_OF_THAT
print_share() {
  awk -v name="$1" -v rate="$2" -v of="$3" -v most="$4" 'BEGIN {
    printf "  %-46s %3d %% of the %s'"'"'s %d/s\n", name, (most ? 100 * rate / most : 0), of, most }'
}

# Bytes of the body that a browser would receive.
sent_bytes() {
  curl -sf -o /dev/null -H 'Accept-Encoding: br, gzip' -H 'Accept: text/html,*/*' -w '%{size_download}' \
    "http://127.0.0.1:${PORT[many]}$1"
}

# The page itself and every style, script and wasm that it names.
first_visit() {
  local file bytes total html
  html=$(sent_bytes "$1")
  total=$html
  printf '  %-8s html %s' "$1" "$html"
  for file in $(curl -sf "http://127.0.0.1:${PORT[many]}$1" | grep -oE '/pkg/[A-Za-z0-9_./-]+\.(css|js|wasm)' | sort -u); do
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

# measure_bookings NAME SERVER: bookings made through the API, each by another member at another time.
measure_bookings() {
  local days="" n types=bench-00:4,bench-01:4,bench-02:4,bench-03:4,bench-04:4,bench-05:4
  for n in $(seq 12 55); do
    n=$(TZ=Asia/Tokyo date -d "+$n days" +%F)
    [[ $(date -d "$n" +%u) == 1 ]] || days+="$n,"
  done
  TOKENS=$WORK/$2/bench-tokens.txt DAYS=$days TYPES=$types run_wrk "$1" "$2" -s script/lib/bookings.lua \
    "http://127.0.0.1:${PORT[$2]}"
}

# measure_orders NAME SERVER: whole guest orders, three requests each; RATE remembers orders/s. The server must trust the
# header in which a proxy tells the buyer's address: one network may not order that often.
measure_orders() {
  FIRST=100001 SKIP=3 run_wrk "$1" "$2" -s script/lib/orders.lua "http://127.0.0.1:${PORT[$2]}"
  RATE[$1]=$((RATE[$1] / 3))
}
