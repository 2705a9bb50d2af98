# SPDX-License-Identifier: GPL-3.0-or-later
"""What meson install puts in place: everything that a desktop asks of a program, and programs that run from there."""
import configparser
import os
import struct
import subprocess
import tempfile
import unittest
from pathlib import Path

BUILD = Path(os.environ["CHAINRULE_BUILD"])
EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "examples" / "xyz.chainrule"
NAME = "org.chainrule.Chainrule"

EXPECTED = f"""
bin/chainrule
bin/chainrule-cli
share/applications/{NAME}.desktop
share/bash-completion/completions/chainrule
share/bash-completion/completions/chainrule-cli
share/dbus-1/services/{NAME}.service
share/chainrule/html/gate-relu.html
share/chainrule/html/index.html
share/fish/vendor_completions.d/chainrule-cli.fish
share/glib-2.0/schemas/{NAME}.gschema.xml
share/help/C/chainrule/figures/card.png
share/help/C/chainrule/gate-relu.page
share/help/C/chainrule/index.page
share/icons/hicolor/scalable/apps/{NAME}.svg
share/icons/hicolor/symbolic/apps/{NAME}-symbolic.svg
share/man/man1/chainrule-cli.1
share/man/man1/chainrule.1
share/metainfo/{NAME}.metainfo.xml
share/mime/packages/{NAME}.xml
share/thumbnailers/chainrule.thumbnailer
share/zsh/site-functions/_chainrule-cli
""".split()


def read_ini(path):
    file = configparser.ConfigParser(interpolation=None)
    file.optionxform = str
    file.read(path)
    return file


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        subprocess.run(["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", cls.folder.name], check=True,
                       stdout=subprocess.DEVNULL)
        cls.bin = next(Path(cls.folder.name).rglob("bin/chainrule-cli")).parent
        cls.prefix = cls.bin.parent

    def test_files(self):
        for name in EXPECTED:
            self.assertTrue((self.prefix / name).is_file(), name)

    def test_service_starts_the_program(self):
        service = read_ini(self.prefix / "share/dbus-1/services" / f"{NAME}.service")["D-BUS Service"]
        program = service["Exec"].split()[0]
        self.assertEqual(service["Name"], NAME)
        self.assertTrue((Path(self.folder.name) / program.lstrip("/")).is_file(), program)

    def test_thumbnailer(self):
        """The command that a file manager runs, with its placeholders filled in."""
        entry = read_ini(self.prefix / "share/thumbnailers/chainrule.thumbnailer")["Thumbnailer Entry"]
        picture = Path(self.folder.name) / "thumbnail.png"
        filled = {"%i": str(EXAMPLE), "%o": str(picture), "%s": "256"}
        command = [filled.get(word, word) for word in entry["Exec"].split()]
        subprocess.run([self.bin / command[0], *command[1:]], check=True)
        data = picture.read_bytes()
        self.assertEqual(data[:4], b"\x89PNG")
        self.assertEqual(max(struct.unpack(">II", data[16:24])), 256)
        self.assertIn("application/vnd.chainrule+json", entry["MimeType"])

    def test_programs_run(self):
        for program in ("chainrule", "chainrule-cli"):
            result = subprocess.run([self.bin / program, "--version"], capture_output=True, text=True, check=True)
            self.assertIn("0.", result.stdout)


if __name__ == "__main__":
    unittest.main()
