"""Makes an assessment of any size, for measuring: every assessor rates every statement.

    gradus model show pas181-scmm --format json > ./model.json
    python3 scripts/make_assessment.py ./model.json --assessors 1000 --form csv --out ./large

MODEL.json is what `gradus model show MODEL --format json` prints. Writes into the folder:

    yaml   assessment.yaml, with everything in it
    csv    base.yaml, with the frame alone, and assessors.csv and ratings.csv beside it

Both forms hold the same answers. Seeded: the same arguments give the same files.
Needs nothing but Python 3.9.
"""

import argparse
import csv
import json
import pathlib
import random

WORDS = ("not", "partly", "largely", "fully")
# Share of answers that are Don't know, as in real assessments.
UNKNOWN = 0.04
# A city that stands between the second and the third level, seen differently by everybody.
POSITION, SPREAD_OF_PEOPLE, SPREAD_OF_ANSWERS = 2.6, 0.35, 0.45


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=pathlib.Path, help="MODEL.json")
    parser.add_argument("--assessors", type=int, default=40)
    parser.add_argument("--groups", type=int, default=6)
    parser.add_argument("--form", choices=("yaml", "csv"), default="yaml")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder")
    given = parser.parse_args()
    if given.assessors < 1 or given.groups < 1:
        parser.error("there must be at least one assessor and one group")
    return given


def statements(model):
    """Identifier, place of the level above the floor, and kind of every statement."""
    places = {level["value"]: place for place, level in enumerate(model["levels"])}
    for component in model["components"]:
        for strand in component["strands"]:
            for statement in strand["statements"]:
                yield statement["id"], places[statement["level"]], statement["kind"]


def answer(place, kind, seen, dice):
    """What somebody answers who sees the city at `seen` levels above the floor."""
    if dice.random() < UNKNOWN:
        return "unknown"
    # How far the city has come with what the statement is about: 0 not at all, 1 fully. A
    # deficit is left behind on the way to the level above its own.
    reached = place + 1 if kind == "deficit" else place
    done = seen + dice.gauss(0, SPREAD_OF_ANSWERS) - reached + 1
    if kind == "stage" and done > 2:
        return "surpassed"
    third = min(3, max(0, round(done * 3)))
    return WORDS[3 - third] if kind == "deficit" else WORDS[third]


def ratings(model, assessors, dice):
    listed = list(statements(model))
    for assessor, _ in assessors:
        seen = POSITION - 1 + dice.gauss(0, SPREAD_OF_PEOPLE)
        for statement, place, kind in listed:
            yield assessor, statement, answer(place, kind, seen, dice)


def frame(model, groups, assessors):
    lines = [
        "format: gradus-assessment/1",
        f"model: {model['id']}@{model['version']}",
        'city: { name: "Measured city" }',
        'cycle: { name: "2026", from: 2026-01-01, to: 2026-12-31 }',
        "groups:",
        *(f'  - {{ id: {group}, name: "Group {group[1:]}" }}' for group in groups),
    ]
    if assessors:
        lines.append("assessors:")
        lines += (f"  - {{ id: {who}, group: {group} }}" for who, group in assessors)
    return lines


def table(path, heading, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def main():
    given = arguments()
    model = json.loads(given.model.read_text(encoding="utf-8"))
    groups = [f"g{number + 1}" for number in range(given.groups)]
    assessors = [
        (f"a{number + 1}", groups[number % len(groups)]) for number in range(given.assessors)
    ]
    answers = ratings(model, assessors, random.Random(given.seed))
    given.out.mkdir(parents=True, exist_ok=True)
    if given.form == "csv":
        text = "\n".join(frame(model, groups, [])) + "\n"
        (given.out / "base.yaml").write_text(text, encoding="utf-8")
        table(given.out / "assessors.csv", ("assessor", "group"), assessors)
        table(given.out / "ratings.csv", ("assessor", "statement", "value"), answers)
        return
    lines = frame(model, groups, assessors) + ["ratings:"]
    lines += (
        f"  - {{ assessor: {who}, statement: {statement}, value: {value} }}"
        for who, statement, value in answers
    )
    text = "\n".join(lines) + "\n"
    (given.out / "assessment.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
