"""Robustness of small random tables by enumeration, SciPy and NumPy. Prints cases.json."""

import itertools
import json
import random
from fractions import Fraction

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

SOURCE = random.Random(20261120)
CASES = []


def case(call, args, expected, relative=1e-9):
    CASES.append({"call": call, "args": args, "expected": expected, "relative": relative})


def mean(values):
    values = list(values)
    return float(sum(values, Fraction(0)) / len(values)) if values else None


def share(flags):
    flags = list(flags)
    return Fraction(sum(1 for flag in flags if flag), len(flags))


def is_same(x, y, of):
    return x["s"] == y["s"] if of == "outcome" else x["a"] is not None and x["a"] == y["a"]


def flips(one, other, of):
    return share(not is_same(x, y, of) for x in one for y in other)


def self_flips(trials, of):
    return share(not is_same(x, y, of) for x, y in itertools.combinations(trials, 2))


def lost(one, other):
    return share(x["s"] == 1 and y["s"] == 0 for x in one for y in other)


def average(values):
    return sum(values, Fraction(0)) / len(values)


def accuracy(trials):
    return share(x["s"] == 1 for x in trials)


def trials(count, skill):
    answers = ["A" if SOURCE.random() < skill else SOURCE.choice(["B", "C", None]) for _ in range(count)]
    return [{"s": 1 if answer == "A" else 0, "a": answer} for answer in answers]


def pair_cases():
    for count in (1, 3, 9):
        for _ in range(3):
            pairs = [(trials(SOURCE.choice([1, 2, 5]), SOURCE.random()), [trials(SOURCE.choice([1, 2, 4]), SOURCE.random()) for _ in range(SOURCE.choice([0, 1, 3]))]) for _ in range(count)]
            used = [(base, conditions) for base, conditions in pairs if conditions]
            for of in ("outcome", "answer"):
                case("flipRate", [pairs, of], mean(average([flips(b, c, of) for c in conditions]) for b, conditions in used))
                symmetric = [(b, [c for c in conditions if len(c) > 1]) for b, conditions in used if len(b) > 1]
                case("excessFlipSymmetric", [pairs, of], mean(average([flips(b, c, of) - (self_flips(b, of) + self_flips(c, of)) / 2 for c in conditions]) for b, conditions in symmetric if conditions))
            negative = [average([lost(b, c) for c in conditions]) for b, conditions in used]
            case("negativeFlipRate", [pairs], mean(negative))
            right = sum((accuracy(b) for b, _ in used), Fraction(0))
            case("attackSuccessRate", [pairs], float(sum(negative) / right) if right else None)
            after = sum((average([accuracy(c) for c in conditions]) for _, conditions in used), Fraction(0))
            case("robustnessRatio", [pairs], float(after / right) if right else None)
            case("pdr", [pairs], float(1 - after / right) if right else None)
            case("worstCaseAcc", [pairs], mean(share(all(x["s"] == 1 for x in draw) for draw in itertools.product(b, *conditions)) for b, conditions in used))
            directed = [(b, conditions[0]) for b, conditions in used]
            case("dirPassRate", [directed], mean(share(y["s"] == 1 and not is_same(x, y, "answer") for x in b for y in c) for b, c in directed))
    for count in (2, 12, 60):
        base = [trials(4, SOURCE.random()) for _ in range(count)]
        other = [trials(3, SOURCE.random()) for _ in range(count)]
        test = stats.ttest_rel([float(accuracy(x)) for x in base], [float(accuracy(x)) for x in other])
        interval = test.confidence_interval(0.95)
        case("accDropTest", [[[b, [c]] for b, c in zip(base, other)]], [float(test.pvalue), float(interval.low), float(interval.high)], 1e-8)


def two_way(table):
    """Sums of squares between formats, between samples and of the rest."""
    grand = table.mean()
    rows, columns = table.mean(1, keepdims=True), table.mean(0, keepdims=True)
    n, formats = table.shape
    return n * ((columns - grand) ** 2).sum(), formats * ((rows - grand) ** 2).sum(), ((table - rows - columns + grand) ** 2).sum()


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


def resampled_means(table, resamples, seed):
    source = Mulberry32(seed)
    return [table[[source.index(len(table)) for _ in table]].mean(0) for _ in range(resamples)]


def band(table, value, norm, low, high):
    q = np.quantile([norm(m - table.mean(0)) for m in resampled_means(table, 200, 42)], 0.95)
    return [float(max(low, value - q)), float(min(high, value + q))]


def centred(d):
    return np.abs(d - d.mean()).max()


def format_cases():
    draws = np.random.default_rng(7)
    for n, formats in ((5, 3), (20, 4), (60, 6)):
        table = (draws.random((n, formats)) < draws.random((n, 1)) * 0.6 + draws.random((1, formats)) * 0.4).astype(float)
        rows = table.tolist()
        acc = table.mean(0)
        between, _, rest = two_way(table)
        spread = float(acc.max() - acc.min())
        case("formatSpread", [rows], spread)
        case("formatSd", [rows], float(np.sqrt(max(0, acc.var(ddof=1) - (table.var(0, ddof=1) / n).mean()))))
        variance = between / (formats - 1) - rest / ((n - 1) * (formats - 1))
        case("formatSdPaired", [rows], float(np.sqrt(max(0, variance / n))), 1e-8)
        # Q is J - 1 times the share of the variation within samples that lies between formats, times J.
        within = ((table - table.mean(1, keepdims=True)) ** 2).sum()
        q = float(between / (within / (n * (formats - 1))))
        case("cochranQ", [rows], [q, float(stats.chi2.sf(q, formats - 1))], 1e-8)
        case("maxP", [rows], float(acc.max()))
        case("avgP", [rows], float(acc.mean()))
        saturation = float(1 - (acc.max() - acc.mean()))
        case("saturation", [rows], saturation)
        case("cps", [rows], saturation * float(acc.max()))
        case("perfQuantile", [rows, 0.5], float(np.quantile(acc, 0.5)))
        if n >= 10:
            case("formatSpreadInterval", [rows], band(table, spread, lambda d: d.max() - d.min(), 0, 1))
            case("maxPInterval", [rows], band(table, float(acc.max()), lambda d: np.abs(d).max(), 0, 1))
            case("saturationInterval", [rows], band(table, saturation, centred, 0, 1))
            case("cpsInterval", [rows], band(table, saturation * float(acc.max()), lambda d: centred(d) + np.abs(d).max(), 0, 1))
            levels = [0] + sorted(round(float(x), 3) for x in draws.random(formats - 1))
            area = lambda curve: np.trapezoid(curve, levels) / (levels[-1] * curve[0])
            case("robustnessCurveAuc", [rows, levels], float(area(acc)))
            quantiles = np.quantile([area(m) for m in resampled_means(table, 200, 42)], [0.025, 0.975])
            case("robustnessCurveAucInterval", [rows, levels], [float(x) for x in quantiles])
    for rows in ([[1, 0, 0], [1, 1, 0], [1, 0, 1]], [[0.5, 0.25, 1], [1, 0, 0], [0, 0, 1], [1, 1, 1]]):
        table = np.array(rows)
        orders = itertools.product(*[list(itertools.permutations(row)) for row in rows])
        spreads = [np.ptp(np.array(order).mean(0)) for order in orders]
        observed = np.ptp(table.mean(0))
        p = np.mean([s >= observed - 1e-12 for s in spreads])
        case("formatSpreadNull", [rows, 40000], [float(np.mean(spreads)), float(p)], 2e-2)


def answer_cases():
    for count in (2, 6, 14):
        samples = [(SOURCE.choice("AB"), [trials(SOURCE.choice([2, 4]), SOURCE.random()) for _ in range(3)]) for _ in range(count)]
        distributions = []
        for _, prompts in samples:
            parsed = [[x["a"] for x in t if x["a"] is not None] for t in prompts]
            parsed = [p for p in parsed if p]
            distributions.append([np.mean([p.count(c) / len(p) for p in parsed]) for c in "ABC"] if parsed else None)
        entropies = [stats.entropy(d) / np.log(3) for d in distributions if d is not None]
        case("promptSensitivity", [samples], float(np.mean(entropies)))
        similar = [1 - np.abs(np.array(distributions[i]) - distributions[j]).sum() / 2 for i, j in itertools.combinations(range(count), 2) if samples[i][0] == samples[j][0] and distributions[i] and distributions[j]]
        case("classConsistency", [samples], float(np.mean(similar)) if similar else None)
    for options, count in ((2, 1), (3, 8), (5, 20)):
        rows = [[[SOURCE.randrange(options), SOURCE.choice([None, *range(options)])] for _ in range(options * 4)] for _ in range(count)]
        flat = [pair for row in rows for pair in row]
        recalls = [np.mean([p == g for g, p in flat if g == place]) for place in range(options)]
        case("rstd", [rows, options], float(np.std(recalls)))
        chosen = np.array([sum(p == place for _, p in flat) for place in range(options)])
        gold = np.array([sum(g == place for g, _ in flat) for place in range(options)])
        case("positionTvd", [rows, options], float(np.abs(chosen / chosen.sum() - gold / gold.sum()).sum() / 2))
        test = stats.chisquare(chosen, gold / gold.sum() * chosen.sum())
        case("positionChiSquare", [chosen.tolist(), gold.tolist()], [float(test.statistic), float(test.pvalue)])


def edit_distance(a, b):
    table = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, table[0] = table[0], i
        for j, y in enumerate(b, 1):
            previous, table[j] = table[j], min(table[j] + 1, table[j - 1] + 1, previous + (x != y))
    return table[-1]


def token_cases():
    for size in (0, 1, 31, 32, 33, 64, 150):
        a = [SOURCE.randrange(8) for _ in range(size)]
        b = [t for t in a if SOURCE.random() < 0.9] + [SOURCE.randrange(8) for _ in range(SOURCE.randrange(9))]
        case("editDistance", [a, b], edit_distance(a, b))
        c = [SOURCE.randrange(8) for _ in range(SOURCE.randrange(1, 120))]
        case("editDistance", [a, c], edit_distance(a, c))
    x = [round(SOURCE.random(), 3) for _ in range(15)]
    y = [round(SOURCE.random(), 3) for _ in range(15)]
    case("tokenDriftSlope", [x, y], float(stats.linregress(x, y).slope))
    draws = np.random.default_rng(3)
    for size in (2, 5, 50):
        p, q = [(v / v.sum()).tolist() for v in draws.random((2, size))]
        case("klDivergence", [p, q], float(stats.entropy(p, q)))
        case("totalVariation", [p, q], float(np.abs(np.array(p) - q).sum() / 2))
        case("jensenShannon", [p, q], float(jensenshannon(p, q, 2) ** 2))


pair_cases()
format_cases()
answer_cases()
token_cases()
print(json.dumps({"cases": CASES}))
