#!/usr/bin/env bash
# bench/sign.sh PROGRAM SOURCE-DIR [REPORTS]: what signing costs: bytes and CPU that a signature of level B adds to the
# model report, and so many reports (1,000) with one key on a softhsm2 token by two processes.
set -euo pipefail
program=$(realpath "$1") source_dir=$(realpath "$2") reports=${3:-1000}
module=/usr/lib/softhsm/libsofthsm2.so
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# cpu COMMAND...: its milliseconds of CPU, user and system, of a mean of twenty runs.
cpu() {
  local TIMEFORMAT='%U %S'
  { time for _ in $(seq 20); do "$@" >/dev/null; done; } 2>&1 | awk '{ printf "%.1f", ($1 + $2) * 1000 / 20 }'
}

"$source_dir/scripts/test-ca" ca 2>/dev/null
"$program" render "$source_dir/input/xinjiang-social-insurance-2020.json" -o report.pdf >/dev/null
sign=("$program" sign --chain ca/chain.pem)
"${sign[@]}" --key ca/rsa.key --cert ca/rsa.pem report.pdf -o signed.pdf >/dev/null
echo "bytes a signature adds: $(($(stat -c %s signed.pdf) - $(stat -c %s report.pdf)))"
for key in rsa p256; do
  echo "CPU of one run, $key: $(cpu "${sign[@]}" --key "ca/$key.key" --cert "ca/$key.pem" report.pdf -o signed.pdf) ms"
done

mkdir tokens many out
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$folder" >softhsm2.conf
export SOFTHSM2_CONF=$folder/softhsm2.conf
softhsm2-util --init-token --free --label bench --pin 1234 --so-pin 4321 >/dev/null
openssl pkcs8 -topk8 -nocrypt -in ca/rsa.key -out key.p8
softhsm2-util --import key.p8 --token bench --label signer --id 01 --pin 1234 >/dev/null
echo 1234 >pin
for i in $(seq "$reports"); do ln report.pdf "many/r$i.pdf"; done
TIMEFORMAT="$reports reports with one token, two processes: %R s, CPU %U + %S s"
time "${sign[@]}" --key 'pkcs11:token=bench;object=signer;type=private' --pkcs11-module "$module" --cert ca/rsa.pem \
  --password-file pin many/*.pdf -j 2 -o out >/dev/null
[ "$(find out -name '*.pdf' | wc -l)" -eq "$reports" ]
