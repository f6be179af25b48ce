#!/usr/bin/env bash
# well_formed.sh SOURCE PYTHON: the scripts and programs of bench/ can be read by what runs them, and the lock file of npm
# names versions and digests, and nothing of where somebody fetched them from.
set -euo pipefail
source=$1
python=$2
failed=0

complain() {
  echo "FAILED: $1"
  failed=1
}

for script in "$source"/scripts/bench "$source"/scripts/packages.sh "$source"/bench/peers/setup; do
  bash -n "$script" || complain "$script"
done
for program in "$source"/bench/peers/*.py "$source"/bench/peers/run; do
  "$python" -c 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())' "$program" ||
    complain "$program"
done
"$python" - "$source/bench/peers" <<'EOF' || complain "package-lock.json"
import json, sys
folder = sys.argv[1]
wanted = json.load(open(f"{folder}/package.json"))["dependencies"]
packages = json.load(open(f"{folder}/package-lock.json"))["packages"]
assert all(packages[f"node_modules/{name}"]["version"] == version for name, version in wanted.items())
assert all(package["integrity"].startswith("sha512-") for name, package in packages.items() if name)
assert not any("resolved" in package for package in packages.values())
EOF
exit "$failed"
