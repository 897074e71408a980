"""Permutation tests by visiting every relabelling, and the rest of the ladder by SciPy. Prints cases.json."""

import itertools
import json
import random
from fractions import Fraction

from scipy import integrate, stats

SOURCE = random.Random(11)
CASES = []


def case(call, args, expected, relative=1e-9):
    CASES.append({"call": call, "args": args, "expected": expected, "relative": relative})


def tail(values_by_cell, observed, combine, part):
    """P(combine(values) >= observed) over the product of equally likely relabellings; null when no cell's part ever changes."""
    results = [combine(draw) for draw in itertools.product(*values_by_cell)]
    if all(len({part(value) for value in values}) == 1 for values in values_by_cell):
        return None
    return float(Fraction(sum(r >= combine(observed) for r in results), len(results)))


def tests(differences, observed, weights):
    squares = tail(differences, observed, lambda draw: sum(d * d for d in draw), lambda d: d * d)
    mean = tail(differences, observed, lambda draw: abs(sum(w * d for w, d in zip(weights, draw))), lambda d: d)
    return [squares, mean]


def permuted(a, b):
    """Difference of rates for every choice of the trials that are called A."""
    trials = a + b
    chosen = itertools.combinations(range(len(trials)), len(a))
    total = sum(trials)
    return [Fraction(sum(trials[i] for i in c), len(a)) - Fraction(total - sum(trials[i] for i in c), len(b)) for c in chosen]


def swapped(a, b):
    pairs = list(zip(a, b))
    return [sum(Fraction(s * (x - y), len(a)) for s, (x, y) in zip(signs, pairs)) for signs in itertools.product((1, -1), repeat=len(pairs))]


def rate_difference(a, b):
    return Fraction(sum(a), len(a)) - Fraction(sum(b), len(b))


def trials(count):
    return [int(SOURCE.random() < 0.5) for _ in range(count)]


def permutation_cases():
    # Sample of each cell; samples weigh the same, cells of a sample too.
    for samples, sizes in (([0, 1, 2], [(2, 2)] * 3), ([0, 1, 1], [(3, 3)] * 3), ([0, 1, 2], [(2, 3), (3, 3), (1, 2)]), ([0, 0, 1], [(4, 2), (2, 2), (3, 1)]), ([0, 1], [(1, 1)] * 2)):
        for _ in range(3):
            cells = [(sample, trials(n), trials(m)) for sample, (n, m) in zip(samples, sizes)]
            weights = [Fraction(1, len(set(samples)) * samples.count(sample)) for sample, _, _ in cells]
            observed = [rate_difference(a, b) for _, a, b in cells]
            case("testPermutedLabels", [cells], tests([permuted(a, b) for _, a, b in cells], observed, weights))
    for samples, size in (([0, 1, 2], 3), ([0, 1, 1], 4), ([0, 1, 2, 3, 4, 5], 1)):
        for _ in range(3):
            cells = [(sample, trials(size), trials(size)) for sample in samples]
            weights = [Fraction(1, len(set(samples)) * samples.count(sample)) for sample in samples]
            observed = [rate_difference(a, b) for _, a, b in cells]
            case("testSwappedLabels", [cells], tests([swapped(a, b) for _, a, b in cells], observed, weights))


def equality(both, only_a, only_b, neither, delta):
    theta = stats.beta(only_a + only_b + 1, both + neither + 1)
    phi = stats.beta(only_a + 0.5, only_b + 0.5)
    inside = lambda t: 1.0 if t <= delta else phi.cdf(0.5 + delta / t / 2) - phi.cdf(0.5 - delta / t / 2)
    peak = theta.mean()
    knots = sorted({0.0, min(delta, 1.0), max(0.0, peak - 6 * theta.std()), peak, min(1.0, peak + 6 * theta.std()), 1.0})
    return sum(integrate.quad(lambda t: theta.pdf(t) * inside(t), low, high, epsabs=1e-13, epsrel=1e-12, limit=500)[0] for low, high in zip(knots, knots[1:]))


permutation_cases()
for b, c in ((6, 3), (10, 2), (0, 0), (4, 4), (0, 7), (1, 0), (60, 41)):
    exact = float(stats.binomtest(b, b + c, 0.5).pvalue) if b + c else 1.0
    middle = exact - (float(stats.binom.pmf(min(b, c), b + c, 0.5)) if b != c else 0)
    case("mcNemar", [b, c], [exact, middle])
for outcomes in ((70, 6, 3, 21), (100, 0, 0, 100), (3, 1, 1, 2), (20, 15, 2, 40), (900, 20, 25, 55), (0, 1, 0, 0), (0, 0, 0, 3)):
    for delta in (0.02, 0.05, 0.1):
        case("probPracticallyEqual", [*outcomes, delta], float(equality(*outcomes, delta)), 1e-8)
for n, k, variance, delta in ((200, 5, 0.25, 0.05), (200, 5, 0.1, 0.05), (50, 16, 0.2, 0.05), (1000, 1, 0.2, 0.05), (2000, 10, 0.05, 0.02)):
    error = (2 * variance / (n * k)) ** 0.5
    inside = stats.norm.cdf(delta / error - stats.norm.ppf(0.95)) - stats.norm.cdf(-delta / error + stats.norm.ppf(0.95))
    case("equivalencePower", [n, k, variance, delta], max(0.0, float(inside) - 0.05))
print(json.dumps({"cases": CASES}))
