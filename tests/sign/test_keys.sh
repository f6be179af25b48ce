#!/usr/bin/env bash
# Keys and certificates out of files: which sign, which are refused, and that no secret is told.
# shellcheck source=tests/sign/harness.sh
. "$(dirname "$0")/harness.sh"

with() { # KEY [OPTION...]
  local key=$1
  shift
  run "$program" sign "$report" -o out.pdf --key "$ca/$key.key" --cert "$ca/$key.pem" --chain "$ca/chain.pem" "$@"
}

refused() { # NAME CODE KEY
  begin "$1"
  with "$3"
  expect_status 65
  expect_text "$err" "error[$2]"
  expect_no_files
}

begin rsa_and_ecdsa
for key in rsa p256; do
  with "$key"
  expect_status 0
  expect_sound out.pdf 1
done

begin rsa_pss
with pss
expect_status 0
expect_cms out.pdf

# GM/T 0009 gives every signer this identifier; OpenSSL's cms command knows no way to be told.
begin sm2_with_sm3
with sm2
expect_status 0
python3 "$here/message.py" out.pdf message
python3 "$here/attributes.py" message.der signed.der value.der digest.bin
openssl dgst -sm3 -binary message.bytes >own.bin
expect_same digest.bin own.bin
openssl pkey -in "$ca/sm2.key" -pubout -out sm2.pub
check "the signature does not verify" openssl dgst -sm3 -verify sm2.pub -sigopt distid:1234567812345678 \
  -signature value.der signed.der
check_not "it verifies for another signer's identifier" openssl dgst -sm3 -verify sm2.pub -sigopt distid:other \
  -signature value.der signed.der

begin pkcs12
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.p12" --password-file "$ca/password"
expect_status 0
expect_sound out.pdf 1

begin the_password_comes_from_a_descriptor
run bash -c '"$1" sign "$2" -o out.pdf --key "$3/locked.key" --cert "$3/rsa.pem" --chain "$3/chain.pem" --password-fd 5 5<"$3/password"' \
  bash "$program" "$report" "$ca"
expect_status 0
expect_sound out.pdf 1

begin the_password_is_asked_for_at_a_terminal
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  echo "this machine makes no terminals: not asked for a password at one"
else
  { sleep 1 && printf 'banxin\n'; } | script -qec "'$program' sign '$report' -o out.pdf --key '$ca/locked.key' --cert '$ca/rsa.pem' --chain '$ca/chain.pem'" typescript >screen.txt 2>&1
  check "nothing was signed" test -s out.pdf
  expect_text screen.txt 'Password or PIN of'
fi

begin a_wrong_password
echo 'wrong-secret-word' >wrong
for key in rsa.p12 locked.key; do
  run "$program" sign "$report" -o out.pdf --key "$ca/$key" --cert "$ca/rsa.pem" --password-file wrong
  expect_status 65
  expect_text "$err" 'error[SIGN_PASSWORD]'
  check_not "the password is told" grep -q 'secret-word' "$err" "$out"
done
expect_files wrong

begin no_password
run setsid "$program" sign "$report" -o out.pdf --key "$ca/locked.key" --cert "$ca/rsa.pem"
expect_status 65
expect_text "$err" 'error[SIGN_PASSWORD_NONE]'
run "$program" sign "$report" -o out.pdf --key "$ca/locked.key" --cert "$ca/rsa.pem" --password-file missing
expect_status 74
run "$program" sign "$report" -o out.pdf --key "$ca/locked.key" --cert "$ca/rsa.pem" --password-fd x
expect_text "$err" 'error[USAGE_NUMBER]'
run "$program" sign "$report" -o out.pdf --key "$ca/locked.key" --cert "$ca/rsa.pem" --password-fd 3 --password-file x
expect_text "$err" 'error[USAGE_EITHER]'
head -c 3000 /dev/zero | tr '\0' x >long
run "$program" sign "$report" -o out.pdf --key "$ca/locked.key" --cert "$ca/rsa.pem" --password-file long
expect_text "$err" 'error[SIGN_PASSWORD_LONG]'
expect_files long

refused an_expired_certificate SIGN_EXPIRED expired
refused a_certificate_for_something_else SIGN_CERT_USAGE other
refused a_key_that_is_too_weak SIGN_KEY_WEAK weak

begin a_key_that_does_not_fit
run "$program" sign "$report" -o out.pdf --key "$ca/p256.key" --cert "$ca/rsa.pem"
expect_status 65
expect_text "$err" 'error[SIGN_KEY_FITS]'
expect_no_files

begin all_faults_at_once
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.key" --cert "$ca/expired.pem"
expect_text "$err" 'error[SIGN_KEY_FITS]'
expect_text "$err" 'error[SIGN_EXPIRED]'

begin files_that_hold_neither_key_nor_certificate
openssl genpkey -algorithm ED25519 -out ed.key
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.pem" --cert "$ca/rsa.pem"
expect_text "$err" 'error[SIGN_KEY_READ]'
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.key" --cert "$ca/rsa.key"
expect_text "$err" 'error[SIGN_CERT_READ]'
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.key" --cert "$ca/rsa.pem" --chain "$ca/rsa.key"
expect_text "$err" 'error[SIGN_CERT_READ]'
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.key"
expect_text "$err" 'error[SIGN_CERT_NONE]'
run "$program" sign "$report" -o out.pdf --key ed.key --cert "$ca/rsa.pem"
expect_text "$err" 'error[SIGN_KEY_KIND]'
run "$program" sign "$report" -o out.pdf --key missing --cert "$ca/rsa.pem"
expect_status 74
check_not "something was written" test -e out.pdf

begin a_chain_that_leads_nowhere
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.key" --cert "$ca/rsa.pem" --chain "$ca/p256.pem"
expect_status 1
expect_text "$err" 'warning[SIGN_CHAIN]'
check "nothing was signed" test -s out.pdf

# Core files, and other processes of the same user, see nothing of the key.
begin the_process_is_closed_to_others
mkfifo wait
"$program" sign "$report" -o out.pdf --key "$ca/locked.key" --cert "$ca/rsa.pem" --password-file wait >"$out" 2>"$err" &
pid=$!
for _ in $(seq 100); do
  grep -qs '^Max core file size *0 *0 ' "/proc/$pid/limits" && break
  sleep 0.05
done
check "core files are allowed" grep -q '^Max core file size *0 *0 ' "/proc/$pid/limits"
check "its memory belongs to its user" test "$(stat -c %u "/proc/$pid/mem")" -eq 0
cat "$ca/password" >wait
wait "$pid"
check "nothing was signed" test -s out.pdf

begin no_secret_is_in_the_output
with rsa
run "$program" sign "$report" -o out2.pdf --key "$ca/rsa.p12" --password-file "$ca/password"
openssl rsa -in "$ca/rsa.key" -noout -text 2>/dev/null | awk '/privateExponent/ {on = 1; next} /prime1/ {exit} on' |
  tr -d ' :\n' | cut -c 3-130 >exponent
for file in out.pdf out2.pdf; do
  check_not "the key is in $file" grep -qi "$(cut -c 1-32 exponent)" <(od -An -v -tx1 "$file" | tr -d ' \n')
  check_not "the key is in $file in digits" grep -aqi "$(cut -c 1-32 exponent)" "$file"
done

finish
