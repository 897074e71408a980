"""Consistency and robustness of small tables of trials by enumeration with exact fractions. Prints cases.json.

Nothing here uses a binomial coefficient or a product formula: every number is a count over all subsets, pairs or draws.
"""

import itertools
import json
import random
from fractions import Fraction


def mean(values):
    values = list(values)
    return float(sum(values, Fraction(0)) / len(values)) if values else None


def share(flags):
    flags = list(flags)
    return Fraction(sum(1 for flag in flags if flag), len(flags))


def pass_at_k(samples, k):
    return mean(share(any(x["s"] for x in draw) for draw in itertools.combinations(trials, k)) for trials in samples if len(trials) >= k)


def pass_hat_k(samples, k):
    return mean(share(all(x["s"] for x in draw) for draw in itertools.combinations(trials, k)) for trials in samples if len(trials) >= k)


def is_same(x, y, of):
    if of == "outcome":
        return x["s"] == y["s"]
    return x["a"] is not None and x["a"] == y["a"]


def agreement(trials, of):
    return share(is_same(x, y, of) for x, y in itertools.combinations(trials, 2))


def tar(samples, n):
    return mean(share([all(is_same(trials[0], x, "answer") for x in trials)]) for trials in samples if len(trials) == n)


def excess_flip(pairs, of):
    values = []
    for baseline, conditions in pairs:
        if len(baseline) < 2 or not conditions:
            continue
        flips = [share(not is_same(x, y, of) for x in baseline for y in trials) for trials in conditions]
        values.append(sum(flips) / len(flips) - (1 - agreement(baseline, of)))
    return mean(values)


def worst_case_gap(pairs):
    values = []
    for baseline, conditions in pairs:
        if not conditions:
            continue
        base = share(all(x["s"] for x in draw) for draw in itertools.combinations(baseline, len(conditions) + 1))
        perturbed = share(all(x["s"] for x in draw) for draw in itertools.product(baseline, *conditions))
        values.append(base - perturbed)
    return mean(values)


def main():
    source = random.Random(20261120)

    def trials(count, skill):
        # "A" is the right answer; an unparsable answer (None) is a failure.
        answers = ["A" if source.random() < skill else source.choice(["B", "C", None]) for _ in range(count)]
        return [{"s": 1 if answer == "A" else 0, "a": answer} for answer in answers]

    cases = []

    def case(call, args, expected):
        cases.append({"call": call, "args": args, "expected": expected, "relative": 1e-9})

    for count in (1, 3, 8):
        samples = [trials(source.choice([1, 2, 4, 5]), source.random()) for _ in range(count)]
        for k in (1, 2, 4, 5, 6):
            case("passAtK", [samples, k], pass_at_k(samples, k))
            case("passHatK", [samples, k], pass_hat_k(samples, k))
        for of in ("outcome", "answer"):
            case("agreementPairwise", [samples, of], mean(agreement(x, of) for x in samples if len(x) >= 2))
        for n in (2, 4, 5):
            case("tarAnswer", [samples, n], tar(samples, n))
    for count in (1, 4, 10):
        # No conditions stands for a sample on which every perturbation is a noop.
        pairs = [(trials(5, source.random()), [trials(source.choice([1, 2, 3]), source.random()) for _ in range(source.choice([0, 1, 2, 3, 4]))]) for _ in range(count)]
        for of in ("outcome", "answer"):
            case("excessFlip", [pairs, of], excess_flip(pairs, of))
        case("worstCaseGapAdj", [pairs, 5], worst_case_gap(pairs))
    return {"cases": cases}


print(json.dumps(main()))
