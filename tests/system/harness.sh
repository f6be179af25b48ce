# shellcheck shell=bash disable=SC2034
# Sourced by the system tests, which are called as: test_X.sh PROGRAM SOURCE-DIR.
# Each case runs in an empty folder of its own; `check` and the expect_ functions say what did not hold and go on.
#
#   begin NAME            starts a case: a new empty folder is the working directory
#   run COMMAND...        runs it; leaves $status, and what it printed in the files $out and $err
#   finish                prints the count; the script's exit status

set -uo pipefail
program=$(realpath "$1")
source_dir=$(realpath "$2")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset LC_ALL LC_MESSAGES LANGUAGE BANXIN_FORMS BANXIN_FONTS
export LANG=C.UTF-8

sample=$source_dir/input/xinjiang-social-insurance-2020.json
out=$scratch/out err=$scratch/err
case_name='' passed=0 failed=0 case_failed=false status=0

end_case() {
  if [ -z "$case_name" ]; then return; fi
  if $case_failed; then failed=$((failed + 1)); else passed=$((passed + 1)); fi
}

begin() {
  end_case
  case_name=$1 case_failed=false
  mkdir -p "$scratch/$1"
  cd "$scratch/$1" || exit 1
}

complain() {
  $case_failed || printf 'FAILED %s\n' "$case_name"
  case_failed=true
  printf '    %s\n' "$1"
}

run() {
  status=0
  "$@" >"$out" 2>"$err" </dev/null || status=$?
}

# check WHAT COMMAND...: the command must succeed.
check() {
  local what=$1
  shift
  "$@" >/dev/null 2>&1 || complain "$what"
}

check_not() {
  local what=$1
  shift
  if "$@" >/dev/null 2>&1; then complain "$what"; fi
}

# expect_status N: shows what the program said if it ended otherwise.
expect_status() {
  if [ "$status" -ne "$1" ]; then
    complain "exit status $status instead of $1"
    sed 's/^/      | /' "$err" | head -n 8
  fi
}

# expect_text FILE TEXT: the file holds the text (a plain string).
expect_text() {
  if ! grep -qF -- "$2" "$1"; then
    complain "no \"$2\" in:"
    sed 's/^/      | /' "$1" | head -n 8
  fi
}

expect_empty() {
  [ ! -s "$1" ] || complain "printed: $(head -c 200 "$1")"
}

expect_same() {
  cmp -s "$1" "$2" || complain "$1 and $2 differ"
}

# The working directory holds these files and nothing else (a temporary file left behind would show).
expect_files() {
  local found
  found=$(find . -mindepth 1 -printf '%P\n' | sort | tr '\n' ' ')
  [ "$found" = "$(printf '%s\n' "$@" | sort | tr '\n' ' ')" ] || complain "the folder holds: $found"
}

expect_no_files() {
  [ -z "$(ls -A)" ] || complain "the folder holds: $(ls -A)"
}

finish() {
  end_case
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
