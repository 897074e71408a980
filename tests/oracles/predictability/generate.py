"""Measures of confidence against success by other means than the harness: lists of pairs, enumeration, SciPy. Prints cases.json."""

import itertools
import json
import math
import random
from fractions import Fraction

import numpy as np
from scipy import optimize, stats


def case(call, args, expected, relative=1e-9):
    return {"call": call, "args": args, "expected": expected, "relative": relative}


def brier(f, y):
    return float(np.mean((np.array(f) - np.array(y)) ** 2))


def corp(f, y):
    """Isotonic regression by SciPy on tie means with tie sizes as weights."""
    values = sorted(set(f))
    weights = [f.count(v) for v in values]
    rates = [np.mean([b for a, b in zip(f, y) if a == v]) for v in values]
    fitted = dict(zip(values, optimize.isotonic_regression(rates, weights=weights, increasing=True).x))
    recalibrated = float(np.mean([(fitted[a] - b) ** 2 for a, b in zip(f, y)]))
    rate = float(np.mean(y))
    return [brier(f, y) - recalibrated, rate * (1 - rate) - recalibrated, rate * (1 - rate)]


def equal_width(f, bins):
    """Exact fractions of the decimal that was written, so no edge moves."""
    return [min(bins - 1, math.floor(Fraction(str(a)) * bins)) for a in f]


def murphy(f, y, bins):
    n, rate = len(f), np.mean(y)
    groups = {}
    for a, b, place in zip(f, y, equal_width(f, bins)):
        groups.setdefault(place, []).append((a, b))
    rel = res = wbv = wbc = 0.0
    for members in groups.values():
        a, b = np.array(members, dtype=float).T
        rel += len(a) * (a.mean() - b.mean()) ** 2 / n
        res += len(a) * (b.mean() - rate) ** 2 / n
        wbv += ((a - a.mean()) ** 2).sum() / n
        wbc += 2 * ((a - a.mean()) * (b - b.mean())).sum() / n
    return [float(v) for v in (rel, res, rate * (1 - rate), wbv, wbc)]


def ece_width(f, y, bins):
    groups = {}
    for a, b, place in zip(f, y, equal_width(f, bins)):
        groups.setdefault(place, []).append((a, b))
    gaps = [(abs(np.mean([b for _, b in m]) - np.mean([a for a, _ in m])), len(m)) for m in groups.values()]
    return [float(sum(g * size for g, size in gaps) / len(f)), float(max(g for g, _ in gaps))]


def ece_mass(f, y, bins):
    """Distinct confidences only, so that no tie is cut."""
    pairs = sorted(zip(f, y))
    sizes = [len(f) // bins + (1 if i < len(f) % bins else 0) for i in range(bins)]
    plain = squared = 0.0
    start = 0
    for size in sizes:
        a, b = np.array(pairs[start : start + size], dtype=float).T
        start += size
        plain += size / len(f) * abs(b.mean() - a.mean())
        if size >= 2:
            squared += size / len(f) * ((a.mean() - b.mean()) ** 2 - b.mean() * (1 - b.mean()) / (size - 1))
    return [float(plain), float(squared)]


def auroc(f, y):
    good = [a for a, b in zip(f, y) if b == 1]
    bad = [a for a, b in zip(f, y) if b == 0]
    if not good or not bad:
        return None
    return float(stats.mannwhitneyu(good, bad, method="asymptotic").statistic / len(good) / len(bad))


def delong(f, y):
    good = np.array([a for a, b in zip(f, y) if b == 1])
    bad = np.array([a for a, b in zip(f, y) if b == 0])
    if len(good) < 2 or len(bad) < 2:
        return None
    kernel = (good[:, None] > bad[None, :]) + 0.5 * (good[:, None] == bad[None, :])
    return float(math.sqrt(kernel.mean(axis=1).var(ddof=1) / len(good) + kernel.mean(axis=0).var(ddof=1) / len(bad)))


def delong_interval(f, y, level):
    area, error = auroc(f, y), delong(f, y)
    if area is None or error is None or area in (0, 1):
        return [None, None]
    half = stats.norm.ppf((1 + level) / 2) * error / (area * (1 - area))
    logit = math.log(area / (1 - area))
    return [1 / (1 + math.exp(half - logit)), 1 / (1 + math.exp(-half - logit))]


def orders(f, y, draws):
    """Every order that keeps confidence falling, or random ones; yields lists of outcomes."""
    ties = [[b for a, b in zip(f, y) if a == v] for v in sorted(set(f), reverse=True)]
    count = math.prod(math.factorial(len(t)) for t in ties)
    if count <= 50_000:
        for parts in itertools.product(*(itertools.permutations(t) for t in ties)):
            yield [b for part in parts for b in part]
    else:
        for _ in range(20_000):
            yield [b for t in ties for b in draws.permutation(t)]


def risk_coverage(f, y, draws, coverages):
    """Means over the orders: AURC, AURC*, AUGRC (trapezoids of each order), selective accuracies."""
    n, right = len(f), sum(y)
    aurc, augrc, selected, total = 0.0, 0.0, [0.0] * len(coverages), 0
    for order in orders(f, y, draws):
        errors = np.cumsum([1 - b for b in order])
        aurc += float(np.mean(errors / np.arange(1, n + 1)))
        augrc += float(np.trapezoid(np.concatenate([[0], errors]) / n, dx=1 / n))
        for place, c in enumerate(coverages):
            accepted = math.ceil(Fraction(str(c)) * n)
            selected[place] += 1 - errors[accepted - 1] / accepted
        total += 1
    best = float(np.mean([max(0, m - right) / m for m in range(1, n + 1)]))
    return [aurc / total, best, augrc / total] + [float(s / total) for s in selected]


def crc(f, losses, alpha):
    n = len(f)
    for threshold in sorted({0.0, *f}):
        risk = sum(Fraction(str(l)) for a, l in zip(f, losses) if a > threshold)
        if (risk + 1) / (n + 1) <= Fraction(str(alpha)):
            return float(threshold)
    return None


class Mulberry32:
    def __init__(self, seed):
        self.state = seed

    def index(self, size):
        mask = 0xFFFFFFFF
        self.state = (self.state + 0x6D2B79F5) & mask
        z = self.state
        z = ((z ^ (z >> 15)) * (z | 1)) & mask
        z ^= (z + (((z ^ (z >> 7)) * (z | 61)) & mask)) & mask
        return int(((z ^ (z >> 14)) & mask) / 4294967296 * size)


def bootstrap(f, y, clusters, level, resamples, seed):
    """Percentiles of the Brier score, the AUROC and CORP's discrimination over resampled lists of pairs."""
    source = Mulberry32(seed)
    names = sorted(set(clusters))
    groups = [[(a, b) for a, b, c in zip(f, y, clusters) if c == name] for name in names]
    rows = []
    for _ in range(resamples):
        drawn = [pair for _ in names for pair in groups[source.index(len(names))]]
        a, b = [p[0] for p in drawn], [p[1] for p in drawn]
        rows.append([brier(a, b), auroc(a, b), corp(a, b)[1]])
    tails = [(1 - level) / 2, (1 + level) / 2]
    return [float(q) for column in zip(*rows) for q in np.quantile([v for v in column if v is not None], tails)]


def main():
    source, draws = random.Random(20261120), np.random.default_rng(20261120)
    cases = []
    for n, levels in ((2, 100), (5, 4), (9, 3), (12, 1000), (30, 1000), (40, 6), (200, 1000)):
        f = [round(source.randrange(levels + 1) / levels, 3) for _ in range(n)] if levels < 1000 else [round(v / 1000, 3) for v in source.sample(range(1001), n)]
        y = [1 if source.random() < 0.2 + 0.6 * a else 0 for a in f]
        cases.append(case("brier", [f, y], brier(f, y)))
        cases.append(case("corp", [f, y], corp(f, y), 1e-8))
        cases.append(case("auroc", [f, y], auroc(f, y)))
        cases.append(case("delongInterval", [f, y, 0.95], delong_interval(f, y, 0.95)))
        for bins in (5, 10):
            cases.append(case("murphy", [f, y, bins], murphy(f, y, bins), 1e-8))
            cases.append(case("eceWidth", [f, y, bins], ece_width(f, y, bins)))
        if len(set(f)) == n and n >= 5:
            for bins in (2, 5):
                cases.append(case("eceMass", [f, y, bins], ece_mass(f, y, bins)))
        exact = math.prod(math.factorial(f.count(v)) for v in set(f)) <= 50_000
        cases.append(case("riskCoverage", [f, y, [0.5, 0.8, 1]], risk_coverage(f, y, draws, [0.5, 0.8, 1]), 1e-9 if exact else 0.02))
        for alpha in (0.05, 0.2, 0.4):
            cases.append(case("crcThreshold", [f, [1 - b for b in y], alpha], crc(f, [1 - b for b in y], alpha)))
            weights = [0 if b else source.choice([0.001, 0.01, 0.1, 1]) for b in y]
            cases.append(case("crcThreshold", [f, weights, alpha], crc(f, weights, alpha)))
    f = [round(v / 1000, 3) for v in source.choices(range(1001), k=60)]
    y = [1 if source.random() < a else 0 for a in f]
    clusters = [f"c{source.randrange(20):02d}" for _ in f]
    cases.append(case("bootstrapConfidence", [f, y, clusters, 0.95, 300, 42], bootstrap(f, y, clusters, 0.95, 300, 42)))
    return {"cases": cases}


print(json.dumps(main()))
