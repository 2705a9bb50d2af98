# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop is told of the program is well-formed, and agrees with the program: desktop file, metainfo, settings, file type, templates.
(That the templates build is seen by the window's own tests: a warning is fatal there.)"""
import configparser
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ["CHAINRULE_BUILD"])
NAME = "org.chainrule.Chainrule"
TYPE = "application/vnd.chainrule+json"


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True)


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


class Validators(unittest.TestCase):
    def assert_accepts(self, *command):
        result = run(*command)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    @needs("desktop-file-validate")
    def test_desktop_file(self):
        self.assert_accepts("desktop-file-validate", BUILD / "data" / f"{NAME}.desktop")

    @needs("appstreamcli")
    def test_metainfo(self):
        result = run("appstreamcli", "validate", "--no-net", BUILD / "data" / f"{NAME}.metainfo.xml")
        faults = re.findall(r"^[EW]: \S+ (\S+)", result.stdout, re.MULTILINE)
        self.assertLessEqual(set(faults), {"url-homepage-missing"}, result.stdout + result.stderr)  # the program has no home in the web yet
        self.assertTrue(faults or result.returncode == 0, result.stdout + result.stderr)

    @needs("glib-compile-schemas")
    def test_settings(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(SOURCE / "data" / f"{NAME}.gschema.xml", folder)
            self.assert_accepts("glib-compile-schemas", "--strict", folder)

    def test_file_type(self):
        root = ElementTree.parse(SOURCE / "data" / f"{NAME}.mime.xml").getroot()
        space = "{http://www.freedesktop.org/standards/shared-mime-info}"
        self.assertEqual(root.find(f"{space}mime-type").get("type"), TYPE)
        self.assertEqual(root.find(f"{space}mime-type/{space}glob").get("pattern"), "*.chainrule")


class Agreement(unittest.TestCase):
    def test_desktop_file_opens_the_type(self):
        desktop = configparser.ConfigParser(interpolation=None)
        desktop.optionxform = str
        desktop.read(BUILD / "data" / f"{NAME}.desktop")
        self.assertIn(TYPE, desktop["Desktop Entry"]["MimeType"].split(";"))
        self.assertEqual(desktop["Desktop Entry"]["Icon"], NAME)

    def test_desktop_actions_are_the_programs(self):
        desktop = configparser.ConfigParser(interpolation=None)
        desktop.read(BUILD / "data" / f"{NAME}.desktop")
        table = (SOURCE / "src" / "app" / "cr-actions.c").read_text()
        for action in filter(None, desktop["Desktop Entry"]["Actions"].split(";")):
            self.assertIn(f'"app.{action}"', table)

    def test_icons_are_drawings(self):
        for name in (f"scalable/apps/{NAME}.svg", f"symbolic/apps/{NAME}-symbolic.svg"):
            root = ElementTree.parse(SOURCE / "data" / "icons" / "hicolor" / name).getroot()
            self.assertTrue(root.tag.endswith("svg"))

    def test_every_template_is_bundled(self):
        bundle = (SOURCE / "resources" / "chainrule.gresource.xml").read_text()
        for template in (SOURCE / "ui").glob("*.ui"):
            self.assertIn(f"../ui/{template.name}", bundle)

    def test_keys_are_used(self):
        """Every setting of the schema is one that the program reads."""
        code = "".join(path.read_text() for path in (SOURCE / "src" / "app").glob("*.c"))
        root = ElementTree.parse(SOURCE / "data" / f"{NAME}.gschema.xml").getroot()
        for key in root.iter("key"):
            self.assertIn(f'"{key.get("name")}"', code)

    def test_every_shown_string_is_translatable(self):
        shown = re.compile(r'<property name="(label|title|tooltip-text|placeholder-text)">(.*?)</property>')
        for template in (SOURCE / "ui").glob("*.ui"):
            for name, text in shown.findall(template.read_text()):
                self.assertIsNone(re.search(r"[A-Za-z]{2}", text), f"{template.name}: {text}")


if __name__ == "__main__":
    unittest.main()
