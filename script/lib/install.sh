# shellcheck shell=bash
# What script/setup is made of: finding what is missing, and installing it on Debian and Ubuntu.

NEEDED_PACKAGES=()
NEEDED_NAMES=()

need_package() { NEEDED_NAMES+=("$1"); read -ra words <<<"$2"; NEEDED_PACKAGES+=("${words[@]}"); }
need_command() { command -v "$1" >/dev/null || need_package "$1" "$2"; }
need_file() { compgen -G "$1" >/dev/null || need_package "$2" "$2"; }

# The folder of PostgreSQL's programs; Debian keeps them off the PATH.
find_postgres() {
  local dir
  for dir in $(compgen -G '/usr/lib/postgresql/*/bin' | sort -rV) "$(dirname "$(command -v initdb || echo none)")"; do
    if [[ -x $dir/initdb && -x $dir/pg_ctl ]]; then echo "$dir"; return; fi
  done
  return 1
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

can_install() {
  command -v apt-get >/dev/null && [[ -e /etc/debian_version ]] || return 1
  [[ $(id -u) == 0 ]] || command -v sudo >/dev/null
}

# apt_install PACKAGE…: quiet when it works.
apt_install() {
  local log
  log=$(mktemp)
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    die "apt-get could not install: $*"
  fi
  rm -f "$log"
}

install_needed() {
  ((${#NEEDED_PACKAGES[@]})) || return 0
  if ! can_install; then
    warn "These are missing, and only Debian and Ubuntu (as root or with sudo) can be helped here:"
    printf '  %s\n' "${NEEDED_NAMES[@]}" >&2
    warn "Install them by your system's own means (Debian calls them: ${NEEDED_PACKAGES[*]})."
    exit 1
  fi
  say "setup: installing Debian packages: ${NEEDED_PACKAGES[*]}"
  apt_install "${NEEDED_PACKAGES[@]}"
  say "setup: Debian packages installed"
}

# sass and Playwright need Node 20. Debian 12 has 18: then a newer one comes as an npm package.
NODE_PACKAGE_VERSION=22.23.3
use_recent_node() {
  local dir=$ROOT/target/tools/node arch
  if [[ -x $dir/node ]]; then PATH=$dir:$PATH; fi
  if node -e 'process.exit(+(parseInt(process.versions.node) < 20))'; then return; fi
  arch=$(node -p process.arch)
  say "setup: Node $(node -v) is too old for sass and Playwright: fetching $NODE_PACKAGE_VERSION from npm"
  npm install --silent --no-save --no-package-lock --ignore-scripts --prefix target/tools/npm \
    "node-linux-$arch@$NODE_PACKAGE_VERSION" || die "npm could not install node-linux-$arch"
  mkdir -p "$dir"
  ln -sf "$ROOT/target/tools/npm/node_modules/node-linux-$arch/bin/node" "$dir/node"
  PATH=$dir:$PATH
}

# A Rust that can build for the browser as well; see script/lib/wasm-toolchain.
use_rust() {
  local exports
  exports=$(script/lib/wasm-toolchain) || die "no Rust toolchain that can build for the browser"
  eval "$exports"
}

install_npm_tools() {
  local stamp=end2end/node_modules/.installed-lock
  if cmp -s end2end/package-lock.json "$stamp"; then return; fi
  say "setup: installing npm tools (sass, wasm-opt, TypeScript, esbuild, Playwright)"
  (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --ignore-scripts --no-audit --no-fund) ||
    die "npm ci failed in end2end"
  cp end2end/package-lock.json "$stamp"
  say "setup: npm tools installed"
}
