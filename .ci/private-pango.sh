#!/usr/bin/env bash
# Puts shared libraries, and what they need that the system lacks, into .cache/pango/ without root:
#   .ci/private-pango.sh PACKAGE…
# out: .cache/pango/lib/ (flat) and .cache/pango/load-order (file names, dependencies first), which briefgen
# loads by their paths before WeasyPrint asks for them by name; no LD_LIBRARY_PATH is needed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'set-up: %s\n' "$*"; }
work=$PWD/.cache/pango.new
rm -rf "$work"
mkdir -p "$work/deb" "$work/tree" "$work/lib" "$PWD/.cache/apt/lists/partial" "$PWD/.cache/apt/archives/partial"
trap 'rm -rf "$work" "$PWD/.cache/apt"' EXIT

# apt works out what is not installed yet; `download` asks for no rights.
# libc and its like must be the system's own: two of them in one process end in a crash.
fetch() {
  local names
  names=$(apt-get "$@" --simulate --no-install-recommends install "${packages[@]}" 2>/dev/null |
    awk '$1 == "Inst" && $2 ~ /^lib/ && $2 !~ /^(libc6|libc-bin|libgcc-s1|libstdc\+\+6)$/ { print $2 }')
  # shellcheck disable=SC2086  # a list of words is meant
  [ -n "$names" ] && (cd "$work/deb" && apt-get "$@" -qq download $names >/dev/null 2>&1)
}
packages=("$@")
say "no root here: fetching $* into .cache/pango/"
if ! fetch; then # no package lists, or outdated ones: take lists of our own
  own=(-o "Dir::State::Lists=$PWD/.cache/apt/lists" -o "Dir::Cache=$PWD/.cache/apt" -o "Dir::Cache::archives=$PWD/.cache/apt/archives")
  apt-get "${own[@]}" -qq update >/dev/null || true # one foreign archive may fail; fetch tells whether it mattered
  fetch "${own[@]}" || {
    say "apt-get could not fetch them: check the network and /etc/apt" >&2
    exit 1
  }
fi

for deb in "$work"/deb/*.deb; do dpkg -x "$deb" "$work/tree"; done
# libpango-1.0.so.0 is the name others ask for; libpango-1.0.so.0.5000.12 is what it points to.
find "$work/tree" -name 'lib*.so.*' | while read -r file; do
  [[ $file =~ \.so\.[0-9]+$ ]] && cp -L "$file" "$work/lib/"
done
.venv/bin/python -I .ci/probe.py order "$work"
rm -rf .cache/pango "$work/deb" "$work/tree"
mv "$work" .cache/pango
