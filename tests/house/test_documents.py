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


if __name__ == "__main__":
    unittest.main()
