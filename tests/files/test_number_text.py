# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers as text against an independent judge: Python's repr(), which also gives the fewest digits that read back."""

import math
import os
import random
import re
import struct
import subprocess
import unittest


def write(numbers):
    """What the program writes for each of them."""
    result = subprocess.run([os.environ["NUMBER_TEXT_FILTER"]], input=struct.pack(f"{len(numbers)}d", *numbers),
                            capture_output=True, check=True)
    return result.stdout.decode("ascii").splitlines()


def expect(number):
    """repr() in the file's form: no '.0', no '+', no zero before an exponent."""
    text = re.sub(r"\.0$", "", repr(number))
    return re.sub(r"e([+-]?)0*(\d)", lambda m: "e" + m[1].replace("+", "") + m[2], text)


def from_bits(bits):
    return struct.unpack("d", struct.pack("Q", bits))[0]


class NumberText(unittest.TestCase):
    def check(self, numbers):
        numbers = [n for n in numbers if math.isfinite(n)]
        numbers += [-n for n in numbers]
        texts = write(numbers)
        self.assertEqual(len(texts), len(numbers))
        for number, text in zip(numbers, texts):
            self.assertEqual(struct.pack("d", float(text)), struct.pack("d", number), text)
            self.assertEqual(text, expect(number))

    def test_known(self):
        self.check([0.0, 0.1, 0.3, 2 / 3, 1e15, 999999999999999.0, 1e16, 1e17, 1e21, 1e22, 1e23, 9007199254740993.0,
                    123456789012345680.0, 0.0001, 0.00001, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308,
                    1.7976931348623157e308])

    def test_powers_of_two_and_their_neighbours(self):
        powers = [math.ldexp(1, k) for k in range(-1074, 1024)]
        self.check(powers)
        self.check([math.nextafter(p, 0) for p in powers])
        self.check([math.nextafter(p, math.inf) for p in powers])

    def test_powers_of_ten_and_their_neighbours(self):
        powers = [float(f"1e{k}") for k in range(-323, 309)]
        self.check([n for p in powers for n in (p, math.nextafter(p, 0), math.nextafter(p, math.inf))])

    def test_few_digits(self):
        draw = random.Random(1)
        self.check([float(f"{draw.randint(1, 10 ** draw.randint(1, 17))}e{draw.randint(-330, 290)}") for _ in range(20000)])

    def test_any_bits(self):
        draw = random.Random(2)
        self.check([from_bits(draw.getrandbits(63)) for _ in range(20000)])

    def test_subnormal(self):
        draw = random.Random(3)
        self.check([from_bits(draw.getrandbits(draw.randint(1, 52))) for _ in range(10000)])

    def test_whole(self):
        draw = random.Random(4)
        self.check([float(draw.getrandbits(draw.randint(1, 70))) for _ in range(10000)])


if __name__ == "__main__":
    unittest.main()
