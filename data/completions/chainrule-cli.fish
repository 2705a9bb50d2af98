# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chainrule-cli for fish. Commands, options and names are asked of the program itself.

function __chainrule_cli_commands
    LC_ALL=C chainrule-cli --help 2>/dev/null | string replace -rf '^  ([a-z-]+) +(.*)$' '$1\t$2'
end

# Options with what they do; an option that lists its values is given once with each: --as=neurons.
function __chainrule_cli_options
    set -l command (commandline -opc)[2]
    for line in (LC_ALL=C chainrule-cli $command --help 2>/dev/null | string match -r '^ +-.*')
        set -l parts (string match -r -- '(--[a-z-]+=?)(\S*) +(.*)' $line)
        if string match -q '*|*' -- $parts[3]
            for value in (string split '|' -- $parts[3])
                printf '%s%s\t%s\n' $parts[2] $value $parts[4]
            end
        else
            printf '%s\t%s\n' $parts[2] $parts[4]
        end
    end
end

function __chainrule_cli_names
    set -l command (commandline -opc)[2]
    LC_ALL=C chainrule-cli $command 2>/dev/null | string replace -rf '^ *([a-z][a-z0-9_-]*).*$' '$1'
end

complete -c chainrule-cli -n __fish_use_subcommand -f -a '(__chainrule_cli_commands)'
complete -c chainrule-cli -n 'not __fish_use_subcommand; and string match -q -- "-*" (commandline -ct)' -f -a '(__chainrule_cli_options)'
complete -c chainrule-cli -n '__fish_seen_subcommand_from gates examples' -f -a '(__chainrule_cli_names)'
complete -c chainrule-cli -n '__fish_seen_subcommand_from new' -f -a 'network recurrent'
