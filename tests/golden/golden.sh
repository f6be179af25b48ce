#!/usr/bin/env bash
# golden.sh PROGRAM CASE-DIR [--update]: renders CASE-DIR/report.json by CASE-DIR/form.json and compares the pages, as
# text without lists of glyphs, with CASE-DIR/expected.pages; the PDF must keep what it promises (tests/pdf/archive).
# --update writes what is now the case.
set -euo pipefail
program=$(realpath "$1")
case_dir=$(realpath "$2")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8

status=0
"$program" render "$case_dir/report.json" --form "$case_dir/form.json" --fonts "$case_dir/../fonts.json" \
  -o "$scratch/report.pdf" --dump-pages "$scratch/pages" >/dev/null 2>"$scratch/err" || status=$?
if [ "$status" -ne 0 ]; then
  cat "$scratch/err"
  exit 1
fi
sed -E 's/ \[[0-9][^]"]*\]$//' "$scratch/pages" >"$scratch/short.pages"

if [ "${3-}" = --update ]; then
  cp "$scratch/short.pages" "$case_dir/expected.pages"
else
  diff -u "$case_dir/expected.pages" "$scratch/short.pages"
  python3 "$(dirname "$0")/../pdf/archive" "$scratch/report.pdf" 3a "$scratch/pages"
fi
