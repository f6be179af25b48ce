#!/usr/bin/env bash
# The seal: where it stands, what it does to the file, and which pictures are none.
# shellcheck source=tests/sign/harness.sh
. "$(dirname "$0")/harness.sh"

picture() { # FILE KIND [SIDE]
  python3 "$here/seal.py" "$@"
}

# red FILE PAGE: the box of all that is red on a page, in millimetres from the left and the top: "left top right bottom".
red() {
  pdftoppm -r 127 -f "$2" -l "$2" "$1" drawn # five pixels a millimetre
  python3 "$here/red.py" drawn*.ppm 5
  rm -f drawn*.ppm
}

# expect_box FILE PAGE LEFT TOP RIGHT BOTTOM: within half a millimetre.
expect_box() {
  local found
  found=$(red "$1" "$2")
  shift 2
  awk -v found="$found" -v want="$*" 'BEGIN { n = split(found, f, " "); split(want, w, " ")
    for (i = 1; i <= 4; i++) if (n != 4 || f[i] - w[i] > 0.5 || w[i] - f[i] > 0.5) exit 1 }' ||
    complain "red at $found, not at $*"
}

begin it_stands_on_the_closing
picture ring.png ring
sign "$report" -o out.pdf --seal ring.png
expect_status 0
expect_empty "$err"
expect_sound out.pdf 1
pages=$(pdfinfo out.pdf | awk '/^Pages/ {print $2}')
# The date is 335.3 to 457.4 pt from the left; the seal begins below the last line of the text.
expect_box out.pdf "$pages" 118.8 239.3 160.8 281.3
[ -z "$(red out.pdf 1)" ] || complain "red on the first page"
run python3 "$here/conform.py" out.pdf 1
expect_status 0
[ "$status" -eq 0 ] || cat "$out"

begin it_stands_where_the_user_says
picture ring.png ring
picture wide.png wide
sign "$ground/plain.pdf" -o out.pdf --seal ring.png --seal-mm 30 --seal-at 3,100,150.5
expect_status 0
expect_sound out.pdf 1
expect_box out.pdf 3 85 135.5 115 165.5
sign "$ground/plain.pdf" -o wide.pdf --seal wide.png --seal-mm 40 --seal-at 3,100,150
expect_box wide.pdf 3 80 140 120 160

# The last one is a sheet with 50 points for marks around what is printed.
begin a_file_for_a_press_takes_none_where_it_is_printed
picture ring.png ring
"$program" render "$source_dir/input/xinjiang-social-insurance-2020.json" --print x4 -o press.pdf >/dev/null 2>&1
run "$program" sign press.pdf -o out.pdf --key "$ca/rsa.key" --cert "$ca/rsa.pem" --seal ring.png
expect_status 65
expect_text "$err" 'press.pdf: error[SEAL_PRESS]'
check_not "something was written" test -e out.pdf
run "$program" sign press.pdf -o out.pdf --key "$ca/rsa.key" --cert "$ca/rsa.pem" --seal ring.png --seal-at 1,60,100
expect_status 65
sign press.pdf -o out.pdf
expect_status 0
expect_sound out.pdf 1
for outside in yes no; do
  at=60,60
  [ $outside = no ] || at=9,9
  python3 "$here/foreign.py" press press.pdf
  sign press.pdf -o "$outside.pdf" --seal ring.png --seal-mm 5 --seal-at "1,$at"
  [ $outside = yes ] && expect_status 0
  [ $outside = no ] && expect_status 65
done
expect_sound yes.pdf 1

begin it_is_upright_on_turned_pages
picture wide.png wide
for turn in 90 180 270; do
  qpdf --rotate="$turn:3" "$ground/plain.pdf" turned.pdf
  sign turned.pdf -o out.pdf --seal wide.png --seal-mm 40 --seal-at 3,100,150 --straddle right
  expect_status 0
  expect_sound out.pdf 1
  sign turned.pdf -o only.pdf --seal wide.png --seal-mm 40 --seal-at 3,100,150
  expect_box only.pdf 3 80 140 120 160
done

begin slices_make_a_seal
picture ring.png ring
pages=$(pdfinfo "$report" | awk '/^Pages/ {print $2}')
sign "$report" -o out.pdf --seal ring.png --straddle right
expect_status 0
expect_sound out.pdf 1
run python3 "$here/conform.py" out.pdf 1
expect_status 0
[ "$status" -eq 0 ] || cat "$out"
run "$program" verify out.pdf --trust "$ca/root.pem"
expect_status 0
expect_text "$out" 'slices of a seal at the edges of pages'
expect_text "$out" 'sets to this very file, byte for byte'
check "text was lost" cmp <(pdftotext "$report" -) <(pdftotext out.pdf -)
pdftoppm -r 127 out.pdf drawn
run python3 "$here/slices.py" right 5 42 "$report" drawn*.ppm
expect_status 0
[ "$status" -eq 0 ] || cat "$out"
sign "$report" -o outer.pdf --seal ring.png --straddle outer
pdftoppm -r 127 outer.pdf outer
run python3 "$here/slices.py" outer 5 42 "$report" outer*.ppm
expect_status 0
[ "$status" -eq 0 ] || cat "$out"
rm -f ./*.ppm

begin slices_come_before_signatures
picture ring.png ring
sign "$report" -o one.pdf
sign one.pdf -o two.pdf --seal ring.png --straddle right
expect_status 65
expect_text "$err" 'error[SEAL_LATE]'
sign one.pdf -o two.pdf --seal ring.png
expect_status 0
expect_sound two.pdf 2

begin too_few_pages_for_slices
picture ring.png ring
python3 "$here/foreign.py" plain plain.pdf
sign plain.pdf -o out.pdf --seal ring.png --seal-at 1,100,100 --straddle right
expect_status 65
expect_text "$err" 'error[SEAL_SLICE]'
check_not "something was written" test -e out.pdf

begin a_field_with_a_place_of_its_own
picture ring.png ring
python3 "$here/foreign.py" fields fields.pdf
sign fields.pdf -o out.pdf --seal ring.png --field 拟稿
expect_status 0
expect_sound out.pdf 1
# the field is 100 by 50 pt at 50, 50 from the bottom: the seal is as high, in its middle
expect_box out.pdf 1 26.5 261.8 44.1 279.4

begin a_field_of_the_form
picture ring.png ring
render_fields in.pdf --dump-pages pages.txt
sign in.pdf -o out.pdf --seal ring.png
expect_status 0
expect_sound out.pdf 1
# 30 by 12 mm: the seal is as high as the field, in its middle
page=$(awk '/^page/ { page = $2 } /^  field .* "拟稿"$/ { print page }' pages.txt)
# shellcheck disable=SC2046
expect_box out.pdf "$page" $(awk '/^  field .* "拟稿"$/ { split($2, at, ","); split($3, size, "x"); mm = 25.4 / 72
  left = (at[1] + size[1] / 2 - size[2] / 2) * mm; top = at[2] * mm
  print left, top, left + size[2] * mm, top + size[2] * mm }' pages.txt)

begin no_place
picture ring.png ring
python3 "$here/foreign.py" plain plain.pdf
sign plain.pdf -o out.pdf --seal ring.png
expect_status 65
expect_text "$err" 'error[SEAL_PLACE]'
sign plain.pdf -o out.pdf --seal ring.png --seal-at 2,100,100
expect_text "$err" 'error[SEAL_PAGE]'
sign plain.pdf -o out.pdf --seal ring.png --seal-at 1,10,100
expect_text "$err" 'error[SEAL_OUTSIDE]'
check_not "something was written" test -e out.pdf
sign plain.pdf -o out.pdf --seal ring.png --seal-at 1,100,100
expect_status 0
expect_sound out.pdf 1

refused() { # NAME CODE KIND
  begin "$1"
  picture seal.png "$3"
  sign "$report" -o out.pdf --seal seal.png
  expect_status 65
  expect_text "$err" "seal.png: error[$2]"
  check_not "something was written" test -e out.pdf
}
refused a_picture_without_alpha SEAL_OPAQUE rgb
refused a_picture_whose_alpha_is_full SEAL_OPAQUE opaque
refused a_palette_without_a_clear_entry SEAL_OPAQUE palette
refused a_picture_20000_pixels_wide SEAL_LARGE huge
refused a_picture_cut_off SEAL_PNG cut

begin a_palette_with_a_clear_entry
picture seal.png palette-clear
sign "$report" -o out.pdf --seal seal.png
expect_status 0
expect_sound out.pdf 1

begin what_is_no_picture
cp "$report" seal.png
sign "$report" -o out.pdf --seal seal.png
expect_status 65
expect_text "$err" 'error[SEAL_PNG]'
sign "$report" -o out.pdf --seal missing.png
expect_status 74
head -c 20000000 /dev/zero >large.png
sign "$report" -o out.pdf --seal large.png
expect_text "$err" 'error[FILE_SIZE]'
check_not "something was written" test -e out.pdf

begin misuse
picture ring.png ring 16
for words in "--seal-at 1,2" "--seal-at 1,2,3,4" "--seal-at a,b,c" "--seal-at 1.5,2,3" "--seal-at 1,-2,3" "--seal-mm 200" "--seal-mm 4"; do
  # shellcheck disable=SC2086
  sign "$report" -o out.pdf --seal ring.png $words
  expect_status 2
  expect_text "$err" 'error[USAGE_SEAL_'
done
for words in "--seal-at 1,2,3" "--straddle right"; do
  # shellcheck disable=SC2086
  sign "$report" -o out.pdf $words
  expect_status 2
  expect_text "$err" 'error[USAGE_ALONE]'
done
sign "$report" -o ring.png --seal ring.png
expect_status 2
expect_files ring.png

finish
