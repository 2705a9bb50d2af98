# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chainrule for bash. The options are asked of the program itself.
# shellcheck shell=bash disable=SC2034,SC2154,SC2207

_chainrule() {
  local cur prev words cword split
  _init_completion -s || return
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$(LC_ALL=C "${words[0]}" --help 2>/dev/null | grep -oE -- '--[a-z][a-z-]*=?' | sort -u)" -- "$cur"))
    [[ ${COMPREPLY-} == *= ]] && compopt -o nospace
  else
    _filedir '@(chainrule|json)'
  fi
}

complete -F _chainrule chainrule
