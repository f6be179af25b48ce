#!/usr/bin/env bash
# limits.sh PROGRAM SOURCE-DIR: the model report under limits of memory, from too little to enough, as the system sets
# them: the PDF is right, or there is none and the program says why.
set -uo pipefail
program=$(realpath "$1") source=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export LC_ALL=C

# render FILE [KILOBYTES]: under a limit on the data of the process.
render() {
  (
    [ $# -lt 2 ] || ulimit -d "$2"
    exec "$program" render "$source/input/xinjiang-social-insurance-2020.json" --fonts "$source/fonts/fonts.json" -o "$1"
  ) >/dev/null 2>said
}

render right.pdf || { cat said; exit 1; }
failed=0 refused=0 written=0
for kilobytes in $(seq 2000 750 40000); do
  render limited.pdf "$kilobytes"
  status=$?
  if [ "$status" -eq 0 ] && cmp -s limited.pdf right.pdf; then
    written=$((written + 1))
  elif [ "$status" -eq 70 ] && [ ! -e limited.pdf ] && grep -q 'out of memory' said; then
    refused=$((refused + 1))
  else
    echo "FAILED with $kilobytes KB: status $status, $(ls)"
    head -n 3 said
    failed=1
  fi
  rm -f limited.pdf
done
echo "$written written, $refused refused"
[ "$failed" -eq 0 ] && [ "$written" -gt 0 ] && [ "$refused" -gt 0 ]
