#!/usr/bin/env bash
# Sets the checkout up, and does nothing when nothing has changed since the last time:
#   .ci/setup.sh run     what making briefs needs
#   .ci/setup.sh dev     that, and the developers' Python packages
#   .ci/setup.sh test    that, and the programs only the tests need
# Python packages go into .venv/, everything else into .cache/; system packages are .ci/system.sh's business.
# PYTHON=python3.12 (say) chooses the interpreter; the default is python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scope=${1:?usage: .ci/setup.sh run|dev|test}

say() { printf 'set-up: %s\n' "$*"; }
die() { printf 'set-up: %s\n' "$@" >&2; exit 1; }
hash_of() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }
is_done() { [ "$(cat ".venv/.done-$1" 2>/dev/null)" = "$2" ]; }
mark_done() { printf '%s\n' "$2" >".venv/.done-$1"; }
# A lock file is complete, so nothing is left to resolve: --no-deps keeps pip from looking for newer releases of what it
# pins. --only-binary: building a package from source would fetch build tools that no lock file pins.
locked() { pip install --require-hashes --no-deps --only-binary :all: -r "$1" && pip check >/dev/null; }
pip() { .venv/bin/python -I -m pip --disable-pip-version-check --no-input -qq "$@"; }
minor_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

python=${PYTHON:-python3}
command -v "$python" >/dev/null ||
  die "$python not found; install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)"

# 1. The environment. It holds absolute paths, so a checkout that was moved needs a new one.
if ! is_done environment "$PWD" || [ ! -x .venv/bin/python ] ||
  { [ -n "${PYTHON:-}" ] && [ "$(minor_of "$PYTHON")" != "$(minor_of .venv/bin/python)" ]; }; then
  minor=$(minor_of "$python")
  case $minor in
  3.1[1-4]) ;;
  *) die "briefgen needs Python 3.11 to 3.14, $python is $minor; choose another with: make PYTHON=python3.12 …" ;;
  esac
  say "making .venv with Python $minor"
  rm -rf .venv
  "$python" -m venv .venv >/dev/null || {
    rm -rf .venv
    die "$python cannot make virtual environments" "on Debian or Ubuntu: sudo apt-get install python3-venv"
  }
  mark_done environment "$PWD"
fi

# 2. The system's part, before the long downloads: where it fails, it fails early.
.ci/system.sh "$scope"

# 3. Locked Python packages. requirements-dev.lock contains all of requirements.lock.
runtime=$(hash_of requirements.lock)
if [ "$scope" != run ]; then
  dev=$(hash_of requirements-dev.lock)
  if ! is_done dev "$dev"; then
    say "installing the developers' Python packages (about 250 MB to download, one or two minutes)"
    locked requirements-dev.lock
    mark_done dev "$dev"
    mark_done runtime "$runtime"
  fi
fi
if ! is_done runtime "$runtime"; then
  say "installing Python packages (about 90 MB to download, under a minute)"
  locked requirements.lock
  mark_done runtime "$runtime"
fi

# 4. briefgen itself, editable: .venv/bin/briefgen runs what stands in src/.
project=$(hash_of pyproject.toml)
if ! is_done project "$project"; then
  say "installing briefgen from src/"
  pip install --no-deps --no-build-isolation --editable .
  mark_done project "$project"
fi
