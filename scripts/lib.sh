# shellcheck shell=bash
# Shared by the scripts, to be sourced: where the checkout is, words in the reader's language, configuring a build.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." >/dev/null && pwd -P)
jobs=$(nproc 2>/dev/null || echo 1)
export root jobs

# say ENGLISH CHINESE: one remark to the person at the terminal, on stderr as all remarks.
say() {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) printf '%s\n' "$2" >&2 ;;
    *) printf '%s\n' "$1" >&2 ;;
  esac
}

# fail ENGLISH CHINESE: a last remark, then the end.
fail() {
  say "$1" "$2"
  exit 1
}

# lighten_faces FOLDER: with the tool built in FOLDER, makes the lighter forms of the Chinese faces that fonts.json asks
# for first, in fonts/light/. The tool leaves alone what is there already and was made of the same face in the same way.
lighten_faces() {
  local noto=/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc orders=() face
  for face in FandolKai-Regular FandolFang-Regular FandolSong-Bold FandolHei-Regular; do
    orders+=("fonts/$face.otf fonts/light/$face.otf")
  done
  if [ -f "$noto" ]; then # of its 65,535 glyphs those that a Chinese face has
    orders+=("--characters fonts/FandolSong-Regular.otf $noto#2 fonts/light/NotoSerifCJKsc-Regular.otf")
  fi
  mkdir -p "$root/fonts/light"
  (cd "$root" && printf '%s\n' "${orders[@]}" | xargs -P "$jobs" -L 1 "$1/banxin-lighten" >&2) ||
    fail "The Chinese faces could not be made lighter." "中文字体轻量化失败。"
}

# configure PRESET FOLDER [CMAKE-OPTION...]: a folder configured for a checkout that stood elsewhere starts afresh.
configure() {
  local preset=$1 folder=$2 cache=$2/CMakeCache.txt
  shift 2
  local fresh=()
  if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
    fresh=(--fresh)
  fi
  (cd "$root" && cmake --preset "$preset" -B "$folder" "${fresh[@]}" "$@")
}
