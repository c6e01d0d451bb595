"""Compares alpha of this project with that of PyPI's `krippendorff`, in value and in time.

Usage: alpha_speed.py RATINGS COMMAND..., where RATINGS is a file to write and COMMAND runs the
example `alpha_speed`. Fails when the alphas differ by more than 1e-9 or when ours is not at least
twenty times as fast. Both start from a table in memory, theirs as numbers with NaN and ours as
bytes; making that table is not timed. Ours uses one thread.
"""

import importlib.metadata
import statistics
import subprocess
import sys
import time

import krippendorff
import numpy

RATERS, UNITS, POINTS = 1_000, 10_000, 5
MISSING, MISSING_SHARE = 255, 0.2
SEED = 2026
LARGEST_DIFFERENCE = 1e-9
SMALLEST_RATIO = 20


def ratings() -> numpy.ndarray:
    """Raters by units; each unit has a true value and each rater strays from it."""
    random = numpy.random.default_rng(SEED)
    true_values = random.uniform(0, POINTS - 1, UNITS)
    leniency = random.normal(0, 0.5, (RATERS, 1))
    strayed = true_values + leniency + random.normal(0, 1, (RATERS, UNITS))
    cells = numpy.clip(numpy.rint(strayed), 0, POINTS - 1).astype(numpy.uint8)
    cells[random.random((RATERS, UNITS)) < MISSING_SHARE] = MISSING
    return cells


def theirs(cells: numpy.ndarray, runs: int = 3) -> tuple[float, float]:
    """Alpha and the median time in milliseconds of PyPI's package."""
    table = cells.astype(float)
    table[cells == MISSING] = numpy.nan
    times_ms = []
    for _ in range(runs):
        start = time.perf_counter()
        alpha = krippendorff.alpha(reliability_data=table, level_of_measurement="ordinal")
        times_ms.append((time.perf_counter() - start) * 1e3)
    return float(alpha), statistics.median(times_ms)


def ours(path: str, command: list[str]) -> tuple[float, float]:
    """Alpha and the median time in milliseconds of the example."""
    arguments = [*command, path, str(RATERS), str(UNITS)]
    answer = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    alpha, time_ms = map(float, answer.split())
    return alpha, time_ms


def main() -> int:
    """Prints both and gives the exit code."""
    path, *command = sys.argv[1:]
    cells = ratings()
    cells.tofile(path)
    our_alpha, our_ms = ours(path, command)
    their_alpha, their_ms = theirs(cells)
    version = importlib.metadata.version("krippendorff")
    ratio = their_ms / our_ms
    print(f"{RATERS} raters, {UNITS} units, {MISSING_SHARE:.0%} missing, ordinal")
    print(f"krippendorff {version}: alpha {their_alpha:.12f} in {their_ms:.1f} ms")
    print(f"this project: alpha {our_alpha:.12f} in {our_ms:.2f} ms")
    print(f"ratio {ratio:.0f}")
    failed = False
    if abs(our_alpha - their_alpha) > LARGEST_DIFFERENCE:
        print(f"the alphas differ by more than {LARGEST_DIFFERENCE}", file=sys.stderr)
        failed = True
    if ratio < SMALLEST_RATIO:
        print(f"not {SMALLEST_RATIO} times as fast", file=sys.stderr)
        failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
