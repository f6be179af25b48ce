#!/usr/bin/env bash
# What a signature is, and what it does to the file.
# shellcheck source=tests/sign/harness.sh
. "$(dirname "$0")/harness.sh"

begin a_signature_is_valid_and_the_old_bytes_stay
cp "$report" in.pdf
sign in.pdf -o out.pdf --reason 公开 --location 乌鲁木齐
expect_status 0
expect_text "$out" 'signed out.pdf'
expect_empty "$err"
expect_same in.pdf "$report"
expect_begins out.pdf in.pdf
expect_sound out.pdf 1
expect_files in.pdf out.pdf

begin it_takes_less_than_40_kilobytes
sign "$report" -o out.pdf
[ $(($(stat -c %s out.pdf) - $(stat -c %s "$report"))) -lt 40960 ] || complain "$(stat -c %s out.pdf) bytes"

begin the_signed_attributes_are_those_of_pades
sign "$report" -o out.pdf
python3 "$here/message.py" out.pdf message
openssl cms -cmsout -print -inform DER -in message.der >message.txt 2>&1
expect_text message.txt 'contentType'
expect_text message.txt 'messageDigest'
expect_text message.txt 'signingCertificateV2'
check_not "a signing time" grep -q signingTime message.txt
[ "$(grep -c 'd.issuerAndSerialNumber' message.txt)" -eq 1 ] || complain "not one signer"
check "the sub-filter is another" grep -aq '/SubFilter/ETSI.CAdES.detached' out.pdf

begin what_is_said_is_in_the_dictionary
sign "$report" -o out.pdf --reason '同意（批准）' --location 'Urumqi' --name '张三'
qpdf --json out.pdf >out.json
for text in '同意（批准）' Urumqi 张三; do expect_text out.json "u:$text"; done

begin several_signatures_in_turn
sign "$report" -o one.pdf
sign one.pdf -o two.pdf --key "$ca/p256.key" --cert "$ca/p256.pem" --chain "$ca/chain.pem"
sign two.pdf -o three.pdf --field 批准
expect_status 0
expect_begins two.pdf one.pdf
expect_begins three.pdf two.pdf
expect_sound three.pdf 3
pdfsig -nocert three.pdf >names.txt
for name in Signature1 Signature2 批准; do expect_text names.txt "$name"; done

begin the_fields_of_the_form_are_signed_in_their_order
render_fields in.pdf
pdfsig in.pdf >names.txt
[ "$(grep -c 'The signature form field is not signed' names.txt)" -eq 3 ] || complain "$(cat names.txt)"
sign in.pdf -o one.pdf --reason 拟稿
sign one.pdf -o two.pdf --key "$ca/p256.key" --cert "$ca/p256.pem" --chain "$ca/chain.pem"
sign two.pdf -o three.pdf
expect_begins one.pdf in.pdf
expect_begins two.pdf one.pdf
expect_begins three.pdf two.pdf
expect_sound three.pdf 3
for signed in one:拟稿 two:复核 three:批准; do
  pdfsig -nocert "${signed%:*}.pdf" >names.txt
  grep -A1 "Field Name: ${signed#*:}\$" names.txt | grep -q 'Signer Certificate' || complain "$signed: $(cat names.txt)"
done
run "$program" verify three.pdf --form form/xinjiang-2020.json --trust "$ca/root.pem" --signatures 3
expect_status 0
for name in 拟稿 复核 批准; do expect_text "$out" "adds or changes: signature $name, in the field that was there"; done
for count in 1 2 3; do
  run python3 "$here/conform.py" "$(echo one two three | cut -d' ' -f$count).pdf" $count
  expect_status 0
  [ "$status" -eq 0 ] || cat "$out"
done
sign three.pdf -o four.pdf
expect_sound four.pdf 4
pdfsig -nocert four.pdf >names.txt
expect_text names.txt Signature1

begin fields_of_an_untagged_file
render_fields in.pdf --conformance none
sign in.pdf -o one.pdf
sign one.pdf -o two.pdf --field 批准
expect_sound two.pdf 2

begin what_goes_to_press_has_no_fields
render_fields in.pdf --print x4
qpdf --json in.pdf >objects.json
check_not "there are fields" grep -qE '/AcroForm|/Widget' objects.json
expect_text objects.json /StructTreeRoot
pdfsig in.pdf >names.txt 2>&1
expect_text names.txt 'does not contain any signatures'

begin a_signed_field_is_refused
sign "$report" -o one.pdf --field 拟稿
sign one.pdf -o two.pdf --field 拟稿
expect_status 65
expect_text "$err" 'one.pdf: error[SIGN_FIELD_SIGNED]'
check_not "something was written" test -e two.pdf

begin a_field_name_that_cannot_be
sign "$report" -o out.pdf --field a.b
expect_status 65
expect_text "$err" 'error[SIGN_FIELD_NAME]'

begin the_conformance_holds_after_signing
sign "$report" -o one.pdf
sign one.pdf -o two.pdf
run python3 "$here/conform.py" two.pdf 2
expect_status 0
[ "$status" -eq 0 ] || cat "$out"

begin an_untagged_file_is_signed_too
sign "$ground/plain.pdf" -o out.pdf
expect_status 0
expect_sound out.pdf 1

begin many_files_go_into_a_folder
for i in 1 2 3 4 5 6 7 8 9; do cp "$ground/plain.pdf" "r$i.pdf"; done
mkdir signed
sign r1.pdf r2.pdf r3.pdf r4.pdf r5.pdf r6.pdf r7.pdf r8.pdf r9.pdf -o signed -j 3
expect_status 0
[ "$(grep -c '^signed signed/r' "$out")" -eq 9 ] || complain "$(cat "$out")"
for i in 1 5 9; do expect_sound "signed/r$i.pdf" 1; done

begin one_bad_file_does_not_stop_the_others
cp "$ground/plain.pdf" a.pdf
echo '%PDF-1.7 nothing more' >b.pdf
cp "$ground/plain.pdf" c.pdf
mkdir signed
sign a.pdf b.pdf c.pdf -o signed
expect_status 65
expect_text "$err" 'b.pdf: error[PDF_DAMAGED]'
check "a.pdf is not signed" test -s signed/a.pdf
check "c.pdf is not signed" test -s signed/c.pdf
check_not "b.pdf is there" test -e signed/b.pdf

begin the_input_is_never_the_output
cp "$ground/plain.pdf" in.pdf
ln -s in.pdf link.pdf
for output in in.pdf link.pdf ./in.pdf; do
  sign in.pdf -o "$output"
  expect_status 2
  expect_text "$err" 'error[USAGE_OUTPUT_IS_INPUT]'
done
expect_same in.pdf "$ground/plain.pdf"
cp "$ca/rsa.key" my.key
run "$program" sign in.pdf -o my.key --key my.key --cert "$ca/rsa.pem"
expect_status 2
expect_same my.key "$ca/rsa.key"

begin a_full_disk
mkdir disk
cp "$report" in.pdf
run unshare -rm sh -c 'mount -t tmpfs -o size=256k none disk && echo old >disk/out.pdf || exit 77
  "$1" sign in.pdf -o disk/out.pdf --key "$2/rsa.key" --cert "$2/rsa.pem"; code=$?
  [ "$(cat disk/out.pdf)" = old ] && [ "$(ls disk)" = out.pdf ] || echo "not as it was" >&2
  exit $code' sh "$program" "$ca"
if [ "$status" -ne 77 ] && ! grep -q unshare "$err"; then
  expect_status 74
  expect_text "$err" 'error[FILE_WRITE]'
  check_not "the old file is gone" grep -q 'not as it was' "$err"
fi
expect_same in.pdf "$report"
sign in.pdf -o /dev/full
expect_status 74

begin misuse
sign "$report"
expect_status 2
expect_text "$err" 'error[USAGE_NEEDED]'
run "$program" sign "$report" -o out.pdf
expect_status 2
expect_text "$err" '--key'
run "$program" sign --key "$ca/rsa.key" -o out.pdf
expect_status 2
expect_text "$err" 'error[USAGE_NO_PDF]'
sign "$report" "$ground/plain.pdf" -o nowhere
expect_status 74
sign missing.pdf -o out.pdf
expect_status 74
expect_text "$err" 'error[FILE_MISSING]'
expect_no_files

finish
