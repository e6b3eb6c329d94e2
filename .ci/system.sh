#!/usr/bin/env bash
# Sees to it that the system has what .ci/system-packages.txt lists for a scope (run, dev or test), by the first way
# that works: nothing to do; apt as root or through password-less sudo; for libraries, a private folder under .cache/;
# Homebrew; or exact advice and a non-zero exit. Nothing is ever skipped silently.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scope=${1:?usage: .ci/system.sh run|dev|test}

say() { printf 'set-up: %s\n' "$*"; }
missing() { .venv/bin/python -I .ci/probe.py missing "$scope"; }
quietly() { local out; out=$("$@" 2>&1 </dev/null) || { printf '%s\n' "$out" >&2; return 1; }; }
column() { awk -v n="$1" '{ print $n }' | sort -u | tr '\n' ' '; }

need=$(missing)
[ -n "$need" ] || exit 0

if [ "$(uname -s)" = Darwin ]; then
  # shellcheck disable=SC2046  # a list of words is meant
  if command -v brew >/dev/null; then
    say "installing with Homebrew: $(column 4 <<<"$need")"
    for formula in $(column 4 <<<"$need"); do
      case $formula in
      --cask=*) quietly brew install --quiet --cask "${formula#--cask=}" || true ;; # what is still missing is told below
      *) quietly brew install --quiet "$formula" || true ;;
      esac
    done
  fi
elif command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then
    root=(env)
  elif sudo -n true 2>/dev/null; then
    root=(sudo -n env)
  else
    root=()
  fi
  if [ ${#root[@]} -gt 0 ]; then
    say "installing with apt: $(column 3 <<<"$need")"
    # An update that fails for one foreign archive must not stop us; the install tells whether it was enough.
    quietly "${root[@]}" apt-get -qq update || say "going on with the package lists there are"
    # shellcheck disable=SC2046  # a list of words is meant
    quietly "${root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends \
      $(column 3 <<<"$need") || true # what is still missing is told below
  elif grep -q '^run *lib:' <<<"$need"; then
    # shellcheck disable=SC2046  # as above
    .ci/private-pango.sh $(grep '^run *lib:' <<<"$need" | column 3) || true # as above
  fi
fi

need=$(missing)
[ -n "$need" ] || exit 0
{
  say "these are missing, and could not be installed from here:"
  while read -r _ probe _ _ what; do
    name=${probe#*:}
    printf '  %s (%s)\n' "${name//|/ or }" "$what"
  done <<<"$need"
  case "$(uname -s)" in
  Darwin)
    if command -v brew >/dev/null; then
      echo "If Homebrew has them, this Python does not look in Homebrew's folder. Either use Homebrew's Python"
      echo "  make PYTHON=\"\$(brew --prefix)/bin/python3\" …"
      echo "or tell the linker"
      echo "  export DYLD_FALLBACK_LIBRARY_PATH=\"\$(brew --prefix)/lib\""
    else
      echo "Install Homebrew (https://brew.sh), then run make again."
    fi
    ;;
  *)
    if command -v apt-get >/dev/null; then
      echo "Run this, or ask someone who may, then run make again:"
      echo "  sudo apt-get install --no-install-recommends $(column 3 <<<"$need")"
    else
      echo "Install what provides them (Fedora: dnf install pango harfbuzz poppler-utils chromium;"
      echo "Arch: pacman -S pango harfbuzz poppler chromium), then run make again."
    fi
    ;;
  esac
} >&2
exit 1
