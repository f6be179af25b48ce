#!/usr/bin/env bash
# update.sh PROGRAM: rewrites what docs/checks.md quotes and the model report's findings. Read the difference before it
# is committed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
for what in quotes model; do python3 "$here/checks.py" "$what" "$here/../.." "$1" --update; done
