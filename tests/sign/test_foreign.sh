#!/usr/bin/env bash
# PDFs that banxin did not make: tables and streams, mended and linearized ones, forms with fields of their own; and what
# is no PDF, damaged or encrypted.
# shellcheck source=tests/sign/harness.sh
. "$(dirname "$0")/harness.sh"

make() { # ARGUMENT...: a file by foreign.py
  python3 "$here/foreign.py" "$@" || complain "foreign.py $*"
}

begin tables_get_tables_and_streams_get_streams
qpdf --object-streams=disable "$report" table.pdf
qpdf --object-streams=generate "$report" stream.pdf
qpdf --linearize "$report" linear.pdf
for kind in table stream linear; do
  sign "$kind.pdf" -o "$kind-1.pdf"
  expect_status 0
  sign "$kind-1.pdf" -o "$kind-2.pdf"
  expect_sound "$kind-2.pdf" 2
  expect_begins "$kind-2.pdf" "$kind.pdf"
done
[ "$(grep -ac '^xref' table-2.pdf)" -eq 3 ] || complain "tables were not continued"
[ "$(grep -ac '^xref' stream-2.pdf)" -eq 0 ] || complain "a table behind streams"

begin a_hybrid_file
make hybrid hybrid.pdf
sign hybrid.pdf -o out.pdf
expect_status 0
expect_sound out.pdf 1

begin a_small_file_of_another_program
make plain plain.pdf
sign plain.pdf -o out.pdf
expect_status 0
expect_sound out.pdf 1
check "no page was given the widget" grep -aq '/Annots *\[' out.pdf

begin annotations_and_fields_in_arrays_of_their_own
make arrays arrays.pdf
sign arrays.pdf -o out.pdf
expect_status 0
expect_sound out.pdf 1
sign arrays.pdf -o other.pdf --field 姓名
expect_status 65
expect_text "$err" 'error[SIGN_FIELD_OTHER]'

begin an_empty_field_is_used
make fields fields.pdf
sign fields.pdf -o one.pdf
expect_status 0
sign one.pdf -o two.pdf --field 批准
expect_status 0
expect_sound two.pdf 2
pdfsig -nocert two.pdf >names.txt
for name in 拟稿 批准; do expect_text names.txt "$name"; done
[ "$(grep -c 'Field Name' names.txt)" -eq 2 ] || complain "$(cat names.txt)"
sign two.pdf -o three.pdf
expect_sound three.pdf 3

begin a_file_that_is_certified_and_closed
make locked locked.pdf
sign locked.pdf -o out.pdf
expect_status 65
expect_text "$err" 'error[SIGN_LOCKED]'

begin a_tagged_file_with_a_flat_parent_tree
make tagged tagged.pdf
sign tagged.pdf -o out.pdf
expect_status 0
expect_sound out.pdf 1
qpdf --json out.pdf >out.json
expect_text out.json '"/S": "/Form"'

refused() { # NAME CODE KIND
  begin "$1"
  make "$3" in.pdf
  sign in.pdf -o out.pdf
  expect_status 65
  expect_text "$err" "in.pdf: error[$2]"
  check_not "something was written" test -e out.pdf
}
refused not_a_pdf PDF_NONE text
refused an_empty_file PDF_NONE empty
refused bytes_before_the_header PDF_NONE late
refused a_wrong_startxref PDF_DAMAGED startxref
refused a_file_cut_off PDF_DAMAGED cut
refused a_file_without_its_last_line PDF_DAMAGED endless
refused a_page_tree_in_a_circle PDF_DAMAGED circle
refused no_catalogue PDF_DAMAGED rootless
refused an_object_that_is_broken PDF_DAMAGED broken

begin what_verify_takes_for_damaged_is_not_signed
make endless in.pdf
run "$program" verify in.pdf --signatures 0
expect_status 65
expect_text "$err" 'in.pdf: error[PDF_DAMAGED]'

begin an_encrypted_file
qpdf --encrypt user owner 256 -- "$report" locked.pdf
qpdf --encrypt '' owner 256 -- "$report" open.pdf
for file in locked open; do
  sign "$file.pdf" -o out.pdf
  expect_status 65
  expect_text "$err" "$file.pdf: error[PDF_ENCRYPTED]"
done
check_not "something was written" test -e out.pdf

finish
