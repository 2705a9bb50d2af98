# SPDX-License-Identifier: GPL-3.0-or-later
"""The source tree, for the tests beside this file."""

import pathlib

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
BUILT = ("build", ".git")


def files(*patterns, under="."):
    """All files of the tree (not of build trees) that match one of the patterns, sorted, relative to its top."""
    found = set()
    for pattern in patterns:
        for path in (TOP / under).rglob(pattern):
            name = path.relative_to(TOP)
            if path.is_file() and not name.parts[0].startswith(BUILT):
                found.add(name)
    return sorted(found)


def read(name):
    return (TOP / name).read_text(encoding="utf-8")
