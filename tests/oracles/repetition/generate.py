"""Consistency, comparison, text similarity and cost from other formulas and other software. Prints cases.json."""

import itertools
import json
import math
import random
import sys
from collections import Counter
from fractions import Fraction

import numpy as np
from sacrebleu.metrics import CHRF
from scipy import integrate, stats

CHRF1 = CHRF(char_order=6, word_order=0, beta=1)
LEVEL = 0.95
cases = []


def case(call, args, expected, relative=1e-9):
    cases.append({"call": call, "args": args, "expected": expected, "relative": relative})


def mean(values):
    values = list(values)
    return float(sum(values) / len(values)) if values else None


def outcome_consistency(samples):
    """Mean over pairs of the product of outcomes as ±1, which is the covariance form of 2A − 1."""
    sign = lambda trial: 1 if trial["s"] else -1
    products = ([sign(x) * sign(y) for x, y in itertools.combinations(trials, 2)] for trials in samples if len(trials) >= 2)
    return mean(Fraction(sum(p), len(p)) for p in products)


def hal_outcome_consistency(samples):
    return mean(1 - 4 * Fraction(sum(x["s"] for x in t), len(t)) * (1 - Fraction(sum(x["s"] for x in t), len(t))) for t in samples if len(t) >= 2)


def spread(samples, k):
    kept = [t for t in samples if len(t) == k]
    return mean(Fraction(int(any(x["s"] for x in t)) - int(all(x["s"] for x in t))) for t in kept)


def labels_of(trials, of):
    """Labels of one sample; each unparsable answer gets a label of its own."""
    if of == "outcome":
        return [f"outcome {x['s']}" for x in trials]
    return [f"answer {x['a']}" if x["a"] is not None else f"unparsable {id(x)}" for x in trials]


def modal_share(samples):
    return mean(Fraction(Counter(labels_of(t, "answer")).most_common(1)[0][1], len(t)) for t in samples if len(t) >= 2)


def entropy(samples, form):
    values = []
    for trials in samples:
        if len(trials) < 2:
            continue
        counts = list(Counter(labels_of(trials, "answer")).values())
        value = stats.entropy(counts)
        if form == "normalised":
            value = stats.entropy(counts, base=len(trials))
        if form == "miller-madow":
            value += (len(counts) - 1) / (2 * len(trials))
        values.append(value)
    return mean(values)


def krippendorff(samples, of):
    """By the coincidence matrix: alpha = 1 − (n − 1)·Σ o_ck / Σ n_c·n_k over c ≠ k."""
    coincidence = Counter()
    for trials in samples:
        if len(trials) < 2:
            continue
        labels = labels_of(trials, of)
        for x, y in itertools.permutations(labels, 2):
            coincidence[x, y] += Fraction(1, len(trials) - 1)
    margin = Counter()
    for (label, _), weight in coincidence.items():
        margin[label] += weight
    observed = sum(weight for (c, k), weight in coincidence.items() if c != k)
    total = sum(margin.values())
    expected = total * total - sum(weight * weight for weight in margin.values())
    return None if expected == 0 else float(1 - (total - 1) * observed / expected)


def icc1(samples):
    """One-way analysis of variance on the raw rows, with K0 for unequal groups. [value, lower, upper]."""
    groups = [np.array([x["s"] for x in t], float) for t in samples if len(t) >= 2]
    if len(groups) < 2:
        return [None, None, None]
    rows = np.concatenate(groups)
    n, total = len(groups), len(rows)
    between = sum(len(g) * (g.mean() - rows.mean()) ** 2 for g in groups) / (n - 1)
    within = sum(((g - g.mean()) ** 2).sum() for g in groups) / (total - n)
    k = (total - sum(len(g) ** 2 for g in groups) / total) / (n - 1)
    if max(between, within) < 1e-12:
        return [None, None, None]
    value = (between - within) / (between + (k - 1) * within)
    if min(between, within) < 1e-12:
        return [float(value), None, None]
    low = between / within / stats.f.isf(0.025, n - 1, total - n)
    high = between / within * stats.f.isf(0.025, total - n, n - 1)
    return [float(value), float((low - 1) / (low + k - 1)), float((high - 1) / (high + k - 1))]


def run_accuracy_sd(samples, k):
    kept = np.array([[x["s"] for x in t] for t in samples if len(t) == k], float)
    if len(kept) == 0:
        return [None, None, None]
    deviation = kept.mean(axis=0).std(ddof=1)
    if deviation < 1e-12:
        return [0.0, None, None]
    squares = (k - 1) * deviation**2
    return [float(deviation), float(math.sqrt(squares / stats.chi2.isf(0.025, k - 1))), float(math.sqrt(squares / stats.chi2.ppf(0.025, k - 1)))]


def variance_decomposition(samples):
    kept = [np.array([x["s"] for x in t], float) for t in samples if len(t) >= 2]
    if len(kept) < 2:
        return [None, None, None]
    within = np.mean([g.var(ddof=1) for g in kept])
    noise = np.mean([g.var(ddof=1) / len(g) for g in kept])
    between = max(0.0, np.var([g.mean() for g in kept], ddof=1) - noise)
    return [float(within), float(between), float(noise / (noise + between)) if noise + between > 1e-12 else None]


def prob_better(x, n, y, m):
    a, b = stats.beta(1 + x, 1 + n - x), stats.beta(1 + y, 1 + m - y)
    points = sorted({float(np.clip(d.mean() + s * d.std(), 0, 1)) for d in (a, b) for s in (-8, -4, -2, -1, 0, 1, 2, 4, 8)})
    return float(integrate.quad(lambda t: a.pdf(t) * b.cdf(t), 0, 1, points=points, limit=500, epsabs=0, epsrel=1e-12)[0])


def levenshtein(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def dominance(points, signs):
    gains = lambda p, q: [s * (x - y) for s, x, y in zip(signs, p, q)]
    beats = lambda p, q: min(gains(p, q)) >= 0 and max(gains(p, q)) > 0
    return [i for i, q in enumerate(points) if not any(beats(p, q) for p in points)]


def hypervolume(points, reference):
    """Area of the union of rectangles by a grid of all coordinates."""
    xs = sorted({min(c, reference[0]) for c, _ in points} | {reference[0]})
    ys = sorted({max(q, reference[1]) for _, q in points} | {reference[1]})
    area = 0.0
    for left, right in zip(xs, xs[1:]):
        for low, high in zip(ys, ys[1:]):
            if any(c <= left and q >= high for c, q in points):
                area += (right - left) * (high - low)
    return area


def main():
    source = random.Random(20261121)

    def trials(count, skill):
        answers = ["A" if source.random() < skill else source.choice(["B", "C", None]) for _ in range(count)]
        return [{"s": 1 if answer == "A" else 0, "a": answer} for answer in answers]

    for count in (1, 2, 3, 8, 30):
        for sizes in ((4,), (1, 2, 4, 5)):
            samples = [trials(source.choice(sizes), source.random()) for _ in range(count)]
            case("outcomeConsistency", [samples], outcome_consistency(samples))
            case("halOutcomeConsistency", [samples], hal_outcome_consistency(samples))
            case("modalShare", [samples], modal_share(samples))
            for k in (2, 4):
                case("bestWorstSpread", [samples, k], spread(samples, k))
                case("runAccuracySd", [samples, k], run_accuracy_sd(samples, k))
            for form in ("plug-in", "normalised", "miller-madow"):
                case("answerEntropy", [samples, form], entropy(samples, form))
            for of in ("outcome", "answer"):
                case("krippendorffAlpha", [samples, of], krippendorff(samples, of))
            case("icc1", [samples], icc1(samples))
            case("varianceDecomposition", [samples], variance_decomposition(samples), 1e-8)

    for x, n in ((0, 1), (1, 1), (0, 20), (17, 20), (20, 20), (2, 300), (500_000, 1_000_000)):
        case("betaPosteriorInterval", [x, n, LEVEL], [float(v) for v in stats.beta.interval(LEVEL, 1 + x, 1 + n - x)])
    for args in ((1, 1, 0, 1), (7, 20, 7, 20), (17, 20, 12, 20), (3, 50, 9, 40), (260, 400, 231, 380), (0, 30, 0, 3)):
        case("unpairedProbBetter", list(args), prob_better(*args), 1e-8)
    for b, c in ((0, 0), (6, 3), (3, 6), (10, 2), (40, 15), (1, 0), (300, 260)):
        case("pairedProbBetter", [b, c], float(stats.beta.sf(0.5, b + 0.5, c + 0.5)))

    words = ["reply", "ಕರ್ನಾಟಕ", "রাজধানী", "राजधानी", "北京", "العاصمة", "42", "😀", "a", "."]
    texts = ["", " ", "a"] + [" ".join(source.choices(words, k=source.choice([1, 3, 9, 40]))) for _ in range(24)]
    for a, b in zip(texts, texts[1:] + texts[:1]):
        longest = max(len(a), len(b))
        case("levenshteinSimilarity", [a, b], 1 - levenshtein(a, b) / longest if longest else 1.0)
        blank = not a.strip() and not b.strip()
        case("chrf1", [a, b], 1.0 if blank else CHRF1.sentence_score(a, [b]).score / 100)

    for values in ([10, 12, 9, 11, 18], [200, 210, 190, 205, 320], [1, 1], [0.5, 0.25, 0.125, 4]):
        case("coefficientOfVariation", [values], float(stats.variation(values, ddof=1)))
        low, high = np.percentile(values, [25, 75])
        case("quartileCoefficient", [values], float((high - low) / (high + low)))
        case("geometricMean", [values], float(stats.gmean(values)))

    for count in (4, 12, 200):
        sizes = [(source.randint(10, 900), source.randint(1, 200)) for _ in range(count)]
        times = [40 + 0.9 * x + 21 * (y - 1) + source.gauss(0, 30) for x, y in sizes]
        design = np.array([[1, x, y - 1] for x, y in sizes], float)
        case("idealizedRuntime", [[[x, y, t] for (x, y), t in zip(sizes, times)]], [float(v) for v in np.linalg.lstsq(design, np.array(times), rcond=None)[0]], 1e-8)

    for cost, p, cap in ((0.01, 0.6, 3), (2, 0.001, 50), (1, 0.999, 2), (3, 1, 4), (0.5, 0.25, 1)):
        tries = [(1 - p) ** (t - 1) * p * t for t in range(1, cap)] + [(1 - p) ** (cap - 1) * cap]
        case("toExpectedCost", [cost, p, cap], cost * math.fsum(tries))

    for count in (2, 5, 20):
        points = [[round(source.uniform(1, 9)), round(source.random(), 1)] for _ in range(count)]
        case("toFrontier", [points, ["low", "high"]], dominance(points, [-1, 1]))
        case("hypervolume", [points, [8, 0.2]], hypervolume(points, (8, 0.2)))
        solid = [[source.randint(0, 3), source.randint(0, 3), source.randint(0, 3)] for _ in range(count)]
        case("toFrontier", [solid, ["low", "high", "low"]], dominance(solid, [-1, 1, -1]))
    return {"cases": cases}


print(json.dumps(main(), ensure_ascii=False))
print(f"{len(cases)} cases", file=sys.stderr)
