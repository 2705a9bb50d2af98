# SPDX-License-Identifier: GPL-3.0-or-later
"""Mallard pages as HTML: of the elements those that the help uses; another one is an error."""
import html
import shutil
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{http://projectmallard.org/1.0/}"
TAGS = {"p": "p", "em": "em", "code": "code", "cmd": "code", "file": "code", "input": "kbd", "key": "kbd", "gui": "strong", "screen": "pre",
        "table": "table", "tr": "tr", "td": "td"}
STYLE = """body { font: 16px/1.5 Cantarell, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #2e2e2e; background: #fff; }
img { max-width: 100%; } a { color: #1a5fb4; } td { padding: 0 1.5em .2em 0; vertical-align: top; } td p { margin: 0; }
pre { background: #f3f2f1; padding: 1em; overflow-x: auto; } figure { margin: 1.5em 0; } figcaption { color: #5e5c64; font-size: .9em; }
kbd { border: 1px solid #c0bfbc; border-radius: 4px; padding: 0 .35em; } nav { margin-bottom: 1.5em; }
@media (prefers-color-scheme: dark) { body { color: #f0f0f0; background: #1e1e1e; } a { color: #78aeed; } pre { background: #303030; }
figcaption { color: #c0bfbc; } img { background: #fff; } }"""


def find(element, path):
    return element.find("/".join(NAMESPACE + part for part in path.split("/")))


def text_of(element):
    return "".join(element.itertext()).strip()


class Pages:
    """All pages of a folder, by id."""

    def __init__(self, folder):
        self.folder = folder
        self.roots = {path.stem: ElementTree.parse(path).getroot() for path in sorted(folder.glob("*.page"))}

    def title_of(self, name):
        return text_of(find(self.roots[name], "title"))

    def description_of(self, name):
        return text_of(find(self.roots[name], "info/desc"))

    def guided_by(self, place):
        """The pages that say that they belong to that page or section."""
        return [name for name, root in self.roots.items()
                for link in root.iter(NAMESPACE + "link") if link.get("type") == "guide" and link.get("xref") == place]

    def write_inside(self, element, place):
        parts = [html.escape(element.text or "")]
        for child in element:
            parts += [self.write_element(child, place), html.escape(child.tail or "")]
        return "".join(parts)

    def write_element(self, element, place):
        kind = element.tag.removeprefix(NAMESPACE)
        if kind == "info":
            return ""
        inside = self.write_inside(element, place)
        if kind == "title":
            level = 1 if "#" not in place else 2
            return f"<h{level}>{inside}</h{level}>"
        if kind == "section":
            here = place + "#" + element.get("id")
            return f'<section id="{element.get("id")}">{self.write_inside(element, here)}{self.write_links(here)}</section>'
        if kind == "media":
            return f'<figure><img src="{element.get("src")}" alt="{inside}"><figcaption>{inside}</figcaption></figure>'
        if kind == "keyseq":
            return "+".join(self.write_element(child, place) for child in element)
        if kind == "link":
            name = element.get("xref")
            return f'<a href="{name}.html">{inside or html.escape(self.title_of(name))}</a>'
        if kind in ("list", "steps"):
            tag = "ul" if kind == "list" else "ol"
            return f"<{tag}>{inside}</{tag}>"
        if kind == "item":
            return f"<li>{inside}</li>"
        return f"<{TAGS[kind]}>{inside}</{TAGS[kind]}>"

    def write_links(self, place):
        names = self.guided_by(place)
        items = "".join(f'<li><a href="{name}.html">{html.escape(self.title_of(name))}</a>: {html.escape(self.description_of(name))}</li>'
                        for name in names)
        return f"<ul>{items}</ul>" if items else ""

    def write_page(self, name):
        navigation = "" if name == "index" else '<nav><a href="index.html">Chainrule Help</a> · <a href="gates.html">Gates</a></nav>'
        body = self.write_inside(self.roots[name], name) + self.write_links(name)
        return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
                f"<title>{html.escape(self.title_of(name))}</title><style>{STYLE}</style></head>\n<body>{navigation}{body}</body></html>\n")

    def write(self, folder):
        """All of them, and the pictures."""
        shutil.copytree(self.folder / "figures", folder / "figures")
        for name in self.roots:
            (folder / f"{name}.html").write_text(self.write_page(name), encoding="utf-8")
