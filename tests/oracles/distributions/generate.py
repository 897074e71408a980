"""Quantiles and a distribution function from SciPy. Prints cases.json."""

import json
import math

from scipy import stats


def case(call, args, expected):
    return {"call": call, "args": args, "expected": float(expected), "relative": 1e-9}


def t_quantile(p, degrees):
    """By the beta distribution: t.ppf of SciPy 1.10 stops at a relative error of 3e-9 (t.ppf(0.9, 3) against its closed form)."""
    tail = min(p, 1 - p)
    if tail < 0.25:
        x = stats.beta.ppf(2 * tail, degrees / 2, 0.5)
        size = math.sqrt(degrees * (1 - x) / x)
    else:
        y = stats.beta.ppf(1 - 2 * tail, 0.5, degrees / 2)
        size = math.sqrt(degrees * y / (1 - y))
    return math.copysign(size, p - 0.5)


def f_quantile(p, numerator, denominator):
    """By the beta distribution with both tails, so that no digit is lost where a share is close to 1."""
    share = stats.beta.ppf(p, numerator / 2, denominator / 2)
    rest = stats.beta.isf(p, denominator / 2, numerator / 2) if share > 0.5 else 1 - share
    return denominator * share / (numerator * rest)


def main():
    cases = []
    shapes = [(0.5, 0.5), (1, 300), (5, 16), (6, 15), (1, 1_000_000), (1200, 9), (5000, 5000), (1, 1), (2, 99), (100, 1), (18, 3), (3, 298)]
    for alpha, beta in shapes:
        for p in (0.001, 0.025, 0.05, 0.5, 0.95, 0.975, 0.999):
            cases.append(case("betaQuantile", [p, alpha, beta], stats.beta.ppf(p, alpha, beta)))
    for degrees in (1, 2, 3, 4, 5, 7, 9, 19, 29, 49, 99, 199, 999, 100_000):
        for p in (0.025, 0.6, 0.9, 0.95, 0.975, 0.995):
            cases.append(case("tQuantile", [p, degrees], t_quantile(p, degrees)))
    for p in (1e-9, 0.001, 0.025, 0.05, 0.3, 0.8, 0.95, 0.975, 0.995, 0.999999):
        cases.append(case("normalQuantile", [p], stats.norm.ppf(p)))
    for n, p in ((20, 0.85), (30, 0.5), (50, 0.5), (50, 0.95), (100, 0.95), (200, 0.95), (5000, 0.95), (1, 0.5)):
        for x in sorted({0, 1, n // 4, n // 2, int(n * p), n - 1, n}):
            cases.append(case("binomialCdf", [x, n, p], stats.binom.cdf(x, n, p)))
    for degrees in (1, 2, 3, 4, 9, 15, 99, 500, 999):
        for p in (0.005, 0.025, 0.5, 0.95, 0.975, 0.995):
            cases.append(case("chiSquareQuantile", [p, degrees], stats.chi2.ppf(p, degrees)))
    for numerator, denominator in ((1, 1), (1, 4), (5, 18), (18, 5), (99, 400), (400, 99), (999, 9000), (2, 100_000)):
        for p in (0.025, 0.5, 0.95, 0.975, 0.999):
            cases.append(case("fQuantile", [p, numerator, denominator], f_quantile(p, numerator, denominator)))
    return {"cases": cases}


print(json.dumps(main(), indent=1))
