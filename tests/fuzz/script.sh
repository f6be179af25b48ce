#!/usr/bin/env bash
# script.sh SOURCE-DIR: scripts/nightly says how it is called, and refuses what it does not know; the corpus is small.
set -euo pipefail
cd "$1"

expect() { # STATUS WORD COMMAND...
  local wanted=$1 word=$2 status=0 said
  shift 2
  said=$("$@" 2>&1) || status=$?
  if [ "$status" -ne "$wanted" ] || [[ $said != *"$word"* ]]; then
    printf '%s: status %d, not %d, or not "%s":\n%s\n' "$*" "$status" "$wanted" "$word" "$said"
    exit 1
  fi
}

expect 0 "usage: scripts/nightly" env LC_ALL=C scripts/nightly --help
expect 0 "用法：scripts/nightly" env LC_ALL=zh_CN.UTF-8 scripts/nightly --help
expect 1 "usage: scripts/nightly" env LC_ALL=C scripts/nightly 60 poem
expect 1 "usage: scripts/nightly" env LC_ALL=C scripts/nightly 0

for source in tests/fuzz/fuzz_*.c; do
  name=${source##*/fuzz_}
  name=${name%.c}
  expect 0 "" test -n "$(ls "tests/fuzz/corpus/$name")"
  expect 0 "| \`$name\`" grep -E "\`$name\`" tests/README.md
done
[ "$(du -s --apparent-size -B 1 tests/fuzz/corpus | cut -f 1)" -lt 500000 ]
