# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the help:  build_help.py PROGRAM DRAW_CURVES SOURCE_TOP PAGES HTML
PAGES gets the Mallard pages, those of this folder and those from the gate table, with pictures that the program draws; HTML the same for a browser."""
import shutil
import sys
from pathlib import Path

import gate_pages
import html_pages

PICTURES = ["card.png", "step.png", "training.png"]  # of the window, made by tools/screenshots


def main(program, draw_curves, top, pages, page_folder):
    for folder in (pages, page_folder):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(top / "docs" / "help" / "C", pages)
    figures = pages / "figures"
    figures.mkdir()
    page_folder.mkdir()
    for name in PICTURES:
        shutil.copy(top / "docs" / "images" / name, figures)
    gate_pages.run(program, "render", top / "data" / "examples" / "xyz.chainrule", "-o", figures / "xyz.svg")
    gate_pages.write(program, draw_curves, pages)
    html_pages.Pages(pages).write(page_folder)


if __name__ == "__main__":
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
