"""Tail probabilities from SciPy; intervals and Holm's adjustment from their definitions. Prints cases.json."""

import itertools
import json
import random

import numpy as np
from scipy import special, stats


def case(call, args, expected):
    return {"call": call, "args": args, "expected": expected, "relative": 1e-9}


def bonett_price(b, c, n, level):
    first, second = (b + 1) / (n + 2), (c + 1) / (n + 2)
    half = stats.norm.isf((1 - level) / 2) * np.sqrt((first + second - (first - second) ** 2) / (n + 2))
    return [float(max(-1, first - second - half)), float(min(1, first - second + half))]


def bonett_price_p(b, c, n):
    """The level at which the interval ends at 0, by bisection on the interval itself."""
    if b == c:
        return 1.0
    low, high = 1e-12, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        lower, upper = bonett_price(b, c, n, 1 - middle)
        if lower <= 0 <= upper:
            high, low = high, middle
        else:
            high = middle
    return low


def log_ratio(a, b, level):
    a, b = np.array(a, float), np.array(b, float)
    gradient = np.array([1 / a.mean(), -1 / b.mean()])
    variance = gradient @ (np.cov(a, b) / len(a)) @ gradient
    half = stats.t.isf((1 - level) / 2, len(a) - 1) * np.sqrt(variance)
    ratio = a.mean() / b.mean()
    return [float(ratio * np.exp(-half)), float(ratio * np.exp(half))]


def closed_testing(values):
    """Adjusted p of test i: the largest Bonferroni p of any intersection of hypotheses that contains i."""
    tests = range(len(values))
    subsets = [s for size in range(1, len(values) + 1) for s in itertools.combinations(tests, size)]
    return [max(min(1, len(s) * min(values[j] for j in s)) for s in subsets if i in s) for i in tests]


def main():
    cases = []
    for a, b in ((0.5, 0.5), (1, 300), (5, 16), (1, 1_000_000), (1200, 9), (5000, 5000), (2.5, 7.5), (100.5, 3.5)):
        mean = a / (a + b)
        for x in (1e-9, mean / 4, mean / 2, mean, min(0.999, mean * 1.5), 1 - 1e-6):
            cases.append(case("betaCdf", [x, a, b], float(special.betainc(a, b, x))))
    for degrees in (1, 2, 3, 9, 30, 200):
        for x in (0, 1e-6, 0.5, 3.841, degrees, 14, 60, 300):
            cases.append(case("chiSquareTail", [x, degrees], float(stats.chi2.sf(x, degrees))))
    for z in (0, 1e-3, -0.5, 1.96, -2.5758, 6, 12):
        cases.append(case("normalTwoSidedTail", [z], float(2 * stats.norm.sf(abs(z)))))
    for degrees in (1, 2, 9, 99, 999_999):
        for t in (0, 1e-3, -0.7, 1.96, -4, 12):
            cases.append(case("tTwoSidedTail", [t, degrees], float(2 * stats.t.sf(abs(t), degrees))))
    for b, c, n in ((6, 3, 100), (0, 0, 20), (1, 0, 1), (20, 0, 20), (0, 300, 300), (45, 12, 1000), (3, 9, 100_000)):
        for level in (0.9, 0.95, 0.99):
            cases.append(case("bonettPriceInterval", [b, c, n, level], bonett_price(b, c, n, level)))
    for b, c, n in ((6, 3, 100), (0, 0, 20), (10, 2, 200), (2, 10, 200), (40, 20, 500)):
        cases.append(case("bonettPricePValue", [b, c, n], bonett_price_p(b, c, n)))
    draws = np.random.default_rng(4)
    for size in (2, 8, 40, 300):
        a = [round(float(v), 4) for v in draws.random(size)]
        b = [round(float(v), 4) for v in draws.random(size) + 0.2]
        for level in (0.9, 0.95):
            cases.append(case("logRatioInterval", [a, b, level], log_ratio(a, b, level)))
    cases.append(case("logRatioInterval", [[0, 0], [1, 2], 0.95], [None, None]))
    cases.append(case("logRatioInterval", [[1, 2], [1, 2], 0.95], [None, None]))
    source = random.Random(9)
    for size in (1, 2, 4, 6, 8):
        values = [round(source.random() ** 3, 6) for _ in range(size)]
        cases.append(case("holmAdjust", [values], closed_testing(values)))
    cases.append(case("holmAdjust", [[0.04, 0.04, 0.04, 1, 0]], closed_testing([0.04, 0.04, 0.04, 1, 0])))
    return {"cases": cases}


print(json.dumps(main(), indent=1))
