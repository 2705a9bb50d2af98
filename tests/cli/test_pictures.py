# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli layout and render: files with places, and pictures."""

import json
import pathlib
import struct
import tempfile
import unittest

from program import EXAMPLES, Case, evaluate, graph, run

NEURON = EXAMPLES / "sigmoid-neuron.chainrule"
PNG = b"\x89PNG\r\n\x1a\n"


def png_size(data):
    return struct.unpack(">II", data[16:24])


class WithFolder(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)


class Layout(WithFolder):
    def test_every_node_gets_a_place_right_of_what_feeds_it(self):
        bare = json.loads(NEURON.read_text())
        for node in bare["nodes"]:
            del node["at"]
        placed = json.loads(run("layout", "-", text=json.dumps(bare), check=0).stdout)
        places = {node["id"]: node["at"] for node in placed["nodes"]}
        self.assertEqual(len(set(map(tuple, places.values()))), 13)
        for node in placed["nodes"]:
            for operand in node.get("inputs", []):
                self.assertLess(places[operand][0], places[node["id"]][0], f"{operand} feeds {node['id']}")

    def test_nothing_else_changes(self):
        placed = json.loads(run("layout", NEURON, check=0).stdout)
        before = json.loads(NEURON.read_text())
        for thing in placed["nodes"] + before["nodes"] + placed["frames"] + before["frames"]:
            thing.pop("at", None)
            thing.pop("rect", None)  # a frame goes along
        self.assertEqual(placed, before)

    def test_it_gives_the_same_places_again(self):
        once = run("layout", NEURON, check=0).stdout
        self.assertEqual(run("layout", "-", text=once, check=0).stdout, once)

    def test_into_a_file(self):
        out = self.folder / "placed.chainrule"
        self.assertEqual(run("layout", NEURON, "-o", out, check=0).stdout, "")
        self.assertEqual(evaluate(out), evaluate(NEURON))

    def test_over_its_own_file(self):
        out = self.folder / "mine.chainrule"
        out.write_text(NEURON.read_text())
        run("layout", out, "-o", out, check=0)
        self.assertEqual(evaluate(out), evaluate(NEURON))

    def test_a_wrong_call(self):
        run("layout", check=2)
        run("layout", NEURON, "-o", "/nonexistent/folder/x", check=2)
        run("layout", "-", text="{", check=1)


class Render(WithFolder):
    def render(self, name, *options, text=None):
        out = self.folder / name
        result = run("render", "-" if text else NEURON, "-o", out, *options, text=text, check=0)
        self.assertEqual((result.stdout, result.stderr), ("", ""))
        return out.read_bytes()

    def test_formats_by_their_ending(self):
        self.assertTrue(self.render("a.png").startswith(PNG))
        self.assertTrue(self.render("a.PNG").startswith(PNG))
        self.assertIn(b"<svg", self.render("a.svg"))
        self.assertTrue(self.render("a.pdf").startswith(b"%PDF"))

    def test_scale(self):
        width, height = png_size(self.render("a.png"))
        self.assertEqual(png_size(self.render("b.png", "--scale", "2")), (2 * width, 2 * height))

    def test_fit(self):
        for pixels in (400, 500, 1920):
            self.assertEqual(max(png_size(self.render("a.png", "--fit", str(pixels)))), pixels)

    def test_options_change_the_picture(self):
        pictures = [self.render("a.png"), self.render("b.png", "--no-gradients"), self.render("c.png", "--dark")]
        self.assertEqual(len(set(pictures)), 3)

    def test_the_same_file_gives_the_same_picture(self):
        self.assertEqual(self.render("a.png"), self.render("b.png"))

    def test_a_graph_without_places_and_one_in_error(self):
        nodes = [{"id": "x", "gate": "input", "value": [1, 2]}, {"id": "y", "gate": "input", "value": [1, 2, 3]},
                 {"id": "f", "gate": "add", "inputs": ["x", "y", None]}]
        self.assertTrue(self.render("a.png", text=graph(*nodes)).startswith(PNG))
        self.assertTrue(self.render("b.png", text=graph()).startswith(PNG))

    def test_data_are_shown(self):
        x = {"id": "x", "gate": "input", "feature": "x1", "value": 7}
        texts = [graph(x), *(graph(x, training={"shuffle": False, "dataset": {"points": [[a, 2, 3], [b, 2, 3]]}})
                             for a, b in ((7, 1), (7, 9), (8, 9)))]
        first, other_second, other_first = [self.render("a.svg", text=text) for text in texts[1:]]
        self.assertEqual(first, self.render("a.svg", text=texts[0]))
        self.assertEqual(first, other_second)
        self.assertNotEqual(first, other_first)

    def test_maps_take_the_place_of_numbers(self):
        x = {"id": "x", "gate": "input", "feature": "x1", "value": 7}
        plain, plane, line = [graph(x, training={"shuffle": False, "dataset": dataset}) for dataset in (
            {"points": [[1, 2, 3], [7, 9, 3]]}, {"points": [[7, 2, 3], [1, 9, 3]]}, {"features": ["x1"], "points": [[1, 3], [7, 3]]})]
        numbers = self.render("a.svg", text=plain)
        maps = self.render("a.svg", "--maps", text=plain)
        self.assertNotIn(b"<image", numbers)
        self.assertIn(b"<image", maps)
        self.assertEqual(maps, self.render("a.svg", "--maps", text=plane))  # of all examples, whichever is the first
        self.assertEqual(self.render("a.svg", text=line), self.render("a.svg", "--maps", text=line))  # no plane

    def test_a_wrong_call(self):
        for arguments in ([NEURON], [NEURON, "-o", "a.gif"], [NEURON, "-o", "a"], [NEURON, "-o", "/nonexistent/folder/a.png"],
                          [NEURON, "-o", "a.png", "--scale", "0"], [NEURON, "-o", "a.png", "--scale", "x"],
                          [NEURON, "-o", "a.png", "--fit", "-1"], [NEURON, "-o", "a.png", "--fit", "0"],
                          [NEURON, "-o", "a.png", "--fit", "1.5"], [NEURON, "-o", "a.png", "--scale", "1e9"]):
            with self.subTest(arguments):
                result = run("render", *arguments, cwd=self.folder, check=2)
                self.assertTrue(result.stderr.startswith("chainrule-cli: "), result.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_bad_file_writes_nothing(self):
        run("render", "-", "-o", "a.png", text="{", cwd=self.folder, check=1)
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
