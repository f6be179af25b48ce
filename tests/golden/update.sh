#!/usr/bin/env bash
# update.sh PROGRAM [CASE...]: rewrites what the cases (all of them) expect. Read the difference before it is committed.
set -euo pipefail
program=$(realpath "$1")
shift
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- */
for name in "$@"; do bash golden.sh "$program" "$name" --update || echo "not set: $name"; done
