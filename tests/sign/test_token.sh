#!/usr/bin/env bash
# A key on a PKCS#11 token: softhsm2 plays the token.
# shellcheck source=tests/sign/harness.sh
. "$(dirname "$0")/harness.sh"
# libp11 and OpenSSL keep tables for the life of the process, which the leak sanitizer takes for lost.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}fast_unwind_on_malloc=0"
export LSAN_OPTIONS="suppressions=$here/leaks.txt:print_suppressions=0"
module=/usr/lib/softhsm/libsofthsm2.so
vanishing=$(realpath "$4")
uri='pkcs11:token=banxin;object=signer;type=private'

# A token with the RSA signer's key and certificate, PIN 1234.
make_token() {
  mkdir -p tokens
  printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$PWD" >softhsm2.conf
  export SOFTHSM2_CONF=$PWD/softhsm2.conf
  openssl pkcs8 -topk8 -nocrypt -in "$ca/rsa.key" -out key.p8
  openssl x509 -in "$ca/rsa.pem" -outform DER -out rsa.cer
  {
    softhsm2-util --init-token --free --label banxin --pin 1234 --so-pin 4321
    softhsm2-util --import key.p8 --token banxin --label signer --id 01 --pin 1234
    pkcs11-tool --module "$module" --login --pin 1234 --token-label banxin --write-object rsa.cer --type cert --label signer --id 01
  } >token.log 2>&1 </dev/null || complain "$(cat token.log)"
  rm -f key.p8 rsa.cer token.log
  echo 1234 >pin
}

with_token() { # [ARGUMENT...]
  run "$program" sign --key "$uri" --chain "$ca/chain.pem" --pkcs11-module "$module" "$@"
}

begin a_token_signs_and_knows_its_certificate
make_token
with_token "$report" -o out.pdf --password-file pin
expect_status 0
expect_empty "$err"
expect_sound out.pdf 1

begin its_certificate_may_be_a_file_or_a_uri
make_token
with_token "$report" -o out.pdf --password-file pin --cert "$ca/rsa.pem"
expect_status 0
with_token "$report" -o out.pdf --password-file pin --cert 'pkcs11:token=banxin;object=signer;type=cert'
expect_status 0
with_token "$report" -o out.pdf --password-file pin --cert "$ca/p256.pem"
expect_status 65
expect_text "$err" 'error[SIGN_KEY_FITS]'

begin several_workers_have_a_session_each
make_token
mkdir signed
for i in $(seq 12); do cp "$ground/plain.pdf" "r$i.pdf"; done
with_token r*.pdf -o signed -j 3 --password-file pin
expect_status 0
[ "$(grep -c '^signed' "$out")" -eq 12 ] || complain "$(cat "$out" "$err")"
expect_sound signed/r1.pdf 1
expect_sound signed/r12.pdf 1

# One try, however many workers there are: softhsm2 does not lock itself, a real token does after three.
begin a_wrong_pin
make_token
mkdir signed
for i in $(seq 9); do cp "$ground/plain.pdf" "r$i.pdf"; done
echo 87654321 >wrong
with_token r*.pdf -o signed -j 3 --password-file wrong
expect_status 65
[ "$(grep -c 'error\[TOKEN_PIN\]' "$err")" -eq 1 ] || complain "$(cat "$err")"
check_not "the PIN is told" grep -q 87654321 "$err" "$out"
[ -z "$(ls signed)" ] || complain "something was written"

begin no_pin
make_token
run setsid "$program" sign "$report" -o out.pdf --key "$uri" --pkcs11-module "$module"
expect_status 65
expect_text "$err" 'error[SIGN_PASSWORD_NONE]'
check_not "something was written" test -e out.pdf

begin a_pin_in_the_uri
make_token
run "$program" sign "$report" -o out.pdf --key "$uri;pin-value=1234" --pkcs11-module "$module"
expect_status 65
expect_text "$err" 'error[TOKEN_ARGV]'

begin no_such_key_token_or_library
make_token
run "$program" sign "$report" -o out.pdf --key 'pkcs11:token=banxin;object=nobody' --pkcs11-module "$module" --password-file pin
expect_status 65
expect_text "$err" 'error[TOKEN_KEY]'
run "$program" sign "$report" -o out.pdf --key 'pkcs11:token=elsewhere;object=signer' --pkcs11-module "$module" --password-file pin
expect_status 65
expect_text "$err" 'error[TOKEN_KEY]'
run "$program" sign "$report" -o out.pdf --key "$uri" --pkcs11-module "$PWD/missing.so" --password-file pin
expect_status 74
expect_text "$err" 'error[TOKEN_MODULE]'
check_not "something was written" test -e out.pdf

begin a_token_that_vanishes
make_token
mkdir signed
for i in 1 2 3; do cp "$ground/plain.pdf" "r$i.pdf"; done
run env VANISH_AFTER=1 "$program" sign r1.pdf r2.pdf r3.pdf -o signed -j 1 --key "$uri" --pkcs11-module "$vanishing" \
  --password-file pin
expect_status 74
expect_text "$err" 'error[TOKEN_GONE]'
check "the file before is not signed" test -s signed/r1.pdf
check_not "a file without a signature was written" test -e signed/r3.pdf
check_not "the PIN is told" grep -q 1234 "$err"

finish
