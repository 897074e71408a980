"""Distribution functions where they are hard: n = 1 and 1e6, probabilities near 0 and 1. From SciPy, checked by mpmath. Prints cases.json."""

import json
import math

import mpmath
import numpy as np
from scipy import special, stats

mpmath.mp.dps = 60
SMALL = (1e-12, 1e-9, 1e-4, 0.025, 0.5)
LARGE = (0.975, 0.9999)


def case(call, args, expected):
    return {"call": call, "args": args, "expected": float(expected), "relative": 1e-9}


def refine(cdf, density, p, start):
    """Newton's method with 60 digits from SciPy's answer, so that the reference is right to the last digit of a double."""
    x = mpmath.mpf(start)
    for _ in range(4):
        x -= (cdf(x) - mpmath.mpf(p)) / density(x)
    return x


def beta_cdf(x, a, b):
    return mpmath.betainc(a, b, 0, x, regularized=True)


def beta_quantile(p, a, b):
    start = stats.beta.ppf(p, a, b)
    if max(a, b) > 2000:
        return start
    density = lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / mpmath.beta(a, b)
    return refine(lambda x: beta_cdf(x, a, b), density, p, start)


def binomial_cdf(x, n, p):
    """Sum of the terms with 60 digits, from the largest downwards until they no longer count."""
    p = mpmath.mpf(p)
    log_term = lambda k: mpmath.loggamma(n + 1) - mpmath.loggamma(k + 1) - mpmath.loggamma(n - k + 1) + k * mpmath.log(p) + (n - k) * mpmath.log1p(-p)
    total, term, k = mpmath.mpf(0), None, min(x, int(n * p) + 60 * int(math.sqrt(n * float(p) + 1)) + 60)
    term = mpmath.exp(log_term(k))
    peak = term
    while k >= 0:
        total += term
        peak = max(peak, term)
        if term < peak * mpmath.mpf(10) ** -40 and k < n * p:
            break
        term *= k * (1 - p) / ((n - k + 1) * p) if k > 0 else 0
        k -= 1
    return total


def t_quantile(p, degrees):
    if degrees >= 1000:
        tail = min(p, 1 - p)
        x = stats.beta.ppf(2 * tail, degrees / 2, 0.5) if tail < 0.25 else None
        return math.copysign(math.sqrt(degrees * (1 - x) / x), p - 0.5)
    cdf = lambda t: 1 - beta_cdf(degrees / (degrees + t * t), mpmath.mpf(degrees) / 2, 0.5) / 2 if t > 0 else beta_cdf(degrees / (degrees + t * t), mpmath.mpf(degrees) / 2, 0.5) / 2
    density = lambda t: (1 + t * t / degrees) ** (-(mpmath.mpf(degrees) + 1) / 2) / (mpmath.sqrt(degrees) * mpmath.beta(0.5, mpmath.mpf(degrees) / 2))
    return refine(cdf, density, p, stats.t.ppf(p, degrees))


def f_quantile(p, numerator, denominator):
    share = stats.beta.ppf(p, numerator / 2, denominator / 2)
    rest = stats.beta.isf(p, denominator / 2, numerator / 2) if share > 0.5 else 1 - share
    return denominator * share / (numerator * rest)


def order_ranks(n, q, level):
    """Ranks by trying every one of them on SciPy's distribution function; 0 or n + 1 is no rank."""
    tail = (1 - level) / 2
    cdf = stats.binom.cdf(np.arange(0, n), n, q)
    lower = sum(1 for value in cdf if value <= tail)
    upper = next((rank + 1 for rank, value in enumerate(cdf) if value >= 1 - tail), n + 1)
    return [lower if lower >= 1 else None, upper if upper <= n else None]


def rogan_gladen(share, sensitivity, specificity):
    """The true share whose expected reports, true ones found and false alarms, are the seen share; by bisection."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle * sensitivity + (1 - middle) * (1 - specificity) < share:
            low = middle
        else:
            high = middle
    return low


def main():
    cases = []
    for n in (1, 5, 6, 10, 59, 100, 1000, 100_000):
        for q in (0.5, 0.9, 0.95, 0.99):
            cases.append({"call": "orderStatisticRanks", "args": [n, q, 0.95], "expected": order_ranks(n, q, 0.95), "relative": 1e-12})
    for share in (0, 0.01, 0.0148671, 0.05, 0.3, 0.79, 0.85, 1):
        for sensitivity, specificity in ((0.8, 1), (0.8, 0.99), (1, 0.9), (0.6, 0.7)):
            cases.append(case("roganGladen", [share, sensitivity, specificity], rogan_gladen(share, sensitivity, specificity)))
    for a, b in ((1, 1), (2, 1), (1, 2), (1, 1_000_000), (1_000_000, 1), (3, 999_998), (500_000.5, 500_000.5), (0.5, 0.5), (0.5, 1500)):
        for p in SMALL + LARGE:
            cases.append(case("betaQuantile", [p, a, b], beta_quantile(p, a, b)))
    for a, b in ((1, 1), (1, 1_000_000), (1_000_000, 1), (500_000.5, 500_000.5)):
        mean, deviation = a / (a + b), math.sqrt(a * b / (a + b + 1)) / (a + b)
        for x in (mean / 2 if a < 10 else mean - 6 * deviation, mean, mean + deviation / 2, 1e-300, 1 - 1e-16):
            if 0 < x < 1:
                cases.append(case("betaCdf", [x, a, b], special.betainc(a, b, x)))
    for degrees in (1, 2, 3, 30, 999_999):
        for p in (1e-12, 1e-9, 1e-4, 0.025, 0.975, 0.9999):
            cases.append(case("tQuantile", [p, degrees], t_quantile(p, degrees)))
        for t in (1e-9, 1e-3, 0.5, 3, 6, 37):
            tail = beta_cdf(mpmath.mpf(degrees) / (degrees + mpmath.mpf(t) ** 2), mpmath.mpf(degrees) / 2, 0.5) if degrees < 1000 else 2 * stats.t.sf(t, degrees)
            cases.append(case("tTwoSidedTail", [t, degrees], tail))
    for p in (1e-300, 1e-100, 1e-20, 1e-12, 1e-9, 0.5 - 1e-6, 0.5 + 1e-6, 0.999_999_999, 1 - 1e-15):
        start = stats.norm.ppf(p)
        density = lambda x: mpmath.npdf(x)
        cases.append(case("normalQuantile", [p], refine(mpmath.ncdf, density, p, start)))
    for z in (1e-12, 1e-6, 0.1, 3, 8, 20, 37):
        cases.append(case("normalTwoSidedTail", [z], mpmath.erfc(mpmath.mpf(z) / mpmath.sqrt(2))))
    for n, p in ((1, 1e-12), (1, 0.3), (1, 1 - 1e-9), (1_000_000, 1e-9), (1_000_000, 1e-6), (1_000_000, 0.5), (1_000_000, 0.999_999), (1000, 1e-4)):
        mean, deviation = n * p, math.sqrt(n * p * (1 - p))
        points = {0, 1, int(mean), int(mean - 6 * deviation), int(mean + 2 * deviation), n - 1, n}
        for x in sorted(point for point in points if 0 <= point <= n):
            expected = binomial_cdf(x, n, p)
            if expected > 1e-290:
                cases.append(case("binomialCdf", [x, n, p], expected))
    for degrees in (1, 2, 799, 800, 1800, 2000, 5000, 100_000, 1_000_000):
        for p in (1e-9, 1e-4, 0.025, 0.5, 0.975, 0.9999):
            cases.append(case("chiSquareQuantile", [p, degrees], stats.chi2.ppf(p, degrees)))
        for z in (-6, -2, -0.01, 0, 0.01, 1, 3, 8, 25):
            x = degrees + z * math.sqrt(2 * degrees)
            if x >= 0:
                cases.append(case("chiSquareTail", [x, degrees], stats.chi2.sf(x, degrees)))
    for numerator, denominator in ((1, 1), (1, 999_999), (999_999, 1), (2, 2), (999_999, 999_999), (99, 900_000)):
        for p in (1e-9, 1e-4, 0.025, 0.5, 0.975, 0.9999):
            cases.append(case("fQuantile", [p, numerator, denominator], f_quantile(p, numerator, denominator)))
    return {"cases": cases}


print(json.dumps(main(), indent=1))
