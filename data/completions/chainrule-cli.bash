# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chainrule-cli for bash. Commands, options and names are asked of the program itself.
# shellcheck shell=bash disable=SC2034,SC2154,SC2207

# The options of a command, "--output=" where one takes a value; its lines of help begin with them.
_chainrule_cli_options() {
  LC_ALL=C "$1" "$2" --help 2>/dev/null | grep -E '^ +-' | grep -oE -- '--[a-z][a-z-]*=?' | sort -u
}

# The values of an option where the help lists them: --as=neurons|layers.
_chainrule_cli_values() {
  LC_ALL=C "$1" "$2" --help 2>/dev/null | sed -nE "s/^ .*$3=([a-z|]*\\|[a-z|]*) .*/\\1/p" | tr '|' '\n'
}

_chainrule_cli() {
  local cur prev words cword split
  _init_completion -s || return
  local program=${words[0]} command=${words[1]}
  if ((cword == 1)); then
    COMPREPLY=($(compgen -W "$(LC_ALL=C "$program" --help | awk '/^  [a-z-]/ { print $1 }')" -- "$cur"))
    return
  fi
  if [[ $prev == --* && $split == true ]]; then
    local values
    values=$(_chainrule_cli_values "$program" "$command" "$prev")
    if [[ -n $values ]]; then COMPREPLY=($(compgen -W "$values" -- "$cur")); else _filedir; fi
    return
  fi
  if [[ $prev == -o ]]; then
    _filedir
    return
  fi
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$(_chainrule_cli_options "$program" "$command")" -- "$cur"))
    [[ ${COMPREPLY-} == *= ]] && compopt -o nospace
    return
  fi
  case $command in
    gates | examples) COMPREPLY=($(compgen -W "$(LC_ALL=C "$program" "$command" | awk '/^ *[a-z]/ { print $1 }')" -- "$cur")) ;;
    new) COMPREPLY=($(compgen -W "network recurrent" -- "$cur")) ;;
    *) _filedir '@(chainrule|json)' ;;
  esac
}

complete -F _chainrule_cli chainrule-cli
