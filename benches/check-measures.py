#!/usr/bin/env python3
"""Checks `tarjuman eval` against ir_measures (pytrec_eval), ranx and SciPy on the same files.

    python3 -m venv VENV && VENV/bin/pip install ir_measures ranx
    VENV/bin/python benches/check-measures.py [BUNDLE TOPICS]      (default: dist and examples/evaluation/topics.tsv)

Real judgements have mostly one relevant page per question, so harder ones are drawn by seed from the results of the run itself: grades
from -1 to 3, documents that were not found, questions without judgements. The baseline has other scores, many of them equal, and lacks
questions. Compared are: the measures of every question, the means, the order of equal scores (ir_measures alone, for ranx defines none), p and
the interval of the mean difference. Prints the largest difference of each; exit code 1 when one is too large, 0 without the packages.
"""

import json
import random
import subprocess
import sys
import tempfile
import warnings
from collections import defaultdict
from pathlib import Path

try:
    import ir_measures
    import numpy
    import ranx
    import scipy.stats
except ImportError as missing:
    print(f"skipped: {missing}; pip install ir_measures ranx")
    sys.exit(0)

ROOT = Path(__file__).resolve().parent.parent
TARJUMAN = ROOT / "target/release/tarjuman"
SEED = 1
# RR has no depth in pytrec_eval; RR@10 of ir_measures is another program's, which orders equal scores the other way.
MEASURES = {"mrr@10": "RR", "ndcg@10": "nDCG@10", "r@10": "R@10", "success@1": "Success@1"}
RANX = {"mrr@10": "mrr@10", "ndcg@10": "ndcg@10", "r@10": "recall@10", "success@1": "hit_rate@1"}
# What is exact must agree to rounding; p from random sign changes to its chance, which is four standard errors of theirs.
ROUNDING = 1e-9
ROUNDS = 20_000
CHANCE = 0.014


def run_eval(bundle, topics, *args):
    command = [TARJUMAN, "eval", bundle, "--topics", topics, *args]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def read_run(path):
    run = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        qid, _, doc, _, score, _ = line.split()
        run[qid][doc] = float(score)
    return run


def draw_qrels(run, topics, chance):
    """Every ninth question stays unjudged."""
    qrels = {}
    for number, qid in enumerate(topics):
        if number % 9 == 8:
            continue
        found = list(run.get(qid, {}))[:30]
        judged = {doc: chance.choice([-1, 0, 1, 1, 2, 3]) for doc in chance.sample(found, min(len(found), 8))}
        judged["not-found-a"], judged["not-found-b"] = 1, chance.choice([0, 3])
        qrels[qid] = judged
    return qrels


def draw_baseline(run, chance):
    """Whole scores from 0 to 5, so many are equal; every eleventh question has no results."""
    baseline = {}
    for number, (qid, results) in enumerate(run.items()):
        if number % 11 == 10:
            continue
        head = list(results)[:20]
        # Half of the questions keep their order nearly, so that some do not differ.
        baseline[qid] = {
            doc: (20 - place if number % 2 else chance.randint(0, 5)) for place, doc in enumerate(head)
        }
    return baseline


def by_ir_measures(qrels, run):
    """Values by question and measure; ir_measures gives 0 for questions without results by itself."""
    wanted = {ir_measures.parse_measure(name): ours for ours, name in MEASURES.items()}
    values = defaultdict(dict)
    run = {qid: {doc: float(score) for doc, score in results.items()} for qid, results in run.items()}
    for metric in ir_measures.iter_calc(list(wanted), qrels, run):
        name = wanted[metric.measure]
        beyond = name == "mrr@10" and metric.value < 1 / 10
        values[metric.query_id][name] = 0.0 if beyond else metric.value
    return values


def by_ranx(qrels, run):
    """ranx takes no negative grades, and needs all questions on both sides."""
    qrels = {qid: {doc: max(grade, 0) for doc, grade in judged.items()} for qid, judged in qrels.items()}
    run = {qid: dict(run.get(qid) or {"nothing": 0.0}) for qid in qrels}
    run_object = ranx.Run(run)
    ranx.evaluate(ranx.Qrels(qrels), run_object, list(RANX.values()))
    scores = run_object.scores
    return {qid: {ours: scores[theirs][qid] for ours, theirs in RANX.items()} for qid in qrels}


def largest(ours, theirs):
    """The largest difference of any measure of any question, which must be the same questions."""
    assert set(ours) == set(theirs), f"{len(ours)} questions here, {len(theirs)} there"
    return max(abs(ours[qid][name] - theirs[qid][name]) for qid in ours for name in MEASURES)


def p_by_scipy(before, after):
    differences = [b - a for a, b in zip(before, after) if abs(b - a) > 1e-9]
    if len(differences) < 2:
        return 1.0

    def statistic(values, axis):
        return numpy.sum(values, axis=axis)

    # As many rounds as there are sign changes: each once.
    rounds = 2**20 if len(differences) <= 20 else ROUNDS
    test = scipy.stats.permutation_test(
        (numpy.array(differences),), statistic, permutation_type="samples", n_resamples=rounds,
        alternative="two-sided", rng=numpy.random.default_rng(SEED), batch=2000,
    )
    return float(test.pvalue)


def check_significance(report):
    """The largest differences of p, exact and random, and of the interval's ends, over all rows."""
    compared = report["comparison"]
    by = compared["measure"]
    rows = [("all", compared["overall"])] + [(row["lang"], row) for row in compared["languages"]]
    exact, drawn, ends = [0.0], [0.0], [0.0]
    for lang, row in rows:
        questions = [q for q in report["questions"] if lang in ("all", q["lang"])]
        before = [q["before"][by] for q in questions]
        after = [q[by] for q in questions]
        (exact if row["exact"] else drawn).append(abs(row["p"] - p_by_scipy(before, after)))
        if row["interval"]:
            interval = scipy.stats.ttest_rel(after, before).confidence_interval()
            theirs = (max(interval.low, -1.0), min(interval.high, 1.0))
            ends += [abs(a - b) for a, b in zip(row["interval"], theirs)]
    return max(exact), len(exact) - 1, max(drawn), len(drawn) - 1, max(ends)


def main():
    bundle, topics_path = (sys.argv[1:] + [ROOT / "dist", ROOT / "examples/evaluation/topics.tsv"][len(sys.argv) - 1 :])[:2]
    lines = [line for line in Path(topics_path).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    topics = [line.split("\t")[0] for line in lines]
    chance = random.Random(SEED)
    warnings.filterwarnings("ignore", module="ranx")
    with tempfile.TemporaryDirectory() as folder:
        run_path, qrels_path, baseline_path = (Path(folder) / name for name in ("run", "qrels", "baseline"))
        run_eval(bundle, topics_path, "--run", run_path)
        run = read_run(run_path)
        qrels = draw_qrels(run, topics, chance)
        baseline = draw_baseline(run, chance)
        qrels_path.write_text("".join(f"{q} 0 {d} {g}\n" for q, judged in qrels.items() for d, g in judged.items()))
        baseline_path.write_text("".join(f"{q} Q0 {d} 1 {s} x\n" for q, found in baseline.items() for d, s in found.items()))
        report = json.loads(run_eval(bundle, topics_path, "--qrels", qrels_path, "--baseline", baseline_path, "--json"))

    now = {q["qid"]: q for q in report["questions"]}
    before = {q["qid"]: q["before"] for q in report["questions"]}
    theirs = by_ir_measures(qrels, run)
    differences = {
        "ir_measures, every question": largest(now, theirs),
        "ir_measures, baseline of equal scores": largest(before, by_ir_measures(qrels, baseline)),
        "ranx, every question": largest(now, by_ranx(qrels, run)),
        "ir_measures, means": max(
            abs(report["overall"][name] - sum(t[name] for t in theirs.values()) / len(theirs)) for name in MEASURES
        ),
    }
    exact, num_exact, drawn, num_drawn, ends = check_significance(report)
    differences[f"SciPy, p of all sign changes ({num_exact} rows)"] = exact
    # Our quantile of t is an expansion; 1e-5 of the half width is far below what is printed.
    limits = {f"SciPy, p of random sign changes ({num_drawn} rows)": (drawn, CHANCE), "SciPy, ends of the interval": (ends, 1e-5)}
    limits.update({what: (difference, ROUNDING) for what, difference in differences.items()})

    unjudged = report["notJudged"]
    print(f"{len(now)} questions judged, {unjudged} not; largest differences:")
    for what, (difference, limit) in limits.items():
        print(f"  {difference:.2e}  {'' if difference <= limit else 'TOO LARGE: '}{what}")
    return 0 if all(difference <= limit for difference, limit in limits.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
