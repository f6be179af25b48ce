#!/usr/bin/env bash
# whole.sh PROGRAM SOURCE-DIR COMPARE SAMPLE: a shipped report from its file to its PDF, as other programs see it.
# Works in a folder of its own that it removes.
set -euo pipefail
program=$(realpath "$1") source=$(realpath "$2") compare=$(realpath "$3") sample=$4
here=$(cd "$(dirname "$0")" && pwd)
report=$source/input/$sample.json fonts=$source/fonts/fonts.json
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export LC_ALL=C.UTF-8

for tool in qpdf pdffonts pdfinfo pdftotext pdftoppm mutool python3 localedef; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: run scripts/test" >&2; exit 1; }
done

failed=0
# expect WHAT COMMAND...: says what does not hold, and goes on.
expect() {
  local what=$1
  shift
  if "$@" >said.txt 2>&1; then
    echo "- $what"
  else
    echo "FAILED $what"
    head -n 20 said.txt | sed 's/^/    /'
    failed=1
  fi
}

render() {
  "$program" render --fonts "$fonts" "$@"
}

no_remarks() {
  qpdf --check "$1" >check.txt 2>&1 && grep -q 'No syntax or stream encoding errors' check.txt && ! grep -i warning check.txt
}

good_fonts() {
  pdffonts "$1" | tee fonts.txt
  awk 'NR > 2 { faces++; if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") bad = 1 }
       END { exit bad || faces < 3 }' fonts.txt
}

# How many pages the PDF has.
page_count() {
  qpdf --show-npages "$1"
}

# At 200 dpi, in grey: a pixel counts when it lies 56 of 255 steps outside of what the 3 x 3 pixels around it span in
# the other picture, and at most 80 of a square of 48 x 48 may (tests/pdf/compare.c). Rows of leader dots, which the two
# round to their pixels differently, come to 61; a Han character of a table that is missing comes to more than 100.
same_pictures() {
  local pages page
  pages=$(page_count "$1")
  mutool draw -q -r 200 -c gray -o m-%d.pgm "$1"
  pdftoppm -q -r 200 -gray "$1" p
  for page in $(seq "$pages"); do
    "$compare" "m-$page.pgm" "$(printf "p-%0${#pages}d.pgm" "$page")" 80 || return 1
  done
}

# keeps KIND OPTION...: a PDF of its own that keeps what its kind promises (tests/pdf/archive).
keeps() {
  local kind=$1
  shift
  render "$report" -o "$kind.pdf" --dump-pages "$kind.pages" "$@" && no_remarks "$kind.pdf" &&
    python3 "$here/../pdf/archive" "$kind.pdf" "$kind" "$kind.pages"
}

same_source() {
  qpdf --show-attachment=report.json report.pdf | cmp - "$report"
}

same_bytes() {
  cmp report.pdf "$1"
}

render "$report" -o report.pdf >said.txt 2>&1 || { cat said.txt; exit 1; }
expect "it is printed without a remark" test "$(wc -l <said.txt)" -eq 1
expect "qpdf finds no fault in it" no_remarks report.pdf
expect "all faces are embedded, cut and have Unicode" good_fonts report.pdf

qpdf --json=2 --json-stream-data=none report.pdf >report.qpdf
for way in raw layout; do
  for page in $(seq "$(page_count report.pdf)"); do
    pdftotext "-$way" -enc UTF-8 -f "$page" -l "$page" report.pdf "$way-$page.txt"
  done
done
expect "every text and amount of the data can be copied out of it" \
  python3 "$here/cells.py" "$report" "$source/layouts" "$folder"
expect "contents, bookmarks and page labels agree" python3 "$here/contents.py" report.pdf report.qpdf "$folder"
expect "two renderers draw the same" same_pictures report.pdf
expect "it is PDF/A-3a and PDF/UA-1" keeps 3a
expect "that is what is written when nothing is asked for" same_bytes 3a.pdf
expect "it carries the report's data as it was read" same_source
expect "PDF/A-2a and PDF/UA-1" keeps 2a --conformance 2a
expect "nothing is promised" keeps none --conformance none
expect "PDF/X-4 with PDF/A-2a and PDF/UA-1" keeps x4 --print x4
expect "PDF/X-4 alone" keeps x4-none --print x4 --conformance none

mkdir locales
localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8 >/dev/null 2>&1 || true # it may warn of what it does not know
expect "there is a locale with decimal commas" test "$(env LOCPATH="$folder/locales" LC_ALL=de_DE.UTF-8 locale decimal_point)" = ,
env LOCPATH="$folder/locales" LC_ALL=de_DE.UTF-8 "$program" render --fonts "$fonts" "$report" -o comma.pdf >/dev/null
expect "the same bytes under decimal commas" same_bytes comma.pdf
env LC_ALL=C LANG=C "$program" render --fonts "$fonts" "$report" -o plain.pdf >/dev/null
expect "the same bytes under LANG=C" same_bytes plain.pdf

mkdir -p "elsewhere/a folder"
cp -r "$source/input" "$source/layouts" "elsewhere/a folder"
(cd "elsewhere/a folder/input" && render "$sample.json" -o ../out.pdf >/dev/null)
expect "the same bytes from another folder" same_bytes "elsewhere/a folder/out.pdf"

mkdir together
render "$source"/input/*.json -o together >/dev/null
expect "the same bytes among other reports" same_bytes "together/$sample.pdf"
# At least so many figures of the prose are links to the cells they came from; contents.py looks where they lead.
figures_that_lead() {
  python3 "$here/contents.py" report.pdf report.qpdf "$folder" | grep -Eq "bookmarks, ($1|[1-9][0-9]{2,}) figures"
}

if [ "$sample" = xinjiang-social-insurance-2020-corrected ]; then
  expect "figures of its prose lead to their cells" figures_that_lead '[3-9][0-9]'
fi
if [ "$sample" = xinjiang-social-insurance-2020 ]; then
  expect "it is smaller than 400 KB, with its data than 420" \
    test "$(stat -c %s 2a.pdf)" -lt 400000 -a "$(stat -c %s report.pdf)" -lt 420000
fi
exit "$failed"
