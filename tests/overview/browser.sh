#!/usr/bin/env bash
# browser.sh MAKE_OVERVIEW TESTS-DIR: an overview of 10,000 reports in Chromium without a window.
# Works in a folder of its own that it removes.
# shellcheck disable=SC2317 # functions are called by expect
set -euo pipefail
make=$(realpath "$1") here=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export LC_ALL=C.UTF-8 HOME=$folder
failed=0

browser=$(command -v chromium-headless-shell || command -v chromium) ||
  { echo "neither chromium-headless-shell nor chromium is there: run scripts/test" >&2; exit 1; }

# expect WHAT COMMAND...
expect() {
  local what=$1
  shift
  if "$@" >said.txt 2>&1; then
    echo "- $what"
  else
    echo "FAILED $what"
    head -c 2000 said.txt | sed 's/^/    /'
    failed=1
  fi
}

# show FILE#ADDRESS: the page as it is once its script has run, in dom.html, an element a line.
show() {
  timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$folder/profile" --dump-dom \
    "file://$folder/$1" 2>browser.txt | sed 's/</\n</g' >dom.html
  grep -q '</html>' dom.html || { cat browser.txt; return 1; }
}

holds() {
  grep -qF -- "$1" dom.html || { grep -E '<(title|output)' dom.html; return 1; }
}

holds_none() {
  ! grep -E -- "$1" dom.html
}

first_row() {
  grep -m 1 -A 6 '<tr aria-rowindex="2"' dom.html | grep -F -- ">$1"
}

quick() {
  local ms
  ms=$(sed -n 's/.*data-ms="\([0-9]*\)[.0-9]*".*/\1/p' dom.html)
  echo "$ms ms"
  [ -n "$ms" ] && [ "$ms" -lt 100 ]
}

"$make" page.html 10000
expect "the policy lets the page's own style and script through, and no other" python3 "$here/digests.py" page.html

show page.html
expect "the script runs under the policy" holds '>10000 of 10000 reports'
expect "what an input holds is text: the title is as it was" holds '<title>&lt;i&gt;2020 &amp; "2021"&lt;/i&gt; – Reports of a batch'
expect "there are two scripts: the data and the page's own" test "$(grep -c '^<script' dom.html)" -eq 2
expect "no picture but covers" holds_none '^<img (.*src="[^d]|.*onerror)'
expect "no link leads out" holds_none '^<a .*href="([^.]|\.[^/])'
expect "marks that reorder a line are shown" holds 'reversed \u202e gnp.exe \u2066 end'
expect "bytes that are no text are shown" holds 'bad bytes \xff\xfe and \u0001'
expect "covers are shown" holds 'src="data:image/png;base64,iVBOR'
expect "a first look is quick" quick

show 'page.html#q=%E7%AC%AC%201234%20%E5%B1%80'
expect "the address holds a search" holds '>1 of 10000 reports'
expect "a search takes less than 100 ms" quick
show 'page.html#sort=-size&state=0'
expect "the address holds states" holds '>8907 of 10000 reports'
expect "and an order" first_row report-9998.pdf

"$make" chinese.html 200 zh
show chinese.html
expect "in Chinese it says so" holds '<html lang="zh-CN">'
expect "and speaks it" holds '>共 200 份，显示 200 份'

sed '/http-equiv="Content-Security-Policy"/d; /^<\/body>/d; /^<\/html>/d' page.html >used.html
{ echo '<script>'; cat "$here/use.js"; echo '</script></body></html>'; } >>used.html
show used.html
expect "used as a reader does: search, order, states, keys" holds '<title>all holds'
exit "$failed"
