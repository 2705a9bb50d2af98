# SPDX-License-Identifier: GPL-3.0-or-later
"""The generators again, written from their description alone: the same points from the same stream of random numbers.

Needs nothing but Python: its own Mersenne twister is given the state that GSL's has after seeding.
"""

import math
import os
import random
import subprocess
import unittest

EXTENT = 6


class Stream:
    """GSL's mt19937, seeded as a stream of the program: FNV-1a over the seed's 8 bytes and the name, folded to 32 bits."""

    def __init__(self, seed, name):
        folded = 14695981039346656037
        for byte in seed.to_bytes(8, "little") + name.encode():
            folded = (folded ^ byte) * 1099511628211 % 2**64
        state = [(folded ^ folded >> 32) % 2**32]
        for i in range(1, 624):
            state.append((1812433253 * (state[-1] ^ state[-1] >> 30) + i) % 2**32)
        self.twister = random.Random()
        self.twister.setstate((3, (*state, 624), None))

    def unit(self):
        return self.twister.getrandbits(32) / 2**32

    def flat(self, low, high):
        u = self.unit()
        return low * (1 - u) + high * u

    def positive_unit(self):
        while (u := self.unit()) == 0:
            pass
        return u

    def gaussian(self, deviation):
        while True:
            x, y = -1 + 2 * self.positive_unit(), -1 + 2 * self.positive_unit()
            square = x * x + y * y
            if 0 < square <= 1:
                return deviation * y * math.sqrt(-2 * math.log(square) / square)

    def gaussian_point(self, centre, deviation):
        while True:
            x = centre[0] + self.gaussian(deviation)
            y = centre[1] + self.gaussian(deviation)
            if abs(x) <= EXTENT and abs(y) <= EXTENT:
                return x, y

    def moved(self, point, reach, noise):
        dx = self.flat(-reach, reach) * noise
        dy = self.flat(-reach, reach) * noise
        return point[0] + dx, point[1] + dy


# What the label is at a place of the plane.

def circle_label(x, y, classes):
    return 1 if math.hypot(x, y) < 2.5 else 0


def xor_label(x, y, classes):
    return 1 if x * y >= 0 else 0


def checkerboard_label(x, y, classes):
    side = 12 / max(4, classes)
    return (math.floor((x + 6) / side) + math.floor((y + 6) / side)) % classes


def plane_label(x, y, classes):
    return (x + y) / 10


def multi_gauss_label(x, y, classes):
    label = 0
    for cx, cy, sign in ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)):
        here = sign * max(0, 1 - math.hypot(x - cx, y - cy) / 2)
        if abs(here) > abs(label):
            label = here
    return label


LABELS = {"circle": circle_label, "xor": xor_label, "checkerboard": checkerboard_label, "plane": plane_label,
          "multi_gauss": multi_gauss_label}
REACH = {"circle": 5, "xor": 5, "plane": 6, "multi_gauss": 6}


# Where a point is: class, its number in the class, how many the class has.

def circle(stream, noise, classes, c, i, n):
    radius = stream.flat(0, 2.5) if c == 1 else stream.flat(3.5, 5)
    angle = stream.flat(0, 2 * math.pi)
    return radius * math.sin(angle), radius * math.cos(angle)


def xor(stream, noise, classes, c, i, n):
    x = stream.flat(-5, 5)
    y = stream.flat(-5, 5)
    return x + math.copysign(0.3, x), y + math.copysign(0.3, y)


def anywhere(stream, noise, classes, c, i, n):
    x = stream.flat(-6, 6)
    return x, stream.flat(-6, 6)


def gauss(stream, noise, classes, c, i, n):
    return stream.gaussian_point((2, 2) if c == 1 else (-2, -2), math.sqrt(0.5 + 7 * noise))


def spiral(stream, noise, classes, c, i, n):
    t = 1.75 * i / n * 2 * math.pi + 2 * math.pi * (classes - 1 - c) / classes
    return stream.moved((i / n * 5 * math.sin(t), i / n * 5 * math.cos(t)), 1, noise)


def moons(stream, noise, classes, c, i, n):
    angle = stream.flat(0, math.pi)
    x, y = c + math.cos(angle), 0.5 - math.sin(angle) if c % 2 else math.sin(angle)
    stretch = 10 / (classes + 1)
    return stream.moved(((x - (classes - 1) / 2) * stretch, (y - 0.25) * stretch), 1, noise)


def rings(stream, noise, classes, c, i, n):
    radius = 5 * (c + stream.flat(0.25, 0.75)) / classes
    angle = stream.flat(0, 2 * math.pi)
    return stream.moved((radius * math.sin(angle), radius * math.cos(angle)), 1, noise)


def blobs(stream, noise, classes, c, i, n):
    angle = 2 * math.pi * c / classes
    return stream.gaussian_point((4 * math.sin(angle), 4 * math.cos(angle)), 0.3 + 2 * noise)


PLACES = {"circle": circle, "xor": xor, "gauss": gauss, "spiral": spiral, "moons": moons, "rings": rings, "blobs": blobs,
          "checkerboard": anywhere, "plane": anywhere, "multi_gauss": anywhere}
SEVERAL = ("spiral", "moons", "rings", "blobs", "checkerboard")


def expected(name, points, noise, seed, classes):
    stream = Stream(seed, "/points")
    k = classes or 2
    for number in range(points):
        c = number % k
        place = PLACES[name](stream, noise, k, c, number // k, len(range(c, points, k)))
        label = c
        if name in LABELS:
            reach = REACH.get(name, 12 / max(4, k))
            label = LABELS[name](*stream.moved(place, reach, noise), k)
        if not classes and name not in ("plane", "multi_gauss"):
            label = 2 * label - 1
        yield (*place, label)


def printed(*arguments):
    text = subprocess.run([os.environ["PRINT_POINTS"], *map(str, arguments)], capture_output=True, check=True, encoding="utf-8").stdout
    return [tuple(map(float, line.split())) for line in text.splitlines()]


class Formulas(unittest.TestCase):
    def compare(self, *arguments):
        with self.subTest(arguments):
            actual, wanted = printed(*arguments), list(expected(*arguments))
            self.assertEqual(len(actual), len(wanted))
            for number, (point, other) in enumerate(zip(actual, wanted)):
                for a, b in zip(point, other):
                    self.assertAlmostEqual(a, b, delta=1e-12, msg=f"point {number}")

    def test_without_noise(self):
        for name in PLACES:
            self.compare(name, 501, 0, 1, 0)

    def test_with_noise(self):
        for name in PLACES:
            for noise in (0.1, 0.5, 1):
                self.compare(name, 200, noise, 7, 0)

    def test_classes(self):
        for name in SEVERAL:
            for classes in (2, 3, 8, 16):
                self.compare(name, 203, 0.2, 3, classes)

    def test_large_seeds(self):
        self.compare("circle", 10, 0, 2**53 - 1, 0)

    def test_labels_are_the_rule_of_the_point(self):
        for name, label in LABELS.items():
            for x, y, found in printed(name, 1000, 0, 5, 0):
                wanted = label(x, y, 2)
                self.assertAlmostEqual(found, wanted if name in ("plane", "multi_gauss") else 2 * wanted - 1, delta=1e-12)

    def test_rings_are_told_by_their_radius(self):
        for classes in (2, 5, 16):
            for x, y, label in printed("rings", 500, 0, 5, classes):
                self.assertEqual(int(math.hypot(x, y) * classes / 5), label)


if __name__ == "__main__":
    unittest.main()
