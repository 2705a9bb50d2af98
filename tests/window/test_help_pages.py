# SPDX-License-Identifier: GPL-3.0-or-later
"""The help as it was built: every gate has its page with what the table says, every link leads somewhere, every picture is there."""
import json
import os
import re
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

BUILD = Path(os.environ["CHAINRULE_BUILD"])
PAGES = BUILD / "docs" / "help" / "chainrule"
HTML = BUILD / "docs" / "help" / "html"
MALLARD = "{http://projectmallard.org/1.0/}"


def read_gates():
    return json.loads(subprocess.run([BUILD / "src/cli/chainrule-cli", "gates", "--json"], check=True, capture_output=True).stdout)


class HelpPages(unittest.TestCase):
    def setUp(self):
        self.pages = {path.stem: ElementTree.parse(path).getroot() for path in PAGES.glob("*.page")}
        self.assertGreater(len(self.pages), 50)

    def test_every_gate_has_its_page(self):
        for gate in read_gates():
            with self.subTest(gate=gate["name"]):
                text = "".join(self.pages[f"gate-{gate['name']}"].itertext())
                self.assertIn(gate["title"], text)
                for member in ("forward", "backward", "caffe", "pattern", "unfolds_into"):
                    if gate[member] and gate["category"] != "sources":
                        self.assertIn(gate[member], text)
                self.assertIn(f"row {gate['lecture_row']} of the lecture" if gate["lecture_row"] else "beside the lecture", text)

    def test_every_computing_gate_has_a_picture(self):
        for gate in read_gates():
            pictures = [media.get("src") for media in self.pages[f"gate-{gate['name']}"].iter(MALLARD + "media")]
            if gate["category"] != "sources":
                self.assertIn(f"figures/gate-{gate['name']}.svg", pictures)
            if gate["category"] in ("functions", "activations"):
                self.assertIn(f"figures/curve-{gate['name']}.svg", pictures)

    def test_links_lead_somewhere(self):
        places = {place for name, root in self.pages.items()
                  for place in [name, *(f"{name}#{section.get('id')}" for section in root.iter(MALLARD + "section"))]}
        for name, root in self.pages.items():
            self.assertEqual(root.get("id"), name)
            for link in root.iter(MALLARD + "link"):
                self.assertIn(link.get("xref"), places, name)

    def test_every_page_is_reached_from_the_first(self):
        guided = {name: [link.get("xref").split("#")[0] for link in root.iter(MALLARD + "link") if link.get("type") == "guide"]
                  for name, root in self.pages.items()}
        for name in self.pages:
            steps = 0
            while name != "index":
                name = guided[name][0]
                steps += 1
                self.assertLess(steps, 5)

    def test_pictures_are_there(self):
        for name, root in self.pages.items():
            for media in root.iter(MALLARD + "media"):
                self.assertGreater((PAGES / media.get("src")).stat().st_size, 500, name)
                self.assertTrue("".join(media.itertext()).strip(), f"{name}: a picture without words for those who do not see it")

    def test_html_has_the_same(self):
        self.assertEqual({path.stem for path in HTML.glob("*.html")}, set(self.pages))
        for path in HTML.glob("*.html"):
            text = path.read_text(encoding="utf-8")
            for target in re.findall(r'(?:href|src)="([^"#]+)"', text):
                self.assertTrue((HTML / target).is_file(), f"{path.name}: {target}")


if __name__ == "__main__":
    unittest.main()
