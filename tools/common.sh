# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What tools/run and tools/test share: the packages that are needed, and the build. To be sourced.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Meson reads and prints UTF-8.
export LC_ALL=${LC_ALL:-C.UTF-8}

# needed_packages USE… : their names, from tools/packages.
needed_packages ()
{
  local name use
  while read -r name use _; do
    case " $* " in
      *" $use "*) echo "$name" ;;
    esac
  done < <(grep -v '^#' "$top/tools/packages")
}

# missing_packages NAME… : those of them that are not installed.
missing_packages ()
{
  local name
  for name in "$@"; do
    case $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) in
      installed) ;;
      *) echo "$name" ;;
    esac
  done
}

# install_packages USE… : installs what is missing, and says nothing where nothing is.
install_packages ()
{
  local -a needed missing as_root=()
  mapfile -t needed < <(needed_packages "$@")
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    if ! command -v meson >/dev/null || ! command -v ninja >/dev/null || ! command -v pkg-config >/dev/null ||
        ! pkg-config --exists 'glib-2.0 >= 2.74' 'gtk4 >= 4.8' 'libadwaita-1 >= 1.2' 'gsl >= 2.7' 'jansson >= 2.14' cairo pangocairo; then
      echo "This is not a Debian system. Please install what these Debian packages hold, under your system's names for them:"
      printf '  %s\n' "${needed[@]}"
      exit 1
    fi
    return 0 # meson says what is missing
  fi
  mapfile -t missing < <(missing_packages "${needed[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "There is no sudo here. As root, run:  apt-get install ${missing[*]}"
      exit 1
    fi
    as_root=(sudo)
  fi
  quietly "${as_root[@]}" apt-get update -q
  quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# quietly COMMAND… : shows what it printed only when it fails, and ends the script then; else the warnings of a compiler.
quietly ()
{
  local output status=0
  output=$("$@" 2>&1) || status=$?
  if [ $status -ne 0 ]; then
    printf '%s\n' "$output"
    echo "Failed: $*"
    exit $status
  fi
  grep -A 3 ' warning: ' <<<"$output" || true
}

# build FOLDER MESON-OPTION… : configures once, then builds what has changed; quiet when nothing has.
build ()
{
  local folder=$1
  shift
  [ -f "$folder/build.ninja" ] || quietly meson setup "$folder" "$top" "$@"
  case $(ninja -C "$folder" -n --quiet 2>&1 | tail -n 1) in
    *'no work to do'*) return 0 ;;
  esac
  echo "Building in ${folder#"$top"/}/ …"
  quietly ninja -C "$folder"
}
