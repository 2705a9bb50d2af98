# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the help that come from the gate table: one a gate, and the list of all. The table is what chainrule-cli prints of it."""
import json
import subprocess
from xml.sax.saxutils import escape, quoteattr

COLUMN = [2, -1, 0.5]
SQUARE = [[1, 2], [3, 4]]

# What a gate is shown at work on, where one number an operand is not what it takes.
OPERANDS = {
    "matmul": [SQUARE, [1, -1]], "transpose": [SQUARE], "dot": [COLUMN, [1, 2, -2]], "concat": [[2, -1], [0.5]], "dense": [COLUMN],
    "neuron": [2, -3], "maxout": [2, -3], "cross_entropy": [COLUMN, 1], "svm": [COLUMN, 1],
}
ATTRIBUTES = {
    "neuron": {"weights": [0.5, 1], "bias": 1, "activation": "sigmoid"},
    "maxout": {"weights": [[0.5, 1], [-1, 0.5]], "bias": [1, 0]},
    "dense": {"units": 2, "weights": [[1, -1, 0], [0.5, 0, 2]], "bias": [0, 1], "activation": "relu"},
    "scale": {"factor": -2}, "shift": {"offset": 3}, "power": {"exponent": 3},
}
COLUMN_GATES = {"pick", "sum", "mean", "sumsq", "norm", "softmax", "log_softmax", "logsumexp"}


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, **options).stdout


def read_table(program):
    return json.loads(run(program, "gates", "--json"))


def make_graph(gate):
    """The gate on small numbers, as a graph file; summed up where it does not give one number."""
    name = gate["name"]
    values = OPERANDS.get(name) or ([COLUMN] if name in COLUMN_GATES else [2, -3][:gate["minimum_operands"]])
    if gate["category"] == "losses" and name not in OPERANDS:
        values = [2, 1]
    ids = ["a", "b", "c"][:len(values)] if len(values) > 1 else ["x"]
    nodes = [{"id": node, "gate": "input", "value": value} for node, value in zip(ids, values)]
    nodes.append({"id": "y", "gate": name, "inputs": ids, **ATTRIBUTES.get(name, {})})
    if name in ("matmul", "transpose", "concat", "softmax", "log_softmax", "dense"):
        nodes.append({"id": "L", "gate": "sumsq", "inputs": ["y"]})
    return json.dumps({"format": "chainrule", "version": 1, "nodes": nodes})


def count_operands(gate):
    least, most = gate["minimum_operands"], gate["maximum_operands"]
    if most is None:
        return f"{least} or more"
    return str(least) if least == most else f"{least} to {most}"


def make_rows(gate):
    yield "Sign", gate["symbol"]
    yield "Operands", count_operands(gate)
    yield "Forward", gate["forward"]
    yield "Backward", gate["backward"] and f"{gate['backward']}, where g is the upstream gradient"
    yield "Asks for", gate["asks_for"]
    yield "Unfolds into", gate["unfolds_into"]
    yield "Attributes", ", ".join(item["name"] + (f" ({item['default']})" if item["default"] is not None else "")
                                  for item in gate["attributes"])
    yield "Source", f"row {gate['lecture_row']} of the lecture" if gate["lecture_row"] else "beside the lecture"
    yield "Caffe calls it", gate["caffe"] or "nothing: its list of layers has none like it"


def section_of(gate):
    return gate["category"].replace(" ", "-")


def make_page(gate, has_curve):
    name = gate["name"]
    rows = "\n".join(f"    <tr><td><p>{title}</p></td><td><p>{escape(text)}</p></td></tr>" for title, text in make_rows(gate) if text)
    curve = f'  <media type="image" src="figures/curve-{name}.svg">{name} and, dashed, its derivative</media>\n' if has_curve else ""
    at_work = "" if gate["category"] == "sources" else f'  <media type="image" src="figures/gate-{name}.svg">{name} at work</media>\n'
    pattern = f"  <p>{escape(gate['pattern'])}</p>\n" if gate["pattern"] else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<page xmlns="http://projectmallard.org/1.0/" type="topic" id="gate-{name}">
  <info>
    <link type="guide" xref="gates#{section_of(gate)}"/>
    <desc>{escape(gate['forward'])}</desc>
  </info>
  <title>{name}: {escape(gate['title'])}</title>
{pattern}  <table frame="none" rules="none">
{rows}
  </table>
{curve}{at_work}</page>
"""


def make_list(gates, titles):
    sections = "".join(f'  <section id={quoteattr(name)}><title>{escape(titles[name])}</title></section>\n' for name in titles)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<page xmlns="http://projectmallard.org/1.0/" type="guide" id="gates">
  <info>
    <link type="guide" xref="index"/>
    <desc>All {len(gates)}: formula, derivative, curve, where it comes from.</desc>
  </info>
  <title>The gates</title>
  <p>A page for every row of the gate table. docs/MATH.md derives each backward rule.</p>
{sections}</page>
"""


def write(program, draw_curves, folder):
    """Writes the pages into @folder, and their pictures into its folder figures."""
    gates = read_table(program)
    figures = folder / "figures"
    run(draw_curves, figures)
    for gate in gates:
        name = gate["name"]
        if gate["category"] != "sources":
            run(program, "render", "-", "-o", figures / f"gate-{name}.svg", input=make_graph(gate))
        has_curve = (figures / f"curve-{name}.svg").exists()
        (folder / f"gate-{name}.page").write_text(make_page(gate, has_curve), encoding="utf-8")
    titles = {}
    for gate in gates:
        titles.setdefault(section_of(gate), gate["category"].capitalize())
    (folder / "gates.page").write_text(make_list(gates, titles), encoding="utf-8")
