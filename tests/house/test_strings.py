# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names every file with strings to translate, and no other."""

import importlib.machinery
import importlib.util
import json
import re
import subprocess
import sys
import unittest

from tree import TOP, read

TOOL = TOP / "tools" / "list-strings"


def load_tool():
    loader = importlib.machinery.SourceFileLoader("list_strings", str(TOOL))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("list_strings", loader))
    loader.exec_module(module)
    return module


class Strings(unittest.TestCase):
    maxDiff = None

    def test_the_list_is_complete(self):
        text = subprocess.run([sys.executable, TOOL, "--print"], check=True, capture_output=True, encoding="utf-8").stdout
        self.assertEqual(read("po/POTFILES.in"), text, "run tools/list-strings")

    def test_examples_can_be_translated(self):
        words = re.findall(r'N_\("(.*)"\)', read("src/app/cr-lecture-words.h"))
        examples = [json.loads(path.read_text(encoding="utf-8")) for path in (TOP / "data" / "examples").glob("*.chainrule")]
        shown = [example[member].split("\n")[0] for example in examples for member in ("title", "description") if member in example]
        self.assertEqual(sorted(words), sorted(shown))

    def test_the_scan_finds_strings(self):
        has_strings = load_tool().has_strings
        for text in ('_ ("a")', '  N_("a")', 'ngettext ("a", "b", n)', 'g_dngettext (GETTEXT_PACKAGE, "a", "b", n)', 'C_ ("m", "a")'):
            self.assertTrue(has_strings("a.c", text), text)
        for text in ('cr_node_set_id (node, "a")', 'printf ("a")', "_ (title)"):
            self.assertFalse(has_strings("a.c", text), text)
        self.assertTrue(has_strings("a.ui", '<property name="label" translatable="yes">Open</property>'))
        self.assertFalse(has_strings("a.ui", '<property name="label">x</property>'))


if __name__ == "__main__":
    unittest.main()
