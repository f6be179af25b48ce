#!/usr/bin/env bash
# ground.sh PROGRAM SOURCE-DIR FOLDER: what the tests of signing stand on: FOLDER/ca and FOLDER/report.pdf, made anew.
set -euo pipefail
program=$1 source_dir=$2 ground=$3
rm -rf "$ground"
mkdir -p "$ground"
"$source_dir/scripts/test-ca" "$ground/ca" http://127.0.0.1:1
"$program" render "$source_dir/input/xinjiang-social-insurance-2020.json" -o "$ground/report.pdf"
"$program" render "$source_dir/input/xinjiang-social-insurance-2020.json" --conformance none -o "$ground/plain.pdf"
