# SPDX-License-Identifier: GPL-3.0-or-later
"""One step of the two-layer net in numpy, and in ours, in turn, on one thread of the same BLAS.

The step is the lecture's twenty lines, with the squared error's gradient and the sigmoid's slope written out.
"""
import os
import subprocess
import sys
import time

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != 'OPENBLAS_CORETYPE'}
ENVIRONMENT.update(OPENBLAS_NUM_THREADS='1', OMP_NUM_THREADS='1')
ROUNDS = 5
SECONDS = 0.3


def measure_numpy():
    import numpy as np

    random = np.random.default_rng(1)
    x, y = random.uniform(-1, 1, (64, 1000)), random.uniform(-1, 1, (64, 10))
    w1, w2 = random.uniform(-1, 1, (1000, 100)), random.uniform(-1, 1, (100, 10))
    fastest = float('inf')
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        start = time.perf_counter()
        h = 1 / (1 + np.exp(-x.dot(w1)))
        y_pred = h.dot(w2)
        np.square(y_pred - y).sum()
        grad_y_pred = 2.0 * (y_pred - y)
        grad_w2 = h.T.dot(grad_y_pred)
        grad_h = grad_y_pred.dot(w2.T)
        grad_w1 = x.T.dot(grad_h * h * (1 - h))
        w1 -= 1e-9 * grad_w1
        w2 -= 1e-9 * grad_w2
        fastest = min(fastest, time.perf_counter() - start)
    print('two-layer net 64×1000×100×10, numpy: %7.1f µs a step (numpy %s)' % (fastest * 1e6, np.__version__))


def run(command):
    lines = subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    print('\n'.join(line for line in lines if not line.startswith('#')), flush=True)


if len(sys.argv) == 2 and sys.argv[1] == 'numpy':
    measure_numpy()
    sys.exit()
try:
    import numpy
except ImportError:
    numpy = None
    print('numpy is not installed: nothing to compare with')
for _ in range(ROUNDS):
    run([sys.argv[1]])
    if numpy:
        run([sys.executable, __file__, 'numpy'])
