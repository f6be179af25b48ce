# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by the tests of signing, called as: test_X.sh PROGRAM SOURCE-DIR GROUND. See tests/system/harness.sh.
# shellcheck source=/dev/null
. "$(dirname "${BASH_SOURCE[0]}")/../system/harness.sh"
ground=$(realpath "$3")
ca=$ground/ca
report=$ground/report.pdf
here=$source_dir/tests/sign

# render_fields FILE [OPTION...]: the report by a form of its own with fields for 拟稿, 复核 and 批准 behind the closing,
# which is left as form/xinjiang-2020.json.
render_fields() {
  local file=$1
  shift
  mkdir -p form
  sed 's|^ *{"closing": .*}}$|&, {"space": "1 lines"}, {"signatures": ["拟稿", "复核", "批准"], "style": "closing"}|' \
    "$source_dir/layouts/xinjiang-2020.json" >form/xinjiang-2020.json
  "$program" render "$source_dir/input/xinjiang-social-insurance-2020.json" --form form/xinjiang-2020.json -o "$file" "$@" \
    >render.txt 2>&1 || complain "$(cat render.txt)"
  rm -f render.txt
}

# sign IN ARGUMENT...: by the RSA signer, if no other key is named.
sign() {
  case " $* " in
    *" --key "*) run "$program" sign "$@" ;;
    *) run "$program" sign "$@" --key "$ca/rsa.key" --cert "$ca/rsa.pem" --chain "$ca/chain.pem" ;;
  esac
}

# expect_begins FILE BEGINNING: the bytes of BEGINNING stand at the start of FILE.
expect_begins() {
  check "$1 does not begin with $2" cmp -n "$(stat -c %s "$2")" "$1" "$2"
}

# expect_sound FILE COUNT: COUNT signatures, each valid in pdfsig's eyes, the last over the whole file; in openssl's eyes
# the last one too; and qpdf and mutool find nothing amiss.
expect_sound() {
  pdfsig -nocert "$1" >pdfsig.txt 2>pdfsig.err
  [ "$(grep -c 'Signature is Valid' pdfsig.txt)" -eq "$2" ] || complain "pdfsig: $(cat pdfsig.txt pdfsig.err)"
  [ "$(grep -c '^  - Total document signed' pdfsig.txt)" -eq 1 ] || complain "pdfsig: the last signature is not over all"
  expect_cms "$1"
  check "qpdf finds faults in $1" qpdf --check "$1"
  mutool draw -F text "$1" 1 2>mutool.err >/dev/null
  check_not "mutool finds faults in $1: $(cat mutool.err)" grep -qvE 'ICC support is not available|^page ' mutool.err
  rm -f pdfsig.txt pdfsig.err mutool.err
}

# expect_cms FILE [OPTION...]: the last signature's message is what openssl takes for a signature of its bytes, up to
# the test root.
expect_cms() {
  local file=$1
  shift
  python3 "$here/message.py" "$file" message || complain "no message in $file"
  openssl cms -verify -binary -inform DER -in message.der -content message.bytes -CAfile "$ca/root.pem" -purpose any \
    -out /dev/null "$@" 2>openssl.err || complain "openssl: $(cat openssl.err)"
  rm -f message.der message.bytes openssl.err
}
