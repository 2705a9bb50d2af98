# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion in bash, fish and zsh: what a shell offers is what the program has."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import Case, run

FOLDER = Path(__file__).resolve().parents[2] / "data" / "completions"
CLI = Path(os.environ["CHAINRULE_CLI"])
BASH_COMPLETION = Path("/usr/share/bash-completion/bash_completion")

BASH = """
source %s
source %s
compopt() { :; }
COMP_LINE=$1
COMP_POINT=${#1}
eval "COMP_WORDS=($1)"
if [[ $1 == *" " ]]; then COMP_WORDS+=(""); fi
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_chainrule_cli
printf '%%s\\n' "${COMPREPLY[@]}"
"""

# Its line editor has the keys from where it asks for brackets around what is pasted; before that the terminal would take some for itself.
ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; fpath=(%s \\$fpath); autoload -Uz compinit; compinit -u -d $1; bindkey '^I' complete-word; print READ''Y"
zpty -r -m shell line '*READY*\[?2004h*'
zpty -w -n shell "$2"$'\\t\\t\\x15'"print D''ONE"$'\\n'
zpty -r -m shell line '*DONE*' && print -r -- $line
"""


class Completions(Case):
    """Each test asks every shell."""

    def setUp(self):
        self.environment = dict(os.environ, TERM="dumb", PATH=f"{CLI.parent}:{os.environ['PATH']}")

    def ask(self, *command):
        result = subprocess.run(command, capture_output=True, text=True, env=self.environment, timeout=600, check=False)
        self.assertNotIn("command not found", result.stderr)
        return result.stdout

    def ask_bash(self, line):
        script = BASH % (BASH_COMPLETION, FOLDER / "chainrule-cli.bash")
        return set(self.ask("bash", "-c", script, "bash", line).split("\n"))

    def ask_fish(self, line):
        output = self.ask("fish", "-c", f"source {FOLDER / 'chainrule-cli.fish'}; complete -C '{line}'")
        return {offer.split("\t")[0] for offer in output.split("\n")}

    def ask_zsh(self, line):
        with tempfile.TemporaryDirectory() as folder:
            return self.ask("zsh", "-f", "-c", ZSH % FOLDER, "zsh", f"{folder}/dump", line)

    def assert_offers(self, line, *offers):
        if BASH_COMPLETION.exists():
            self.assertLessEqual(set(offers), self.ask_bash(line), line)
        if shutil.which("fish"):
            self.assertLessEqual(set(offers), self.ask_fish(line), line)

    def test_some_shell_is_there(self):
        self.assertTrue(BASH_COMPLETION.exists() or shutil.which("fish") or shutil.which("zsh"))

    def test_commands(self):
        commands = [text.split()[0] for text in run("--help", check=0).stdout.splitlines() if text.startswith("  ") and not text.startswith("  -")]
        self.assertGreater(len(commands), 12)
        self.assert_offers("chainrule-cli ", *commands)

    def test_options(self):
        self.assert_offers("chainrule-cli eval --", "--json", "--set=", "--example=")
        self.assert_offers("chainrule-cli render --", "--scale=", "--output=", "--dark")

    def test_names(self):
        self.assert_offers("chainrule-cli gates so", "softmax", "softplus")
        self.assert_offers("chainrule-cli examples x", "xyz", "xor")
        self.assert_offers("chainrule-cli new ", "network", "recurrent")

    def test_values_in_bash(self):
        if BASH_COMPLETION.exists():
            self.assertEqual(self.ask_bash("chainrule-cli new --as=") - {""}, {"neurons", "layers"})
            self.assertIn("numpy", self.ask_bash("chainrule-cli export --to="))

    def test_values_in_fish(self):
        if shutil.which("fish"):
            self.assertLessEqual({"--as=neurons", "--as=layers"}, self.ask_fish("chainrule-cli new --as"))

    def test_zsh(self):
        if shutil.which("zsh"):
            self.assertIn("softmax", self.ask_zsh("chainrule-cli gates softm"))
            self.assertRegex(self.ask_zsh("chainrule-cli ex"), "(?s)examples.*expand.*explain.*export")
            self.assertRegex(self.ask_zsh("chainrule-cli new --as="), "(?s)layers.*neurons")


if __name__ == "__main__":
    unittest.main()
