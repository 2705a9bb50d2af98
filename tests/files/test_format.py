# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/FORMAT.md, the schema, the examples and the reader say the same."""

import json
import os
import pathlib
import re
import subprocess
import unittest

import jsonschema

HERE = pathlib.Path(__file__).parent
TOP = HERE.parent.parent
PAGE = (TOP / "docs" / "FORMAT.md").read_text(encoding="utf-8")
SCHEMA = json.loads((TOP / "data" / "chainrule.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

# What the reader refuses as a wrong member and a schema cannot tell: it would have to look at two places at once.
BEYOND_A_SCHEMA = {
    "alpha-of-unit-above-one", "fragment", "group-member-of-two", "training-initial-gate", "training-initial-no-parameter",
    "training-initial-weights-of-value",
}


def read(text):
    """What the reader makes of it: the text as the program writes it, or the message."""
    result = subprocess.run([os.environ["GRAPH_FILE_FILTER"]], input=text, capture_output=True, encoding="utf-8", timeout=600)
    return (result.stdout, None) if result.returncode == 0 else (None, result.stderr.rstrip("\n"))


def catalogue():
    """The gate table, as the command line prints it."""
    return json.loads(subprocess.run([os.environ["CHAINRULE_CLI"], "gates", "--json"], capture_output=True, check=True).stdout)


def page_examples():
    return re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


class Examples(unittest.TestCase):
    maxDiff = None

    def check(self, text, name):
        VALIDATOR.validate(json.loads(text))
        written, message = read(text)
        self.assertIsNone(message, name)
        self.assertEqual(written, text, name)

    def test_of_the_page(self):
        examples = page_examples()
        self.assertGreaterEqual(len(examples), 9)
        for text in examples:
            document = json.loads(text)
            if document.pop("fragment", False):
                VALIDATOR.validate(document)
                self.assertIn("made to be pasted", read(text)[1])
            else:
                self.check(text, text)

    def test_of_the_program(self):
        paths = sorted((TOP / "data" / "examples").glob("*.chainrule"))
        self.assertGreaterEqual(len(paths), 5)
        for path in paths:
            with self.subTest(path.name):
                self.check(path.read_text(encoding="utf-8"), path.name)

    def test_messages_of_the_page(self):
        """Each message that the page shows is one that a bad file gets, but for the names."""
        block = re.search(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[1]
        known = {shape(path.read_text(encoding="utf-8").split("\n", 1)[1]) for path in (HERE / "bad").glob("*.error")}
        for line in block.splitlines():
            self.assertIn(shape(line), known, line)


def shape(message):
    """A message without its names, numbers and ways."""
    message = re.sub(r'(node|group) "\w+"', r"\1 N", message.strip())
    message = re.sub(r'(called|already:) "\w+"', r"\1 N", message)
    return re.sub(r"\w+( → \w+)+", "WAY", re.sub(r"\d+", "0", message))


class Schema(unittest.TestCase):
    def test_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_takes_good_files(self):
        paths = list((HERE / "good").glob("*.chainrule"))
        self.assertGreater(len(paths), 20)
        for path in paths:
            for form in (path, path.with_suffix(".expected")):
                if form.exists():
                    with self.subTest(form.name):
                        VALIDATOR.validate(json.loads(form.read_text(encoding="utf-8")))

    def test_refuses_bad_members(self):
        refused = 0
        for path in sorted((HERE / "bad").glob("*.chainrule")):
            code = path.with_suffix(".error").read_text(encoding="utf-8").split("\n", 1)[0]
            if code not in ("member", "format"):
                continue
            with self.subTest(path.stem):
                valid = VALIDATOR.is_valid(json.loads(path.read_text(encoding="utf-8")))
                self.assertEqual(valid, path.stem in BEYOND_A_SCHEMA)
                refused += not valid
        self.assertGreater(refused, 100)

    def test_has_every_gate_and_attribute(self):
        node = SCHEMA["$defs"]["node"]
        gates = catalogue()
        self.assertEqual([gate["name"] for gate in gates], node["properties"]["gate"]["enum"])
        self.assertEqual(len(node["allOf"]), len(gates))
        for gate, rule in zip(gates, node["allOf"]):
            self.assertEqual(rule["if"]["properties"]["gate"]["const"], gate["name"])
            properties = dict(rule["then"]["properties"])
            most = properties.pop("inputs", {}).get("maxItems")
            self.assertEqual(most, gate["maximum_operands"], gate["name"])
            self.assertEqual(list(properties), [attribute["name"] for attribute in gate["attributes"]], gate["name"])

    def test_has_every_activation(self):
        for name in [gate["name"] for gate in catalogue()]:
            document = {"format": "chainrule", "version": 1, "nodes": [{"id": "n", "gate": "neuron", "activation": name}]}
            written, _ = read(json.dumps(document))
            self.assertEqual(VALIDATOR.is_valid(document), written is not None, name)


class Page(unittest.TestCase):
    def test_has_every_gate_with_its_attributes(self):
        rows = {}
        for line in PAGE.splitlines():
            cells = line.split(" | ")
            if line.startswith("| `") and len(cells) >= 3:
                for name in re.findall(r"`(\w+)`", cells[0]):
                    rows.setdefault(name, " | ".join(cells[1:]))
        for gate in catalogue():
            self.assertIn(gate["name"], rows)
            for attribute in gate["attributes"]:
                self.assertIn(f"`{attribute['name']}`", rows[gate["name"]], gate["name"])
                if isinstance(attribute["default"], (int, float)) and attribute["name"] != "alpha":
                    shown = json.dumps(attribute["default"])
                    self.assertRegex(rows[gate["name"]], rf"`{attribute['name']}` \({re.escape(shown)}\)", gate["name"])


if __name__ == "__main__":
    unittest.main()
