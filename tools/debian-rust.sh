#!/usr/bin/env bash
# debian-rust.sh ROOT: unpacks Debian's rustc, its linker for wasm and the source of the standard library into ROOT, for a
# machine that cannot get them from rustup. Nothing is installed; ROOT can be deleted at any time.
#
# Debian 12 follows new compilers under the name rustc-web (browsers need them). It has no standard library for
# wasm32-unknown-unknown, so cargo builds that from rust-web-src.
set -euo pipefail

root=$1
fail() {
  echo "debian-rust.sh: $*" >&2
  exit 1
}

# depends_on PACKAGE PATTERN: the first dependency of that name
depends_on() { apt-cache depends "$1" 2>/dev/null | sed -n "s/^ *Depends: \($2\)\$/\1/p" | head -1; }

command -v apt-get >/dev/null && command -v dpkg >/dev/null || fail "not a Debian system"
((EUID != 0)) || apt-get update -qq || echo "debian-rust.sh: apt-get update failed, going on with the lists that are there" >&2

std=$(depends_on libstd-rust-web-dev 'libstd-rust-web-[0-9.]*')
[[ -n $std ]] || fail "this Debian has no rustc-web"
llvm=$(depends_on "$std" 'libllvm[0-9]*')
[[ -n $llvm ]] || fail "$std names no libllvm"

unpacking=$root.unpacking
rm -rf "$root" "$unpacking"
mkdir -p "$unpacking/packages" "$unpacking/bin"
(cd "$unpacking/packages" && apt-get -qq -o APT::Sandbox::User=root download \
  rustc-web "$std" libstd-rust-web-dev rust-web-src "$llvm" "lld-${llvm#libllvm}") || fail "the packages could not be downloaded"
for package in "$unpacking"/packages/*.deb; do
  case $package in
    # All of the compiler's source is in there; the standard library's is enough.
    */rust-web-src_*) dpkg --fsys-tarfile "$package" | tar -x -C "$unpacking" --wildcards './usr/lib/*' './usr/src/*/library/*' ;;
    *) dpkg -x "$package" "$unpacking" ;;
  esac
done
rm -r "$unpacking/packages"

# wrapper NAME PROGRAM: starts a program with the unpacked libraries, wherever ROOT lies
wrapper() {
  cat >"$unpacking/bin/$1" <<END
#!/bin/sh
root=\$(dirname "\$(readlink -f "\$0")")/..
LD_LIBRARY_PATH=\$(echo "\$root"/usr/lib/*-linux-gnu)\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH} exec "\$root/$2" "\$@"
END
  chmod +x "$unpacking/bin/$1"
}
wrapper rustc usr/bin/rustc
wrapper wasm-ld "usr/lib/llvm-${llvm#libllvm}/bin/wasm-ld"

"$unpacking/bin/rustc" --version || fail "the unpacked compiler does not start"
mv "$unpacking" "$root"
