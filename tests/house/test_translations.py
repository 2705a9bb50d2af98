# SPDX-License-Identifier: GPL-3.0-or-later
"""Translations fit their messages, no message is out of a translator's reach, and every language has all of them."""

import gettext
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

from tree import TOP, files, read

STRING = r'"((?:[^"\\]|\\.)*)"'
IN_C = re.compile(r"(?<![A-Za-z0-9_])N?_ ?\(" + STRING + r"\)")

# In the English of the program a mnemonic stands before a word or in a word that begins large: "Save _As…", "New Net_work…".
MNEMONIC = re.compile(r"(?:^|\s)(?:[A-Z][a-z]*)?_[A-Za-z0-9]")
ANY_MNEMONIC = re.compile(r"_\w")

# What xgettext looks into between two pieces of a message is only PRIu64 and its like: at another macro it ends the message.
CUT = re.compile(r'(?<![A-Za-z0-9_])(?:N?_|n?gettext|g_dn?gettext) ?\((?:[^()"]|' + STRING + r')*?"(?:[^"\\]|\\.)*%" ?(?!PRI)[A-Z]')


def languages():
    return [line for line in read("po/LINGUAS").split("\n") if line and not line.startswith("#")]


def labels():
    """The labels of the program that have a mnemonic."""
    found = set()
    for name in files("*.c", under="src"):
        found.update(IN_C.findall(read(name)))
    for name in files("*.ui", under="ui"):
        elements = xml.etree.ElementTree.fromstring(read(name)).iter()
        found.update(element.text or "" for element in elements if element.get("translatable") == "yes")
    return sorted(text for text in found if MNEMONIC.search(text))


def load(language, folder):
    """The translation, checked as msgfmt does: its header, the formats, the line ends."""
    built = pathlib.Path(folder) / f"{language}.mo"
    run = subprocess.run(["msgfmt", "--check", "-o", built, TOP / "po" / f"{language}.po"], capture_output=True, encoding="utf-8")
    if run.returncode != 0:
        raise AssertionError(run.stderr)
    with open(built, "rb") as file:
        return gettext.GNUTranslations(file)


# What meson's preset for programs on GLib tells xgettext (po/meson.build), as far as the messages depend on it.
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3")


def extract(folder):
    """The template of all messages of the sources."""
    template = pathlib.Path(folder) / "chainrule.pot"
    options = [f"--keyword={keyword}" for keyword in KEYWORDS]
    subprocess.run(["xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES.in", "--output", template, *options], cwd=TOP, check=True,
                   capture_output=True)
    return template


def find_gaps(catalogue, template):
    """What msgcmp says of messages that are missing, not translated, or marked as fuzzy."""
    run = subprocess.run(["msgcmp", catalogue, template], capture_output=True, encoding="utf-8", env=os.environ | {"LC_ALL": "C.UTF-8"})
    return run.stderr if run.returncode != 0 else ""


class Translations(unittest.TestCase):
    def test_every_message_is_translated(self):
        with tempfile.TemporaryDirectory() as folder:
            template = extract(folder)
            self.assertGreater(template.read_text(encoding="utf-8").count("\nmsgid "), 1000)
            for language in languages():
                with self.subTest(language):
                    self.assertEqual(find_gaps(TOP / "po" / f"{language}.po", template), "", "CONTRIBUTING.md says how to bring it up to date")

    def test_the_comparison_finds_gaps(self):
        entry = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "new.pot").write_text(entry + 'msgid "Open"\nmsgstr ""\n', encoding="utf-8")
            for text, has_gaps in (('msgid "Open"\nmsgstr "Auf"\n', False), ('msgid "Open"\nmsgstr ""\n', True),
                                   ('#, fuzzy\nmsgid "Open"\nmsgstr "Zu"\n', True), ('msgid "Close"\nmsgstr "Zu"\n', True)):
                (folder / "de.po").write_text(entry + text, encoding="utf-8")
                self.assertEqual(find_gaps(folder / "de.po", folder / "new.pot") != "", has_gaps, text)

    def test_formats_and_headers_are_right(self):
        with tempfile.TemporaryDirectory() as folder:
            for language in languages():
                with self.subTest(language):
                    self.assertEqual(load(language, folder).info()["language"], language)

    def test_labels_keep_their_mnemonic(self):
        self.assertIn("Save _As…", labels())
        self.assertIn("C_reate", labels())
        with tempfile.TemporaryDirectory() as folder:
            for language in languages():
                translation = load(language, folder)
                for label in labels():
                    text = translation.gettext(label)
                    with self.subTest(language, label=label):
                        self.assertEqual(len(ANY_MNEMONIC.findall(text)), 1, text)

    def test_no_message_is_cut_short(self):
        self.assertTrue(CUT.search('_("%" G_GSIZE_FORMAT " steps")'))
        self.assertFalse(CUT.search('_("%" PRIu64 " steps")'))
        for name in files("*.c", "*.h", under="src"):
            found = CUT.search(read(name))
            self.assertIsNone(found, f"{name}: {found and found.group(0)}: write %zu or PRIu64")


if __name__ == "__main__":
    unittest.main()
