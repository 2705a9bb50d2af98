# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chainrule for fish.
complete -c chainrule -l present -r -d 'Open a file and present it, full screen'
complete -c chainrule -l new-window -d 'Open a new window, also where the program runs already'
complete -c chainrule -l version -d 'Show the version and leave'
