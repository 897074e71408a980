"""Intervals from SciPy and NumPy where they have them, and from a separate implementation where they do not. Prints cases.json."""

import json

import numpy as np
from scipy import stats


def case(call, args, expected, relative=1e-9):
    return {"call": call, "args": args, "expected": expected, "relative": relative}


def proportion(x, n, level, method):
    interval = stats.binomtest(x, n).proportion_ci(confidence_level=level, method=method)
    return [float(interval.low), float(interval.high)]


def t_quantile(p, degrees):
    """For p > 0.75. By the beta distribution: t.ppf of SciPy 1.10 stops at a relative error of 3e-9."""
    x = stats.beta.ppf(2 * (1 - p), degrees / 2, 0.5)
    return float(np.sqrt(degrees * (1 - x) / x))


def cluster_t(values, clusters, level):
    values = np.array(values, dtype=float)
    residuals = values - values.mean()
    names = sorted(set(clusters))
    sums = np.array([residuals[np.array(clusters) == name].sum() for name in names])
    error = np.sqrt(len(names) / (len(names) - 1) * (sums**2).sum()) / len(values)
    half_width = t_quantile((1 + level) / 2, len(names) - 1) * error
    return [float(values.mean() - half_width), float(values.mean() + half_width)]


def fieller(costs, successes, level):
    """Roots of (a - R b)^2 = t^2 (v_a - 2 R v_ab + R^2 v_b), the definition rather than the closed form that the harness uses."""
    a, b = np.array(costs, dtype=float), np.array(successes, dtype=float)
    t = t_quantile((1 + level) / 2, len(a) - 1)
    covariance = np.cov(a, b) / len(a)
    quadratic = [
        b.mean() ** 2 - t**2 * covariance[1, 1],
        -2 * (a.mean() * b.mean() - t**2 * covariance[0, 1]),
        a.mean() ** 2 - t**2 * covariance[0, 0],
    ]
    return sorted(float(root) for root in np.roots(quadratic))


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


def bootstrap(values, clusters, level, resamples, seed):
    source = Mulberry32(seed)
    names = sorted(set(clusters))
    groups = [[v for v, c in zip(values, clusters) if c == name] for name in names]
    means = []
    for _ in range(resamples):
        drawn = [v for _ in names for v in groups[source.index(len(names))]]
        means.append(np.mean(drawn))
    return [float(q) for q in np.quantile(means, [(1 - level) / 2, (1 + level) / 2])]


def main():
    cases = []
    for x, n in ((17, 20), (0, 20), (20, 20), (1, 1), (3, 100), (255, 300), (2, 300), (5000, 10_000)):
        for level in (0.9, 0.95, 0.99):
            cases.append(case("wilsonInterval", [x, n, level], proportion(x, n, level, "wilson")))
            cases.append(case("clopperPearsonInterval", [x, n, level], proportion(x, n, level, "exact")))
    for x, n in ((0, 20), (0, 300), (2, 300), (20, 20)):
        upper = stats.binomtest(x, n, alternative="less").proportion_ci(0.95, method="exact").high
        cases.append(case("clopperPearsonUpper", [x, n, 0.95], [None, float(upper)]))

    draws = np.random.default_rng(20261120)
    for size, groups in ((6, 6), (12, 12), (40, 40), (40, 7), (60, 13), (300, 300)):
        values = [round(float(v), 3) for v in draws.random(size)]
        clusters = [f"c{int(g):03d}" for g in (range(size) if size == groups else draws.integers(0, groups, size))]
        for level in (0.9, 0.95):
            cases.append(case("clusterTInterval", [values, clusters, level], cluster_t(values, clusters, level)))
        if len(set(clusters)) >= 10:
            expected = bootstrap(values, clusters, 0.95, 500, 42)
            cases.append(case("bootstrapInterval", [values, clusters, 0.95, 500, 42], expected))
        for q in (0, 0.025, 0.5, 0.95, 1):
            cases.append(case("quantileType7", [sorted(values), q], float(np.quantile(values, q))))

    ten = [0.010, 0.012, 0.011, 0.020, 0.015, 0.013, 0.018, 0.009, 0.022, 0.016]
    cases.append(case("fiellerInterval", [ten * 2, [1, 1, 1, 0, 1, 1, 0, 1, 0, 1] * 2, 0.95], fieller(ten * 2, [1, 1, 1, 0, 1, 1, 0, 1, 0, 1] * 2, 0.95), 1e-8))
    costs = [round(float(v), 4) for v in draws.gamma(3, 1, 50)]
    successes = [int(v) for v in draws.integers(0, 6, 50)]
    cases.append(case("fiellerInterval", [costs, successes, 0.95], fieller(costs, successes, 0.95), 1e-8))
    cases.append(case("fiellerInterval", [costs, [4] * 50, 0.9], fieller(costs, [4] * 50, 0.9), 1e-8))
    return {"cases": cases}


print(json.dumps(main(), indent=1))
