# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers hold: core ← learning ← files ← drawing ← canvas ← app, and cli over drawing. Nothing includes what lies above it."""

import re
import unittest

from tree import files, read

# folder: the folders whose headers it may include.
BELOW = {
    "core": {"core"},
    "learning": {"core", "learning"},
    "files": {"core", "learning", "files"},
    "drawing": {"core", "learning", "files", "drawing"},
    "canvas": {"core", "learning", "files", "drawing", "canvas"},
    "app": {"core", "learning", "files", "drawing", "canvas", "app"},
    "cli": {"core", "learning", "files", "drawing", "cli"},
}

# What begins so may be included only in these folders.
LIBRARIES = {
    "gtk/": {"canvas", "app"},
    "gdk/": {"canvas", "app"},
    "gsk/": {"canvas", "app"},
    "graphene": {"canvas", "app"},
    "adwaita": {"app"},
    "cairo": {"drawing", "canvas", "app", "cli"},
    "pango/": {"drawing", "canvas", "app"},
    "jansson": {"files", "cli"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def find_faults(folder, text, homes):
    """What a file in that folder includes and may not. homes: header name → its folder."""
    faults = []
    for header in INCLUDE.findall(text):
        home = homes.get(header)
        if home is not None and home not in BELOW[folder]:
            faults.append(f"{header} of {home}")
        faults += [header for start, folders in LIBRARIES.items() if header.startswith(start) and folder not in folders]
    return faults


class Layers(unittest.TestCase):
    def test_every_folder_is_a_layer(self):
        self.assertLessEqual({name.parts[1] for name in files("*.c", under="src")}, set(BELOW))

    def test_nothing_includes_what_lies_above(self):
        sources = files("*.c", "*.h", under="src")
        self.assertGreater(len(sources), 20)
        homes = {name.name: name.parts[1] for name in sources if name.suffix == ".h"}
        faults = [f"{name} includes {fault}" for name in sources for fault in find_faults(name.parts[1], read(name), homes)]
        self.assertEqual(faults, [])

    def test_header_names_are_unique(self):
        names = [name.name for name in files("*.h", under="src")]
        self.assertEqual(sorted(set(names)), sorted(names))

    def test_the_scan_finds_faults(self):
        homes = {"cr-tape.h": "core", "cr-canvas.h": "canvas"}
        self.assertEqual(find_faults("core", '#include <gtk/gtk.h>\n#include "cr-tape.h"\n', homes), ["gtk/gtk.h"])
        self.assertEqual(find_faults("drawing", '# include "cr-canvas.h"\n#include <cairo.h>\n', homes), ["cr-canvas.h of canvas"])
        self.assertEqual(find_faults("core", "#include <jansson.h>\n", homes), ["jansson.h"])
        self.assertEqual(find_faults("canvas", '#include <gtk/gtk.h>\n#include "cr-canvas.h"\n', homes), [])


if __name__ == "__main__":
    unittest.main()
