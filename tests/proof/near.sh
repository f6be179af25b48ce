#!/usr/bin/env bash
# near.sh PROGRAM SOURCE-DIR NEAR SPECIMEN: proofs beside the PDF of the same report as poppler shows it.
#
# The measure is the PDF at four times the resolution, averaged (near.c): at 96 dpi poppler itself moves glyphs to whole
# pixels and rules to their edges, and is farther from that measure than a proof is: that is asked too. What the bounds
# are good for is shown by a report that lacks one character.
# Works in a folder of its own that it removes.
set -euo pipefail
program=$(realpath "$1") source=$(realpath "$2") near=$(realpath "$3") specimen=$(realpath "$4")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export LC_ALL=C.UTF-8
fonts=$source/fonts/fonts.json
failed=0

# In thousandths of the page's ink and of its dark pixels, and pixels of a square (near.c).
times=4 ink_most=25 mean_most=320 apart_most=3 fullest_most=5

fail() {
  echo "FAILED $*"
  failed=1
}

# is_near A B [TIMES]: leaves the numbers in $ink, $mean, $apart, $fullest.
is_near() {
  local _
  read -r _ ink _ mean _ apart _ fullest < <("$near" "$@") || return 1
  [ "$ink" -le $ink_most ] && [ "$mean" -le $mean_most ] && [ "$apart" -le $apart_most ] && [ "$fullest" -le $fullest_most ]
}

# compare NAME PDF FIRST LAST [OPTION]: the proofs NAME-001.png ... of these pages against the PDF; poppler's own pictures must
# be farther away, taken together.
compare() {
  local page proof fine coarse ours=0 theirs=0
  pdftoppm -q -r $((96 * times)) "${@:5}" -png -f "$3" -l "$4" "$2" "$1-fine"
  pdftoppm -q -r 96 "${@:5}" -png -f "$3" -l "$4" "$2" "$1-coarse"
  fine=("$1"-fine-*.png) coarse=("$1"-coarse-*.png)
  for page in $(seq "$3" "$4"); do
    proof=$(printf "$1-%03d.png" "$page")
    is_near "$proof" "${fine[page - $3]}" $times || fail "$proof: ink ${ink-} mean ${mean-} apart ${apart-} fullest ${fullest-}"
    ours=$((ours + mean))
    is_near "${coarse[page - $3]}" "${fine[page - $3]}" $times || true
    theirs=$((theirs + mean))
  done
  echo "- $1, pages $3 to $4: mean difference of proofs $((ours / ($4 - $3 + 1))), of poppler's pictures $((theirs / ($4 - $3 + 1)))"
  [ "$ours" -lt "$theirs" ] || fail "$1: poppler's pictures are nearer to its own fine ones than the proofs"
}

# prove SAMPLE [OPTION...]: its PDF and its proofs.
prove() {
  local sample=$1
  shift
  "$program" render --fonts "$fonts" "$source/input/$sample.json" -o "$sample.pdf" >/dev/null
  "$program" proof --fonts "$fonts" "$source/input/$sample.json" -o . "$@" >/dev/null
}

# Text and a turned table; tables with merged cells; colours and faces of every kind.
prove hubei-water-2020
compare hubei-water-2020 hubei-water-2020.pdf 3 8 -gray
prove xinjiang-social-insurance-2020 --pages 6-9
compare xinjiang-social-insurance-2020 xinjiang-social-insurance-2020.pdf 6 9 -gray
"$specimen" .
for page in 1 2 3 4 5 6; do mv "specimen-$page.png" "specimen-00$page.png"; done
compare specimen specimen.pdf 1 6

# What the bounds see: one character that is missing, and another page.
mkdir other
sed 's/"公务员医疗补助"/"公务员医疗补"/' "$source/input/hubei-water-2020.json" >other/hubei-water-2020.json
"$program" proof --fonts "$fonts" --form "$source/layouts/hubei-2020.json" other/hubei-water-2020.json -o other --pages 6 >/dev/null
pages=(hubei-water-2020-fine-*.png)
if is_near other/hubei-water-2020-006.png "${pages[3]}" $times; then fail "a missing character is not seen"; fi
echo "- without a character: ink $ink mean $mean apart $apart fullest $fullest"
if is_near hubei-water-2020-003.png "${pages[1]}" $times; then fail "another page is not seen"; fi
echo "- another page: ink $ink mean $mean apart $apart fullest $fullest"
exit "$failed"
