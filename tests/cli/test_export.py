# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli export: the programs that it writes are run, and what they compute is compared with what eval says."""

import json
import math
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import warnings

import numpy as np

from program import EXAMPLES, Case, evaluate, graph, run

HAS_TORCH = os.environ.get("CHAINRULE_TORCH") == "1"
ALL_EXAMPLES = sorted(EXAMPLES.glob("*.chainrule"))
GATES = {gate["name"]: gate for gate in json.loads(run("gates", "--json", check=0).stdout)}

# Ids that mean something in one of the languages.
WORDS = """x dx ef dd if def lambda np print near int exp log pow value gradient main double static NULL EOF NAN I __x _y __debug__ __name__ self
    train forward parameters training torch sigmoid softmax inputs graph numbers inputs_ i n sum dot type None True linux""".split()


def flatten(value):
    """Numbers of a report as one list; "inf" and the like become numbers."""
    if isinstance(value, list):
        return [number for entry in value for number in flatten(entry)]
    return [float(value)]


def expected_of(report):
    """(kind, name) → numbers, of every value and gradient that eval tells of."""
    expected = {}
    for node in report["nodes"]:
        for kind, member in ("value", "value"), ("gradient", "gradient"):
            if node[member] is not None:
                expected[kind, node["id"]] = flatten(node[member])
        for member in "weights", "bias":
            if node.get(f"{member}_gradient") is not None:
                expected["gradient", f"{node['id']}_{member}"] = flatten(node[f"{member}_gradient"])
    return expected


class Export(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def random_graphs(self, count, gates, seed):
        subprocess.run([os.environ["RANDOM_GRAPH_FILES"], self.folder, str(count), str(gates), "--seed", f"R02S{seed:032x}"], check=True,
                       stdout=subprocess.DEVNULL)
        return sorted(self.folder.glob("*.chainrule"))

    def export(self, file, language, *arguments, text=None, check=0):
        return run("export", file, "--to", language, *arguments, text=text, check=check).stdout

    def compare(self, found, expected, what):
        """found: (kind, name) → numbers. Every expected one must be there; sums may be added up in another order."""
        largest = max([1.0] + [abs(x) for numbers in expected.values() for x in numbers if math.isfinite(x)])
        for key, numbers in expected.items():
            self.assertIn(key, found, what)
            self.assertEqual(len(found[key]), len(numbers), f"{what}: {key}")
            self.assertTrue(np.allclose(found[key], numbers, rtol=1e-9, atol=1e-12 * largest, equal_nan=True),
                            f"{what}: {key}: {found[key]}, not {numbers}")

    # --- NumPy ---

    def numpy_numbers(self, program):
        """The program's own checks hold, too, or it would stop."""
        names = self.run_in_one_space(program)
        found = {}
        for name, number in names.items():
            if isinstance(number, (int, float, np.ndarray)) and not isinstance(number, bool):
                found["value", name] = list(np.ravel(number))
                if name.startswith("d"):
                    found["gradient", name[1:]] = list(np.ravel(number))
        return found

    def run_in_one_space(self, program):
        space = {"__name__": "__main__", "print": lambda *_: None}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(program, "exported.py", "exec"), space)
        return space

    def test_numpy_computes_every_example(self):
        self.assertGreater(len(ALL_EXAMPLES), 10)
        for file in ALL_EXAMPLES:
            with self.subTest(file.name):
                expected = expected_of(evaluate(file))
                self.compare(self.numpy_numbers(self.export(file, "numpy")), expected, file.name)

    def test_numpy_computes_random_graphs_over_the_whole_catalogue(self):
        gates = set()
        for file in self.random_graphs(40, 50, 4):
            gates |= {node["gate"] for node in json.loads(file.read_text())["nodes"]}
            self.compare(self.numpy_numbers(self.export(file, "numpy")), expected_of(evaluate(file)), file.read_text())
        self.assertEqual(set(GATES) - gates, set(), "gates that no graph had")

    def test_numpy_is_the_lecture_s_way(self):
        program = self.export(EXAMPLES / "xyz.chainrule", "numpy")
        for line in "x = -2.0", "q = x + y", "f = q * z", "df = 1.0", "dq = z * df", "dz = q * df", "dx = dq", "assert near(dx, -4.0)":
            self.assertIn(f"\n{line}\n", program)

    def test_numpy_notices_a_wrong_number(self):
        """Each check of a program stops it when the number that it expects is another."""
        program = self.export(EXAMPLES / "sigmoid-neuron.chainrule", "numpy")
        checks = re.findall(r"^assert near\(\w+, .*\)$", program, re.MULTILINE)
        self.assertGreater(len(checks), 15)
        for check in checks:
            wrong = re.sub(r", (-?[\d.e-]+)\)$", lambda match: f", {float(match[1]) + 1e-6})", check)
            with self.assertRaises(AssertionError, msg=check):
                self.run_in_one_space(program.replace(check, wrong))

    # --- C ---

    def c_numbers(self, program, name="exported", sanitize=False):
        source, binary = self.folder / f"{name}.c", self.folder / name
        source.write_text(program)
        sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize=float-divide-by-zero"] if sanitize else []
        subprocess.run(["gcc", "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", *sanitizers, source, "-lm", "-o", binary], check=True)
        found = {}
        for line in subprocess.run([binary], check=True, capture_output=True, encoding="utf-8").stdout.splitlines():
            kind, variable, *numbers = line.split()
            found[kind, variable] = [float(number) for number in numbers]
        return found

    def test_c_computes_every_example(self):
        for file in ALL_EXAMPLES:
            with self.subTest(file.name):
                self.compare(self.c_numbers(self.export(file, "c"), file.stem), expected_of(evaluate(file)), file.name)

    def test_c_computes_random_graphs_over_the_whole_catalogue(self):
        gates = set()
        for i, file in enumerate(self.random_graphs(6, 160, 9)):
            gates |= {node["gate"] for node in json.loads(file.read_text())["nodes"]}
            self.compare(self.c_numbers(self.export(file, "c"), f"g{i}", i == 0), expected_of(evaluate(file)), file.read_text())
        self.assertEqual(set(GATES) - gates, set(), "gates that no graph had")

    # --- PyTorch ---

    def torch_script(self, programs):
        """Runs programs in one process: to import PyTorch takes longer than they do."""
        files = []
        for i, program in enumerate(programs):
            files.append(self.folder / f"{i}.py")
            files[-1].write_text(program)
        script = "import runpy, sys\nfor file in sys.argv[1:]:\n    runpy.run_path(file, run_name='__main__')\n"
        result = subprocess.run(["/usr/bin/python3", "-c", script, *files], capture_output=True, encoding="utf-8")
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    @unittest.skipUnless(HAS_TORCH, "python3-torch is not installed (tools/test --with-torch)")
    def test_pytorch_computes_examples_and_random_graphs(self):
        files = ALL_EXAMPLES + self.random_graphs(25, 40, 12)
        output = self.torch_script([self.export(file, "pytorch") for file in files])
        self.assertEqual(len(output.splitlines()), len(files))
        for file, line in zip(files, output.splitlines()):
            self.assertAlmostEqual(float(line.split("=")[1]), evaluate(file)["value"], delta=1e-7)

    @unittest.skipUnless(HAS_TORCH, "python3-torch is not installed (tools/test --with-torch)")
    def test_pytorch_notices_a_wrong_number(self):
        program = self.export(EXAMPLES / "neuron.chainrule", "pytorch")
        self.assertIn("assert near(inputs[\"x0\"].grad, 0.393", program)
        with self.assertRaises(AssertionError):
            self.torch_script([program.replace("assert near(inputs[\"x0\"].grad, 0.393", "assert near(inputs[\"x0\"].grad, 0.394")])

    # --- Pictures ---

    def test_dot_has_every_node_and_wire(self):
        for file in ALL_EXAMPLES:
            nodes = json.loads(file.read_text())["nodes"]
            text = self.export(file, "dot")
            self.assertEqual(re.findall(r'^  "(\w+)" \[label=', text, re.MULTILINE), [node["id"] for node in nodes])
            self.assertEqual(sorted(re.findall(r'^  "(\w+)" -> "(\w+)";$', text, re.MULTILINE)),
                             sorted((operand, node["id"]) for node in nodes for operand in node.get("inputs", [])))
        self.assertIn('"q" [label="q\\n+\\n3\\n∇ −4"', self.export(EXAMPLES / "xyz.chainrule", "dot"))

    def test_latex_has_every_node_and_wire(self):
        for file in ALL_EXAMPLES:
            nodes = json.loads(file.read_text())["nodes"]
            text = self.export(file, "latex")
            self.assertEqual(len(re.findall(r"^  \\node\[", text, re.MULTILINE)), len(nodes))
            self.assertEqual(len(re.findall(r"^  \\draw\[wire\]", text, re.MULTILINE)), sum(len(node.get("inputs", [])) for node in nodes))
            self.assertEqual(text.count("{"), text.count("}"))
            self.assertEqual(text.count("$") % 2, 0)
        self.assertIn("label={[value]above:$3$}, label={[gradient]below:$-4$}] (4)", self.export(EXAMPLES / "xyz.chainrule", "latex"))

    # --- What is not ordinary ---

    def programs_of(self, text, check=0):
        return {language: self.export("-", language, text=text, check=check) for language in ("numpy", "pytorch", "c", "dot", "latex")}

    def run_all(self, text, check=0, with_torch=HAS_TORCH):
        programs = self.programs_of(text, check)
        expected = expected_of(evaluate("-", text=text, check=None))
        self.compare(self.numpy_numbers(programs["numpy"]), expected, text)
        self.compare(self.c_numbers(programs["c"]), expected, text)
        if with_torch:
            self.torch_script([programs["pytorch"]])
        return programs

    def test_words_of_a_language_are_no_names(self):
        words = list(dict.fromkeys(WORDS))
        nodes = [{"id": word, "gate": "parameter" if i % 2 else "input", "value": i + 1} for i, word in enumerate(words)]
        text = graph(*nodes, {"id": "f", "gate": "mul", "inputs": words[:4]}, {"id": "g", "gate": "add", "inputs": [*words, "f"]}, output="g")
        programs = self.programs_of(text)
        value = evaluate("-", text=text)["value"]
        self.assertEqual(self.run_in_one_space(programs["numpy"])["g"], value)
        self.assertEqual(self.c_numbers(programs["c"])["value", "g"], [value])
        if HAS_TORCH:
            self.torch_script([programs["pytorch"]])

    def test_foreign_text_ends_no_comment(self):
        evil = "*/ int x = ; /*\nimport nothing_of_the_kind\r\u2028raise SystemExit\u202e\\\n$%_^\\end{document} \"]; ??/"
        text = graph({"id": "x", "gate": "input", "value": 2, "label": evil}, {"id": "f", "gate": "square", "inputs": ["x"], "label": evil},
                     title=evil, description=evil)
        programs = self.run_all(text)
        for language, program in programs.items():
            self.assertNotIn("\u202e", program, language)
            self.assertNotIn("\u2028", program, language)
            self.assertNotIn("\nimport nothing", program, language)
        self.assertEqual(len(re.findall(r"^\\end\{document\}$", programs["latex"], re.MULTILINE)), 1)
        self.assertEqual(len(re.findall(r'^  "\w+" \[label="([^"\\]|\\.)*", shape=\w+[^"]*, pos="[^"]*"\];$', programs["dot"], re.MULTILINE)), 2)

    def test_infinite_and_undefined_numbers(self):
        self.run_all(graph({"id": "x", "gate": "input", "value": 0}, {"id": "a", "gate": "reciprocal", "inputs": ["x"]},
                           {"id": "b", "gate": "sub", "inputs": ["a", "a"]}, {"id": "c", "gate": "parameter", "value": -1},
                           {"id": "d", "gate": "log", "inputs": ["c"]}, {"id": "e", "gate": "div", "inputs": ["c", "x"]},
                           {"id": "f", "gate": "add", "inputs": ["b", "d", "e"]}))

    def test_squares_out_of_range(self):
        """The square of a divisor is infinite or 0 long before the gradient is; PyTorch's own reciprocal squares it."""
        for a, b in ((1e-300, 1e-200), (1e300, 1e200)):
            self.run_all(graph({"id": "a", "gate": "input", "value": a}, {"id": "b", "gate": "input", "value": b},
                               {"id": "q", "gate": "div", "inputs": ["a", "b"]}, {"id": "r", "gate": "reciprocal", "inputs": ["b"]},
                               {"id": "p", "gate": "mul", "inputs": ["a", "r"]}, {"id": "f", "gate": "add", "inputs": ["q", "p"]}), with_torch=False)

    def test_kinks_and_equals(self):
        one = [{"id": "x", "gate": "input", "value": 0}, {"id": "y", "gate": "input", "value": 0}, {"id": "z", "gate": "input", "value": [0, 0, 3]}]
        gates = [{"id": f"{name}_x", "gate": name, "inputs": ["x"]} for name in ("relu", "leaky_relu", "elu", "abs", "norm")]
        gates += [{"id": name, "gate": name, "inputs": ["x", "y", "x", "y"]} for name in ("max", "min")]
        gates += [{"id": f"{name}_z", "gate": name, "inputs": ["x", "z"]} for name in ("max", "min", "mul", "absolute_error")]
        sums = [{"id": f"{gate['id']}_sum", "gate": "sum", "inputs": [gate["id"]]} for gate in gates]
        self.run_all(graph(*one, *gates, *sums, {"id": "f", "gate": "add", "inputs": [node["id"] for node in sums]}))

    def test_single_entries(self):
        """Columns and matrices of one entry are plain numbers."""
        self.run_all(graph({"id": "x", "gate": "input", "value": 2}, {"id": "k", "gate": "constant", "value": 0},
                           {"id": "W", "gate": "parameter", "value": [[1, 2, 3]]}, {"id": "t", "gate": "transpose", "inputs": ["x"]},
                           {"id": "c", "gate": "concat", "inputs": ["t"]}, {"id": "p", "gate": "pick", "inputs": ["c", "k"]},
                           {"id": "m", "gate": "matmul", "inputs": ["p", "W"]}, {"id": "v", "gate": "transpose", "inputs": ["W"]},
                           {"id": "n", "gate": "matmul", "inputs": ["m", "v"]}, {"id": "s", "gate": "softmax", "inputs": ["n"]},
                           {"id": "l", "gate": "cross_entropy", "inputs": ["n", "k"]}, {"id": "h", "gate": "svm", "inputs": ["n", "k"]},
                           {"id": "u", "gate": "neuron", "inputs": ["n"], "weights": [0.1], "activation": "tanh"},
                           {"id": "d", "gate": "dense", "inputs": ["n"], "weights": [[0.2]]},
                           {"id": "o", "gate": "maxout", "inputs": ["n"], "weights": [[1], [2]]},
                           {"id": "f", "gate": "add", "inputs": ["s", "l", "h", "u", "d", "o"]}))

    def test_activations_of_units(self):
        names = [name for name, gate in GATES.items() if gate["category"] == "activations"] + ["linear"]
        units = [{"id": f"u_{name}", "gate": "neuron", "inputs": ["x", "y"], "activation": name} for name in names]
        units += [{"id": f"d_{name}", "gate": "dense", "inputs": ["z"], "units": 3, "activation": name} for name in names]
        sums = [{"id": f"s{i}", "gate": "sum", "inputs": [unit["id"]]} for i, unit in enumerate(units)]
        self.run_all(graph({"id": "x", "gate": "input", "value": 0.3}, {"id": "y", "gate": "parameter", "value": -0.7},
                           {"id": "z", "gate": "input", "value": [0.5, -1]}, *units, *sums,
                           {"id": "f", "gate": "add", "inputs": [node["id"] for node in sums]}))

    def test_many_operands(self):
        """A parser can take it, and it is linear in the wires."""
        sources = [{"id": f"x{i}", "gate": "input", "value": 1 + (i % 7) / 1e4} for i in range(3000)]
        names = [node["id"] for node in sources]
        gates = [{"id": name, "gate": name, "inputs": names} for name in ("add", "mul", "max", "concat", "neuron")]
        self.run_all(graph(*sources, *gates, {"id": "s", "gate": "sum", "inputs": ["concat"]},
                           {"id": "f", "gate": "add", "inputs": ["add", "mul", "max", "s", "neuron"]}))

    def test_what_is_not_computed_is_left_out_and_told(self):
        text = graph({"id": "x", "gate": "input", "value": [1, 2]}, {"id": "y", "gate": "input", "value": [1, 2, 3]},
                     {"id": "bad", "gate": "add", "inputs": ["x", "y"]}, {"id": "after", "gate": "sum", "inputs": ["bad"]},
                     {"id": "open", "gate": "square", "inputs": [None]}, {"id": "f", "gate": "sum", "inputs": ["x"]}, output="f")
        programs = self.run_all(text, check=1)
        for language in "numpy", "pytorch", "c":
            self.assertIn("bad is not computed: 2×1 does not fit 3×1", programs[language])
            self.assertIn("open is not computed: an operand is open", programs[language])
            self.assertIn("after is not computed", programs[language])

    def test_without_output(self):
        programs = self.run_all(graph({"id": "x", "gate": "input", "value": [1, 2]}, {"id": "y", "gate": "square", "inputs": ["x"]}))
        self.assertNotIn("Backward", programs["numpy"])
        self.assertIn("no output is named", programs["numpy"])
        self.run_all(graph())

    def test_data_are_one_example(self):
        text = graph({"id": "x", "gate": "input", "feature": ["x1", "x2"]}, {"id": "y", "gate": "input", "feature": "label"},
                     {"id": "p", "gate": "dense", "inputs": ["x"]}, {"id": "L", "gate": "squared_error", "inputs": ["p", "y"]},
                     training={"dataset": {"points": [[1, 2, 1], [3, 4, -1]]}, "shuffle": False, "train_fraction": 1})
        for example, first in (0, "1.0"), (1, "3.0"):
            program = self.export("-", "numpy", "--example", example, text=text)
            self.assertIn(f"x = np.array([[{first}]", program)
            self.compare(self.numpy_numbers(program), expected_of(evaluate("-", "--example", example, text=text)), text)
        run("export", "-", "--to", "numpy", "--example", 2, text=text, check=2)

    def test_into_a_file_and_wrong_calls(self):
        out = self.folder / "out.py"
        self.assertEqual(self.export(EXAMPLES / "xyz.chainrule", "numpy", "-o", out), "")
        self.assertEqual(out.read_text(), self.export(EXAMPLES / "xyz.chainrule", "numpy"))
        for arguments in ([], ["--to", "fortran"], ["--to", "c", "--example", "-1"], ["--to", "c", "-o", "/nonexistent/folder/x.c"]):
            result = run("export", EXAMPLES / "xyz.chainrule", *arguments, check=2)
            self.assertTrue(result.stderr.startswith("chainrule-cli: "), result.stderr)
        self.assertIn("numpy, pytorch, c, dot, latex", run("export", EXAMPLES / "xyz.chainrule", "--to", "fortran", check=2).stderr)


if __name__ == "__main__":
    unittest.main()
