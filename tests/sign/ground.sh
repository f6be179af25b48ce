#!/usr/bin/env bash
# ground.sh PROGRAM SOURCE-DIR FOLDER: what the tests of signing stand on: FOLDER/ca, FOLDER/report.pdf and more, made
# anew.
set -euo pipefail
program=$1 source_dir=$2 ground=$3
rm -rf "$ground"
mkdir -p "$ground"
"$source_dir/scripts/test-ca" "$ground/ca" http://127.0.0.1:1
"$program" render "$source_dir/input/xinjiang-social-insurance-2020.json" -o "$ground/report.pdf"
"$program" render "$source_dir/input/xinjiang-social-insurance-2020.json" --conformance none -o "$ground/plain.pdf"

# Small PDFs of other programs and a service's answer, as seeds of fuzzers.
mkdir "$ground/foreign"
for kind in plain hybrid arrays fields locked tagged; do
  python3 "$source_dir/tests/sign/foreign.py" "$kind" "$ground/foreign/$kind.pdf"
done
cd "$ground/ca"
openssl ts -query -data tsa.pem -sha256 -cert -out "$ground/question.tsq" 2>/dev/null
openssl ts -reply -config tsa.cnf -queryfile "$ground/question.tsq" -out "$ground/answer.tsr" 2>/dev/null
