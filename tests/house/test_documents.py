# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents: what they link to is there."""

import re
import unittest

from tree import TOP, files, read

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


class Documents(unittest.TestCase):
    def test_links_lead_somewhere(self):
        documents = files("*.md")
        self.assertGreater(len(documents), 0)
        broken = []
        for name in documents:
            for target in LINK.findall(read(name)):
                if "://" not in target and not (TOP / name.parent / target).exists():
                    broken.append(f"{name}: {target}")
        self.assertEqual(broken, [])

    def test_the_manual_tells_of_every_command_and_option(self):
        manual = read("data/man/chainrule-cli.1").replace("\\-", "-")
        commands = re.findall(r'^  \{ "([a-z]+)", N_\(', read("src/cli/main.c"), re.MULTILINE)
        self.assertGreater(len(commands), 5)
        for command in commands:
            self.assertRegex(manual, rf'\n\.B[IR] "?{command}\b', command)
            for option in re.findall(r'^    \{ "([a-z-]+)", \S+ 0, G_OPTION', read(f"src/cli/command-{command}.c"), re.MULTILINE):
                self.assertIn("-o" if option == "output" else f"--{option}", manual, command)


if __name__ == "__main__":
    unittest.main()
