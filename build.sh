#!/usr/bin/env bash
# Builds everything from a fresh clone: the browser's engine, the command line that carries it, and an example site's index.
#
#   ./build.sh [--content DIR] [--out DIR]   build, and index DIR (examples/newsroom) into DIR (dist)
#   ./build.sh test                          build, then every check: format, lints, native tests, browser tests
#   ./build.sh bench                         build, then measure in a browser
#   ./build.sh clean                         remove all that this script made
#
# A step whose inputs and outputs have not changed since the last run is skipped. Settings:
#   TARJUMAN_WASM=installed|rustup|debian    where the compiler for wasm comes from (default: the first that works, in this order)
#   TARJUMAN_STD=installed                   the engine with the standard library as installed, not built for size
set -euo pipefail

CALLER_DIR=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly WASM=wasm32-unknown-unknown
readonly ASSETS=target/engine-assets # build.rs embeds this folder into the command line
readonly STAMPS=target/stamps
readonly NODE_BIN=www/node_modules/.bin
readonly MIN_NODE=20
readonly RUSTUP_TIMEOUT_SECONDS=90

say() { printf '%-9s %s\n' "$1" "${*:2}"; }
die() {
  printf '\nbuild.sh: %s\n' "$1" >&2
  shift
  (($# == 0)) || printf '  %s\n' "$@" >&2
  exit 2
}

# --- what has changed -----------------------------------------------------------------------------------------------------------

# One hash over the names and contents of files and folders; a missing one counts as missing, not as an error.
digest() {
  { find "$@" -type f -print0 2>/dev/null || true; } | LC_ALL=C sort -z | xargs -0r sha256sum | sha256sum | cut -d' ' -f1
}
# unchanged STEP PATH...: are these inputs and outputs just as `seal STEP PATH...` saw them?
unchanged() { [[ -f $STAMPS/$1 && $(<"$STAMPS/$1") == "$(digest "${@:2}")" ]]; }
seal() { mkdir -p "$STAMPS" && digest "${@:2}" >"$STAMPS/$1"; }

# --- tools ----------------------------------------------------------------------------------------------------------------------

check_tools() {
  command -v cargo >/dev/null && command -v rustc >/dev/null || die "Rust is missing" \
    "install its stable toolchain from https://rustup.rs, then run this again in a new shell"
  if [[ -z ${RUSTUP_TOOLCHAIN:-} ]] && command -v rustup >/dev/null && rustup toolchain list | grep -q '^stable-'; then
    export RUSTUP_TOOLCHAIN=stable
  fi
  local wanted version
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  version=$(rustc --version | cut -d' ' -f2)
  at_least "$wanted" "$version" || die "Rust $wanted or newer is needed, this is $version" "rustup update stable"
  command -v cc >/dev/null || die "a C compiler is missing (for the zstd library)" "Debian: apt-get install build-essential"
  command -v node >/dev/null && command -v npm >/dev/null || die "Node.js $MIN_NODE or newer is missing" \
    "from https://nodejs.org, or on Debian: apt-get install nodejs npm"
  version=$(node --version)
  at_least $MIN_NODE "${version#v}" || die "Node.js $MIN_NODE or newer is needed, this is $version" "see https://nodejs.org"
}

# at_least WANTED FOUND: compares versions
at_least() { [[ $(printf '%s\n' "$1" "$2" | sort -V | head -1) == "$1" ]]; }

install_node_tools() {
  local paths=(www/package.json www/package-lock.json www/node_modules/.package-lock.json)
  unchanged npm "${paths[@]}" && return
  say tools "npm ci in www/"
  # No install scripts: none of these packages needs one, and some would download from outside the registry.
  npm ci --prefix www --ignore-scripts --no-audit --no-fund --loglevel error ||
    die "npm could not install the tools listed in www/package.json" "is its registry reachable? npm ping"
  seal npm "${paths[@]}"
}

# --- the compiler for wasm: sets WASM_CARGO (environment), WASM_TARGET_DIR and TUNED ----------------------------------------------

# The standard library built with the engine: for size, and without the texts of panics, which browser code must not have.
# 2.7 KB less to download (after brotli), and .9 KB by inlining a little more than "z" does (5: 49,275 bytes; 15: 48,489; 20: 48,420;
# 25: 48,592; 50 and more are larger than 5). These settings are not stable in Rust, hence RUSTC_BOOTSTRAP; where they do not work the installed library serves.
readonly FOR_SIZE=(RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Cllvm-args=-inline-threshold=20")
TUNED=

find_wasm_compiler() {
  local route routes=(installed rustup debian)
  [[ -z ${TARJUMAN_WASM:-} ]] || routes=("$TARJUMAN_WASM")
  for route in "${routes[@]}"; do
    case $route in
      installed | rustup | debian) ;;
      *) die "TARJUMAN_WASM=$route: must be installed, rustup or debian" ;;
    esac
    if "wasm_from_$route"; then
      [[ $route == debian ]] || tune_std
      say wasm "compiler: $route, standard library: $([[ -n $TUNED ]] && echo "built for size" || echo "as installed")"
      return
    fi
  done
  die "no compiler for $WASM (tried: ${routes[*]})" \
    "with a network: rustup target add $WASM" "on Debian 12, as root: apt-get update, then run this again"
}

wasm_std_present() {
  local folder
  folder=$(rustc --print target-libdir --target $WASM 2>/dev/null) && compgen -G "$folder/libstd*.rlib" >/dev/null
}

wasm_from_installed() {
  wasm_std_present || return 1
  WASM_CARGO=() WASM_TARGET_DIR=target/wasm-installed
}

# The standard library comes for the toolchain that is there; this never updates the toolchain itself.
wasm_from_rustup() {
  command -v rustup >/dev/null || return 1
  say wasm "rustup target add $WASM (at most $RUSTUP_TIMEOUT_SECONDS s)"
  timeout $RUSTUP_TIMEOUT_SECONDS rustup target add $WASM && wasm_std_present || return 1
  # The same compiler as "installed" from now on, hence the same folder.
  WASM_CARGO=() WASM_TARGET_DIR=target/wasm-installed
}

# tune_std: the source of the standard library is a component of rustup's toolchain; adding it does not change the compiler.
tune_std() {
  local source
  source=$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock
  [[ ${TARJUMAN_STD:-} != installed ]] || return 0
  [[ -f $source ]] || { command -v rustup >/dev/null && timeout $RUSTUP_TIMEOUT_SECONDS rustup component add rust-src; } || return 0
  [[ -f $source ]] || return 0
  PLAIN_CARGO=("${WASM_CARGO[@]}") PLAIN_TARGET_DIR=$WASM_TARGET_DIR
  WASM_CARGO+=("${FOR_SIZE[@]}") WASM_TARGET_DIR=$WASM_TARGET_DIR-tuned TUNED=1
}

# Debian's compiler, unpacked privately, builds the standard library from its source. Nothing is installed.
wasm_from_debian() {
  local root=$PWD/target/debian-rust
  [[ -x $root/bin/rustc ]] || tools/debian-rust.sh "$root" || return 1
  local plain=(RUSTC="$root/bin/rustc" RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$root/bin/wasm-ld")
  WASM_CARGO=("${plain[@]}" CARGO_UNSTABLE_BUILD_STD=std,panic_abort)
  WASM_TARGET_DIR=target/wasm-debian
  [[ ${TARJUMAN_STD:-} != installed ]] || return 0
  PLAIN_CARGO=("${WASM_CARGO[@]}") PLAIN_TARGET_DIR=$WASM_TARGET_DIR
  WASM_CARGO=("${plain[@]}" "${FOR_SIZE[@]}") WASM_TARGET_DIR=target/wasm-debian-tuned TUNED=1
}

# --- the engine -----------------------------------------------------------------------------------------------------------------

cargo_build_engine() {
  env "${WASM_CARGO[@]}" cargo build --quiet --locked --lib --profile engine --target $WASM --no-default-features --features wasm \
    --target-dir "$WASM_TARGET_DIR"
}

build_engine() {
  say engine "cargo build ($WASM)"
  if ! cargo_build_engine; then
    [[ -n $TUNED ]] || die "the engine could not be compiled" "the messages above tell why"
    say engine "the standard library could not be built for size; with the installed one:"
    WASM_CARGO=("${PLAIN_CARGO[@]}") WASM_TARGET_DIR=$PLAIN_TARGET_DIR TUNED=
    cargo_build_engine
  fi
  ENGINE_WASM=$WASM_TARGET_DIR/$WASM/engine/tarjuman.wasm
}

# Writes www/engine/: the glue that www/tarjuman.js imports, and the wasm it loads.
bind_engine() {
  say engine "wasm-bindgen"
  cargo build --quiet --locked -p bindgen
  local helper=target/debug/bindgen
  unchanged bind "$ENGINE_WASM" $helper www/engine && return
  rm -rf www/engine
  $helper "$ENGINE_WASM" www/engine
  seal bind "$ENGINE_WASM" $helper www/engine
}

optimise_engine() {
  local paths=(www/engine/engine_bg.wasm tools/optimise.mjs tools/compress.mjs www/package-lock.json $ASSETS/engine.wasm)
  unchanged optimise "${paths[@]}" && return
  say engine "wasm-opt"
  mkdir -p $ASSETS
  node tools/optimise.mjs www/engine/engine_bg.wasm $ASSETS/engine.wasm
  seal optimise "${paths[@]}"
}

pack_javascript() {
  local inputs outputs=("$ASSETS"/{tarjuman.js,tarjuman-highlight.js,tarjuman.worker.js,tarjuman.sw.js,tarjuman.page.js,tarjuman.reader.js,standalone.js,element.js,tarjuman.d.ts,index.html})
  inputs=(tools/pack.mjs www/package-lock.json www/engine/engine.js)
  local name
  for name in www/messages/*.js; do
    [[ $name == */en.js || $name == */index.js ]] || outputs+=("$ASSETS/tarjuman.${name##*/}")
  done
  mapfile -t -O ${#inputs[@]} inputs < <(find www -path www/node_modules -prune -o -type f -print)
  unchanged pack "${inputs[@]}" "${outputs[@]}" && return
  say engine "esbuild"
  node tools/pack.mjs www $ASSETS
  seal pack "${inputs[@]}" "${outputs[@]}"
}

# --- the command line and the example ---------------------------------------------------------------------------------------------

build_command_line() {
  say tarjuman "cargo build --release"
  cargo build --quiet --release --locked --bin tarjuman
}

index_content() {
  # The day counts too: pages dated in the future are left out until it comes.
  local name
  name=index-$(printf '%s' "$CONTENT $OUT $(date -u +%F)" | sha256sum | cut -c1-16)
  unchanged "$name" target/release/tarjuman "$CONTENT" "$OUT" && return
  say index "$CONTENT -> $OUT"
  target/release/tarjuman build "$CONTENT" --out "$OUT"
  seal "$name" target/release/tarjuman "$CONTENT" "$OUT"
}

report_sizes() {
  local paths=(tools/sizes.mjs tools/compress.mjs $ASSETS "$OUT/tarjuman.wasm" target/sizes.txt)
  unchanged sizes "${paths[@]}" || node tools/sizes.mjs $ASSETS "$OUT" >target/sizes.txt
  seal sizes "${paths[@]}"
  cat target/sizes.txt
}

build() {
  [[ -e $CONTENT ]] || die "nothing to index: $CONTENT does not exist" "give a folder of pages: ./build.sh --content DIR"
  check_tools
  install_node_tools
  find_wasm_compiler
  build_engine
  bind_engine
  optimise_engine
  pack_javascript
  build_command_line
  index_content
  report_sizes
}

after_build() {
  local shown=${OUT#"$CALLER_DIR"/}
  echo
  say done "in $SECONDS s. Any static server shows it, for example:"
  echo "  python3 -m http.server -d $shown 8000      then open http://localhost:8000/"
}

# --- checks ---------------------------------------------------------------------------------------------------------------------

check_format_and_lints() {
  say check "cargo fmt, cargo clippy (native, wasm), tsc"
  cargo fmt --all --check || die "the Rust code is not formatted" "cargo fmt --all"
  cargo clippy --quiet --workspace --all-targets --locked -- -D warnings
  # Debian's compiler comes without clippy, so lint for the host's target then.
  local target=()
  [[ $WASM_TARGET_DIR == target/wasm-debian* ]] || target=(--target $WASM)
  cargo clippy --quiet --lib --locked --no-default-features --features wasm "${target[@]}" -- -D warnings
  $NODE_BIN/tsc -p www
}

test_native() {
  say test "cargo test"
  cargo test --locked 2>&1 | tee target/test-native.log
}

# install_packages PACKAGE...: as root on Debian; fails quietly where that cannot be
install_packages() {
  ((EUID == 0)) && command -v apt-get >/dev/null || return 1
  local install=(apt-get install -y -qq --no-install-recommends "$@")
  DEBIAN_FRONTEND=noninteractive "${install[@]}" || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${install[@]}"; }
}

install_browsers() {
  if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
    say test "installing chromium"
    install_packages chromium chromium-driver || die "the browser tests need chromium and chromedriver" \
      "on Debian: sudo apt-get install chromium chromium-driver"
  fi
  local others=(firefox-esr webkit2gtk-driver xvfb xauth)
  if ! command -v firefox-esr >/dev/null || ! command -v WebKitWebDriver >/dev/null || ! command -v Xvfb >/dev/null; then
    say test "installing ${others[*]}"
    install_packages "${others[@]}" ||
      say test "Firefox or WebKit is missing, their tests are skipped; on Debian: sudo apt-get install ${others[*]}"
  fi
}

# For the test of examples/mdbook; two minutes on two cores. Its search is left out, as that example does without.
readonly MDBOOK_VERSION=0.5.4
install_mdbook() {
  local root=target/mdbook
  [[ -x $root/bin/mdbook && $($root/bin/mdbook --version) == "mdbook v$MDBOOK_VERSION" ]] && return
  say test "cargo install mdbook $MDBOOK_VERSION"
  cargo install --quiet mdbook --version $MDBOOK_VERSION --no-default-features --locked --force --root $root --target-dir $root/build ||
    { say test "mdbook could not be installed, its test is skipped; is the crates registry reachable?" && return; }
  rm -rf $root/build
}

test_browser() {
  local files
  files=$(compgen -G 'tests/web/*.test.mjs') || { say test "no browser tests in tests/web/"; return; }
  install_browsers
  install_mdbook
  say test "node --test tests/web/"
  # shellcheck disable=SC2086 # a list of files
  node --test $files 2>&1 | tee target/test-browser.log
}

# Prints why when the packages that it compares with are not there.
check_measures() {
  say check "measures of tarjuman eval"
  if command -v python3 >/dev/null; then
    python3 benches/check-measures.py "$OUT" examples/evaluation/topics.tsv || die "tarjuman eval measures otherwise than other tools"
  else
    echo "skipped: no python3"
  fi
}

print_summary() {
  echo
  say summary "native, then browser"
  grep '^test result:' target/test-native.log
  [[ ! -f target/test-browser.log ]] || grep -E '^(#|ℹ) (tests|pass|fail|skipped|duration_ms)' target/test-browser.log
}

after_test() {
  rm -f target/test-native.log target/test-browser.log
  check_format_and_lints
  test_native
  test_browser
  check_measures
  print_summary
}

# --- the command ----------------------------------------------------------------------------------------------------------------

after_bench() { node benches/browser.mjs; }

usage() { sed -n '2,/^set /{/^set /!s/^# \{0,1\}//p}' build.sh; }

main() {
  local command=build
  CONTENT=$PWD/examples/newsroom OUT=$PWD/dist
  if [[ ${1:-} =~ ^(test|bench|clean|help)$ ]]; then command=$1 && shift; fi
  while (($#)); do
    case $1 in
      --content | --out)
        (($# >= 2)) || die "$1 needs a folder"
        local folder
        folder=$(cd "$CALLER_DIR" && realpath -m -- "$2")
        if [[ $1 == --content ]]; then CONTENT=$folder; else OUT=$folder; fi
        shift 2
        ;;
      -h | --help) command=help && shift ;;
      *) die "unknown argument: $1" "./build.sh --help lists what there is" ;;
    esac
  done
  case $command in
    help) usage ;;
    clean) rm -rf target dist www/engine www/node_modules ;;
    *) # Not joined by &&, which would let a failing step of `build` pass unnoticed.
      build
      "after_$command"
      ;;
  esac
}

main "$@"
