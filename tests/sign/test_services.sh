#!/usr/bin/env bash
# Time stamps, OCSP answers and lists of revoked certificates over HTTP, good and bad; and what is made of them.
# shellcheck source=tests/sign/harness.sh
. "$(dirname "$0")/harness.sh"

# The services run for the whole script, on a port of the system's choice; the authority's certificates name it.
start_services() {
  python3 "$here/services.py" "$scratch/ca" "$scratch/port" &
  services=$!
  trap 'kill "$services" 2>/dev/null; rm -rf "$scratch"' EXIT
  for _ in $(seq 100); do
    [ -s "$scratch/port" ] && break
    sleep 0.1
  done
  url=http://127.0.0.1:$(cat "$scratch/port")
  "$source_dir/scripts/test-ca" "$scratch/ca" "$url" 2>/dev/null || exit 1
  ca=$scratch/ca
}
start_services

count() { curl -s "$url/count/$1" 2>/dev/null || python3 -c "import urllib.request as r; print(r.urlopen('$url/count/$1').read().decode())"; }

# expect_stamp FILE: the last signature has a time stamp over its value that openssl verifies.
expect_stamp() {
  python3 "$here/message.py" "$1" message ${2:+"$2"}
  python3 "$here/stamp.py" message.der token.der value.bin || complain "no time stamp"
  openssl ts -verify -token_in -in token.der -data value.bin -CAfile "$ca/root.pem" -untrusted "$ca/chain.pem" >ts.txt 2>&1 ||
    complain "openssl ts: $(cat ts.txt)"
  rm -f message.* token.der value.bin ts.txt
}

begin level_t
sign "$report" -o out.pdf --tsa "$url/tsa"
expect_status 0
expect_empty "$err"
expect_sound out.pdf 1
expect_stamp out.pdf
sign "$report" -o trusted.pdf --tsa "$url/tsa" --tsa-trust "$ca/root.pem" --level t
expect_status 0
expect_stamp trusted.pdf

begin a_service_under_another_root
sign "$report" -o out.pdf --tsa "$url/tsa" --tsa-trust "$ground/ca/root.pem"
expect_status 65
expect_text "$err" 'error[TSA_WRONG]'
check_not "something was written" test -e out.pdf

wrong() { # NAME CODE STATUS PATH [ARGUMENT...]
  begin "$1"
  local code=$2 expected=$3 path=$4
  shift 4
  sign "$ground/plain.pdf" -o out.pdf --tsa "$url/$path" --tsa-timeout 1 --tsa-retries 1 "$@"
  expect_status "$expected"
  expect_text "$err" "error[$code]"
  expect_no_files
}
wrong a_service_that_is_slow TSA_DOWN 74 tsa-slow
wrong a_service_that_says_later TSA_DOWN 74 tsa-503
wrong a_service_without_end TSA_DOWN 74 tsa-endless
wrong a_path_that_is_not_there TSA_DOWN 74 nowhere
wrong garbage TSA_GARBAGE 65 tsa-garbage
wrong a_page_for_people TSA_GARBAGE 65 tsa-html
wrong an_answer_cut_off TSA_GARBAGE 65 tsa-cut
wrong a_refusal TSA_REFUSED 65 tsa-refused
wrong another_nonce TSA_WRONG 65 tsa-nonce
wrong another_digest TSA_WRONG 65 tsa-imprint

begin a_service_that_is_down
sign "$ground/plain.pdf" -o out.pdf --tsa http://127.0.0.1:1/tsa --tsa-timeout 1 --tsa-retries 1
expect_status 74
expect_text "$err" 'error[TSA_DOWN]'
sign "$ground/plain.pdf" -o out.pdf --tsa ftp://127.0.0.1/tsa --tsa-timeout 1
expect_status 74
expect_no_files

begin asked_again_after_a_refusal_for_now
sign "$ground/plain.pdf" -o out.pdf --tsa "$url/tsa-flaky"
expect_status 0
expect_stamp out.pdf
[ "$(count tsa-flaky)" -eq 2 ] || complain "asked $(count tsa-flaky) times"

# A byte flipped anywhere: mostly refused; what passes is a byte that no signature covers, and still a time stamp.
begin a_flipped_byte_is_found
for at in 50 150 250 350 450 550 650 750 850 950 990; do
  rm -f out.pdf
  sign "$ground/plain.pdf" -o out.pdf --tsa "$url/tsa-flip/$at"
  [ "$status" -eq 65 ] || [ "$status" -eq 0 ] || complain "exit status $status at $at"
  if [ -e out.pdf ]; then expect_stamp out.pdf; fi
done

begin level_lt_by_ocsp
sign "$report" -o out.pdf --tsa "$url/tsa" --level lt
expect_status 0
expect_empty "$err"
pdfsig -nocert out.pdf >names.txt
expect_text names.txt 'Signature is Valid'
check "qpdf finds faults" qpdf --check out.pdf
run python3 "$here/store.py" out.pdf "$ca"
expect_status 0
[ "$status" -eq 0 ] || cat "$out"
expect_text "$out" '4 certificates, 3 OCSP answers, 0 lists'
[ "$(count ca.crl)" -eq 0 ] || complain "a list was fetched beside OCSP answers"

begin level_lt_by_files
mkdir lists
cp "$ca"/*.crl lists
before=$(count ocsp-ca)
sign "$report" -o out.pdf --tsa "$url/tsa" --level lt --revocation lists
expect_status 0
[ "$(count ocsp-ca)" -eq "$before" ] || complain "services were asked beside the files"
run python3 "$here/store.py" out.pdf "$ca"
expect_status 0
expect_text "$out" '0 OCSP answers, 2 lists'
sign "$report" -o other.pdf --tsa "$url/tsa" --level lt --revocation "$ca/rsa.pem"
expect_status 65
expect_text "$err" 'error[MATERIAL_FILE]'

begin level_lta
sign "$report" -o out.pdf --tsa "$url/tsa" --level lta
expect_status 0
expect_begins out.pdf "$report"
[ "$(grep -ac '%%EOF' out.pdf)" -eq 4 ] || complain "not three updates"
python3 "$here/message.py" out.pdf stamp || complain "the document time stamp is not over all"
openssl ts -verify -token_in -in stamp.der -data stamp.bytes -CAfile "$ca/root.pem" -untrusted "$ca/chain.pem" >ts.txt 2>&1 ||
  complain "openssl ts: $(cat ts.txt)"
check "no document time stamp" grep -aq '/Type/DocTimeStamp' out.pdf
check "qpdf finds faults" qpdf --check out.pdf
run python3 "$here/conform.py" out.pdf 2
expect_status 0
[ "$status" -eq 0 ] || cat "$out"

begin evidence_of_several_signatures_is_joined
sign "$report" -o one.pdf --tsa "$url/tsa" --level lt
sign one.pdf -o two.pdf --tsa "$url/tsa" --level lt --key "$ca/p256.key" --cert "$ca/p256.pem" --chain "$ca/chain.pem"
expect_status 0
expect_begins two.pdf one.pdf
run python3 "$here/store.py" two.pdf "$ca"
expect_status 0
[ "$status" -eq 0 ] || cat "$out"
expect_text "$out" '5 certificates'

begin a_revoked_certificate
run "$program" sign "$report" -o out.pdf --key "$ca/revoked.key" --cert "$ca/revoked.pem" --chain "$ca/chain.pem" --tsa "$url/tsa" --level lt
expect_status 65
expect_text "$err" 'error[SIGN_REVOKED]'
cp "$ca/ca.crl" ca.crl
run "$program" sign "$report" -o out.pdf --key "$ca/revoked.key" --cert "$ca/revoked.pem" --chain "$ca/chain.pem" --tsa "$url/tsa" --level lt --revocation ca.crl
expect_status 65
expect_text "$err" 'error[SIGN_REVOKED]'
check_not "something was written" test -e out.pdf

begin a_chain_that_is_not_whole
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.key" --cert "$ca/rsa.pem" --chain "$ca/root.pem" --tsa "$url/tsa" --level lt --tsa-trust "$ca/ca.pem"
rm -f out.pdf
check "it was fetched unasked" test "$(count ca.cer)" -eq 0
cp "$ca/tsa.cnf" tsa.cnf
sed -i 's/^certs = .*/certs = tsa.pem/' "$ca/tsa.cnf"
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.key" --cert "$ca/rsa.pem" --tsa "$url/tsa" --level lt
expect_status 65
expect_text "$err" 'error[MATERIAL_ISSUER]'
check_not "something was written" test -e out.pdf
run "$program" sign "$report" -o out.pdf --key "$ca/rsa.key" --cert "$ca/rsa.pem" --tsa "$url/tsa" --level lt --fetch-issuers
expect_status 0
run python3 "$here/store.py" out.pdf "$ca"
expect_status 0
expect_text "$out" '4 certificates'
cp tsa.cnf "$ca/tsa.cnf"

begin no_evidence_to_be_had
run "$program" sign "$report" -o out.pdf --key "$ground/ca/rsa.key" --cert "$ground/ca/rsa.pem" --chain "$ground/ca/chain.pem" \
  --tsa "$url/tsa" --level lt --tsa-timeout 1 --tsa-retries 1
expect_status 65
expect_text "$err" 'error[MATERIAL_NONE]'
expect_text "$err" 'warning[MATERIAL_FETCH]'
check_not "something was written" test -e out.pdf

begin misuse
sign "$report" -o out.pdf --level lt
expect_status 2
expect_text "$err" 'error[USAGE_LEVEL_TSA]'
sign "$report" -o out.pdf --level x
expect_status 2

finish
