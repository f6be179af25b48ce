#!/usr/bin/env bash
# mutation.sh MUTANTS SOURCE-DIR SAMPLE FORM [OPTION...]: the sample changed number by number, held to its list of
# numbers that take part in nothing. "hand-written" is the corrected model report with prose of its own.
set -euo pipefail
mutants=$1 source=$2 sample=$3 form=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)
report=$source/input/$sample.json
if [ "$sample" = hand-written ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  report=$folder/hand-written.json
  python3 "$here/overlay.py" "$source/input/xinjiang-social-insurance-2020-corrected.json" "$here/hand-written.json" "$report"
  set -- --prose "$@" # its tables are those of the corrected report
fi
"$mutants" "$report" "$source/layouts/$form.json" "$here/lists/$sample.txt" "$@"
