/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exported programs with NumPy may call, and words that cannot be names in them. */
#include "cr-program-private.h"

static const char *const reserved[] = {
  "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif",
  "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or",
  "pass", "raise", "return", "try", "type", "while", "with", "yield", "_", "np", "math", "int", "float", "abs", "print", "inf",
  "nan", "near", "fingerprint", "sigmoid", "softmax", "logsumexp", "norm", "one_hot", "normal_cdf", "normal_pdf", "svm",
  "svm_slopes", "svm_margins", NULL
};

static const char *const helpers[][2] = {
  { "sigmoid", "\ndef sigmoid(x):\n"
               "    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))  # 1 / (1 + np.exp(-x)) without overflow\n\n" },
  { "normal_cdf", "\nnormal_cdf = np.vectorize(lambda x: 0.5 * math.erfc(-x / math.sqrt(2)), otypes=[float])\n\n" },
  { "normal_pdf", "\ndef normal_pdf(x):\n"
                  "    return np.exp(-x * x / 2) / np.sqrt(2 * np.pi)\n\n" },
  { "logsumexp", "\ndef logsumexp(x):\n"
                 "    m = np.max(x)\n"
                 "    return m + np.log(np.sum(np.exp(x - m))) if np.abs(m) != np.inf else m\n\n" },
  { "softmax", "\ndef softmax(x):\n"
               "    e = np.exp(x - np.max(x))\n"
               "    return e / np.sum(e)\n\n" },
  { "norm", "\ndef norm(x):\n"
            "    m = np.max(np.abs(x))\n"
            "    return m * np.sqrt(np.sum((x / m) ** 2)) if 0 < m < np.inf else m\n\n" },
  { "one_hot", "\ndef one_hot(i, x):\n"
               "    \"\"\"1 at entry i, 0 elsewhere, in the shape of x.\"\"\"\n"
               "    result = np.zeros(np.shape(x))\n"
               "    result.flat[i] = 1\n"
               "    return result\n\n" },
  { "svm_margins", "\ndef svm_margins(s, y, margin):\n"
                   "    margins = np.maximum(0, s - np.ravel(s)[y] + margin)\n"
                   "    return margins * (np.arange(np.size(s)).reshape(np.shape(s)) != y)\n\n" },
  { "svm", "\ndef svm(s, y, margin):\n"
           "    return np.sum(svm_margins(s, y, margin))\n\n" },
  { "svm_slopes", "\ndef svm_slopes(s, y, margin):\n"
                  "    over = (svm_margins(s, y, margin) > 0) * 1.0\n"
                  "    return over - np.sum(over) * (np.arange(np.size(s)).reshape(np.shape(s)) == y)\n\n" },
};

const CrProgramLibrary cr_program_numpy_library = { reserved, helpers, G_N_ELEMENTS (helpers) };
