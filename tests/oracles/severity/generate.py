"""Severity of random tables of levels by other means than the harness. Prints cases.json."""

import json
import random
from fractions import Fraction

import numpy as np
from scipy import optimize, special, stats

WEIGHTS = [0, 0.001, 0.01, 0.1, 1]


def case(call, args, expected, relative=1e-9):
    return {"call": call, "args": args, "expected": expected, "relative": relative}


def upper(x, n, confidence):
    return float(stats.binomtest(x, n, alternative="less").proportion_ci(confidence, method="exact").high)


def fractional_upper(x, n, confidence):
    """The p with P(X <= x) = 1 - confidence, for x and n that need not be whole."""
    if x == n:
        return 1.0
    return float(optimize.brentq(lambda p: special.betainc(x + 1, n - x, p) - confidence, 1e-12, 1 - 1e-12, xtol=1e-15))


def per_trial(samples, level, confidence):
    marks = [np.array([1.0 if v >= level else 0.0 for v in trials]) for trials in samples]
    every = np.concatenate(marks)
    n, clusters, mean = len(every), len(marks), every.mean()
    sizes = np.array([len(m) for m in marks])
    if mean in (0, 1):
        correlation = 1.0
    elif n == clusters:
        correlation = 0.0
    else:
        between = sum(len(m) * (m.mean() - mean) ** 2 for m in marks) / (clusters - 1)
        within = sum(((m - m.mean()) ** 2).sum() for m in marks) / (n - clusters)
        k0 = (n - (sizes**2).sum() / n) / (clusters - 1)
        correlation = (between - within) / (between + (k0 - 1) * within)
    effect = 1 + ((sizes**2).sum() / n - 1) * max(0.0, correlation)
    return [float(mean), fractional_upper(every.sum() / effect, n / effect, confidence)]


def tail_mean(samples, beta):
    """Integral of the quantile function over (beta, 1), in exact fractions."""
    worst = sorted(Fraction(str(WEIGHTS[max(trials)])) for trials in samples)
    n, start = len(worst), Fraction(str(beta))
    if (1 - start) * n < 1:
        return None
    total = Fraction(0)
    for place, weight in enumerate(worst):
        low, high = max(Fraction(place, n), start), Fraction(place + 1, n)
        if high > low:
            total += weight * (high - low)
    return float(total / (1 - start))


def needed(rate, confidence, failures):
    n = failures + 1
    while stats.binom.cdf(failures, n, rate) > 1 - confidence:
        n += 1
    return n


def main():
    source = random.Random(20261120)
    cases = []
    for size, most in ((1, 1), (12, 1), (30, 5), (60, 3), (200, 4)):
        samples = [source.choices(range(5), weights=[80, 10, 6, 3, 1], k=source.randint(1, most)) for _ in range(size)]
        worst = [max(trials) for trials in samples]
        counts = [sum(1 for v in worst if v >= level) for level in (1, 2, 3, 4)]
        single = [upper(x, size, 0.95) for x in counts]
        joint = [upper(x, size, 1 - 0.05 / 4) for x in counts]
        cases.append(case("severityTable", [samples, 0.95], single + joint))
        steps = np.diff(WEIGHTS)
        cases.append(case("expectedSeverity", [samples, WEIGHTS, 0.95], [float(np.mean([WEIGHTS[v] for v in worst])), float(np.dot(steps, joint))]))
        for beta in (0.5, 0.9, 0.95, 0.99):
            value = tail_mean(samples, beta)
            bound = None if value is None else float(np.dot(steps, np.minimum(1, np.array(joint) / (1 - beta))))
            cases.append(case("cvar", [samples, WEIGHTS, beta, 0.95], [value, bound]))
        if size > 1:
            for level in (1, 2, 3, 4):
                cases.append(case("violationRatePerTrial", [samples, level, 0.95], per_trial(samples, level, 0.95), 1e-8))
    for rate in (0.3, 0.1, 0.037, 0.01, 0.004):
        for failures in (0, 1, 3):
            for confidence in (0.9, 0.95, 0.99):
                cases.append(case("samplesNeeded", [rate, confidence, failures], needed(rate, confidence, failures)))
    return {"cases": cases}


print(json.dumps(main()))
