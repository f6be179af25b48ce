# shellcheck shell=bash
# To be sourced after lib.sh by what installs Debian packages: what is missing of a list, and nothing else.

# find_rights: how a command becomes root's; sudo may ask for a password only where somebody can type one.
find_rights() {
  if [ "$(id -u)" -eq 0 ]; then
    rights=()
    return
  fi
  command -v sudo >/dev/null ||
    fail "Installing needs root: run this as root, or install sudo." "安装软件包需要 root 权限：请以 root 身份运行，或先安装 sudo。"
  rights=(sudo)
  [ -t 0 ] || rights+=(-n)
  "${rights[@]}" true ||
    fail "Installing needs root, and sudo refused: run this as root." "安装软件包需要 root 权限，而 sudo 未获授权：请以 root 身份运行。"
}

as_root() {
  "${rights[@]}" env DEBIAN_FRONTEND=noninteractive "$@"
}

# quietly COMMAND...: what the command prints is shown only if it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ "$status" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

update_lists() {
  say "Fetching Debian's package lists ..." "正在更新 Debian 软件包列表……"
  find_rights
  quietly as_root apt-get update || fail "The lists could not be fetched." "软件包列表更新失败。"
}

# know_packages PACKAGE...: the lists are fetched only if they do not name a package.
know_packages() {
  local package known
  for package; do
    known=$(LC_ALL=C apt-cache policy "$package" 2>/dev/null || true)
    if ! grep -q 'Candidate: [^(]' <<<"$known"; then
      update_lists
      return
    fi
  done
}

# missing_packages PACKAGE...: prints those that are not installed.
missing_packages() {
  local installed package
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for package; do
    grep -qxF "$package installed" <<<"$installed" || printf '%s\n' "$package"
  done
}

install_packages() {
  quietly as_root apt-get install -y -q --no-install-recommends "$@"
}

ensure_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}" "正在安装 ${#missing[@]} 个 Debian 软件包：${missing[*]}"
  find_rights
  know_packages "${missing[@]}"
  # Lists that are older than the archive name versions that are gone: then the lists are fetched, and once more.
  if ! install_packages "${missing[@]}" 2>/dev/null; then
    update_lists
    install_packages "${missing[@]}" ||
      fail "The packages could not be installed; apt's words are above." "软件包安装失败，apt 的输出见上。"
  fi
}
