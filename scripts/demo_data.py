"""Makes the files of the demo city Northaven, which is made up.

    python scripts/demo_data.py MODEL.json

MODEL.json is what `gradus model show pas181-scmm --format json` prints. Writes
demo/northaven-2026.yaml, demo/northaven-2024.yaml, and under target/demo one assessment
file for each workbook, from which scripts/demo_workbooks.sh makes the workbooks.
Seeded: the same model gives the same files.
"""

import json
import pathlib
import random
import sys

GROUPS = [
    ("council", "City council", 12, 0.35),
    ("operations", "City operations", 8, 0.15),
    ("residents", "Residents' panel", 7, -0.45),
    ("business", "Local businesses", 5, -0.1),
    ("utilities", "Utility companies", 3, 0.1),
    ("university", "University", 3, -0.15),
]
NAMES = {
    "council-1": "Programme lead",
    "council-2": "Head of digital",
    "council-3": "Head of finance",
    "operations-1": "Head of street works",
    "residents-1": "Chair of the residents' panel",
    "utilities-1": "Northaven Water, asset manager",
}
# Where each component stands, as seen by somebody without any bias.
POSITIONS = {
    2026: {"LE": 3.75, "CF": 2.6, "SE": 2.7, "SD": 3.1, "DA": 3.7, "PA": 1.95, "PM": 2.5},
    2024: {"LE": 2.5, "CF": 2.3, "SE": 2.45, "SD": 2.6, "DA": 2.8, "PA": 1.8, "PM": 2.25},
}
# Strands that lie off the rest of their component.
LEANINGS = {
    ("LE", "Plan"): 0.35,
    ("CF", "Data for society"): 0.5,
    ("SD", "Quality and outcomes"): -0.35,
    ("SD", "Channels and self-help"): 0.3,
    ("DA", "Information management and security"): -0.4,
    ("DA", "Data"): 0.25,
    ("PM", "Culture and incentives"): -0.2,
    ("PA", "Operation and maintenance"): 0.4,
}
# Statements that groups see quite differently.
QUARRELS = {
    ("SD3.2", "operations"): 1.3,
    ("SD3.2", "residents"): -1.6,
    ("CF3.4", "residents"): -1.4,
    ("CF3.4", "council"): 0.8,
    ("DA3.4", "business"): -1.5,
    ("LE3.3", "residents"): -1.5,
    ("LE3.3", "council"): 0.8,
    ("SE3.3", "business"): -1.4,
    ("PM3.1", "residents"): -1.2,
}
NOTES = [
    "Seen from our own department only.",
    "Better since the reorganisation.",
    "True on paper, less so in daily work.",
    "Ask the district offices about this.",
]


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def answer(kind, level, position):
    """The answer of somebody who sees the city at a position on the ladder."""
    if kind == "deficit":
        gone = position - level
        return "fully" if gone < 0.2 else "largely" if gone < 0.5 else "partly" if gone < 0.8 else "not"
    reached = position - level
    if kind == "stage" and reached >= 0.75:
        return "surpassed"
    return "fully" if reached >= -0.15 else "largely" if reached >= -0.45 else "partly" if reached >= -0.8 else "not"


def people(year):
    share = 1.0 if year == 2026 else 0.7
    for group, _, count, bias in GROUPS:
        for number in range(1, max(2, round(count * share)) + 1 if year != 2026 else count + 1):
            yield f"{group}-{number}", group, bias


def asked(dice, assessor, group, codes):
    """Half of the departments are asked for what they know; all others for everything."""
    if group == "council" and int(assessor.split("-")[1]) > 6:
        return sorted(dice.sample(codes, 4), key=codes.index)
    if group == "operations" and int(assessor.split("-")[1]) > 4:
        return [code for code in codes if code in ("SE", "SD", "DA", "PA")]
    return codes


def answers(dice, model, year, assessor, group, bias, codes):
    ratings, rungs = [], []
    own = bias + dice.gauss(0, 0.22)
    for component in model["components"]:
        code = component["code"]
        if code not in codes or (year == 2024 and code == "PA"):
            continue
        for strand in component["strands"]:
            middle = POSITIONS[year][code] + LEANINGS.get((code, strand["name"]), 0)
            seen = middle + own + dice.gauss(0, 0.28)
            where = (component["id"], slug(strand["name"]))
            if dice.random() < 0.03:
                rungs.append((assessor, *where, "answer: unknown"))
                continue
            by_ladder = dice.random() < 0.6
            if by_ladder:
                low = min(5, max(1, int(seen + 0.25)))
                if seen - low > 0.25 and low < 5:
                    rungs.append((assessor, *where, f"between: [{low}, {low + 1}]"))
                else:
                    rungs.append((assessor, *where, f"rung: {low}"))
            for statement in strand["statements"]:
                quarrel = QUARRELS.get((statement["id"], group))
                if by_ladder and quarrel is None and dice.random() < 0.9:
                    continue
                place = seen + (quarrel or 0) + dice.gauss(0, 0.2)
                value = answer(statement["kind"], statement["level"], place)
                extra = ""
                roll = dice.random()
                if roll < 0.025:
                    value = "unknown"
                elif roll < 0.03 and statement["level"] > 1:
                    value, extra = "na", ', note: "Not run by the city itself."'
                elif roll < 0.05:
                    extra = f", note: {quoted(dice.choice(NOTES))}"
                elif roll < 0.2:
                    extra = f", confidence: {dice.randint(2, 5)}"
                ratings.append((assessor, statement["id"], value, extra))
    return ratings, rungs


def slug(name):
    words = "".join(c if c.isalnum() else " " for c in name.lower()).split()
    return "-".join(words)


def write(model, year, head, tail, skip=()):
    dice = random.Random(f"northaven {year}")
    codes = [component["code"] for component in model["components"]]
    ids = {component["code"]: component["id"] for component in model["components"]}
    lines = [head.rstrip(), "groups:"]
    lines += [f"  - {{ id: {g}, name: {quoted(name)} }}" for g, name, _, _ in GROUPS]
    lines.append("assessors:")
    ratings, rungs, picks, apart = [], [], [], {}
    for assessor, group, bias in people(year):
        own = asked(dice, assessor, group, codes)
        name = f", name: {quoted(NAMES[assessor])}" if assessor in NAMES else ""
        only = "" if own == codes else f", components: [{', '.join(ids[c] for c in own)}]"
        lines.append(f"  - {{ id: {assessor}, group: {group}{name}{only} }}")
        given = answers(dice, model, year, assessor, group, bias, own)
        if dice.random() < 0.06 and assessor not in skip:
            continue  # somebody who never found the time
        if assessor in skip:
            apart[assessor] = given
            continue
        ratings += given[0]
        rungs += given[1]
        for code in own:
            if not (year == 2024 and code == "PA") and dice.random() < 0.8:
                level = min(5, max(1, round(POSITIONS[year][code] + bias + dice.gauss(0, 0.4) - 0.35)))
                picks.append((assessor, ids[code], level))
    lines.append("rungs:")
    lines += [f"  - {{ assessor: {a}, component: {c}, strand: {s}, {r} }}" for a, c, s, r in rungs]
    lines.append("ratings:")
    lines += [f"  - {{ assessor: {a}, statement: {s}, value: {v}{e} }}" for a, s, v, e in ratings]
    lines.append("picks:")
    lines += [f"  - {{ assessor: {a}, component: {c}, level: {n} }}" for a, c, n in picks]
    lines.append(tail.strip("\n"))
    pathlib.Path(f"demo/northaven-{year}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return apart


HEAD_2026 = """
# Northaven is made up: its people, ratings and evidence are fictional.
# Made by scripts/demo_data.py; four further assessors answer in demo/workbooks.
format: gradus-assessment/1
model: pas181-scmm@1
city: { name: Northaven, country: "GB", population: 214000 }
cycle: { name: "2026", from: 2026-03-01, to: 2026-06-30 }
""".lstrip()

TAIL_2026 = """
reviewers:
  - { id: audit, name: "Internal audit" }
  - { id: council-3, name: "Head of finance" }
agreed:
  - statement: SD3.2
    value: largely
    rationale: "The service standards report of 2025 shows steady quality in five of seven services."
    dissent:
      - { group: residents, text: "Waste and housing repairs are not what the report says." }
  - statement: DA3.4
    value: fully
    rationale: "The open data programme has a budget, an owner and a published plan."
    dissent:
      - { name: "Chamber of commerce", text: "Half of the sets are older than a year." }
  - statement: LE3.3
    value: largely
    rationale: "Three of four priorities went through a public consultation."
  - statement: PM2.4
    value: largely
    rationale: "Business cases name benefits, but nobody looks at them again."
    dissent:
      - { assessor: council-3, text: "Finance reviews every case above a million." }
  - { component: leadership-environment, level: 3, rationale: "The leaders' group meets and decides together." }
evidence:
  - { id: e1, title: "Smart city plan 2025 to 2030", kind: document, effective: 2025-11-01, valid_until: 2027-10-31, status: accepted, reviewer: audit, reason: "Adopted by the council on 28 October 2025.", supports: [LE3.4, LE4.2, leadership-environment/vision], file_name: "smart-city-plan.pdf", media_type: "application/pdf", sha256: "5f1d0c3c7e0b2a9b4f6e8d1a2c3b4a5968778695a4b3c2d1e0f9a8b7c6d5e4f3" }
  - { id: e2, title: "Service standards report 2025", kind: document, effective: 2026-02-15, valid_until: 2027-02-14, status: accepted, reviewer: audit, reason: "Figures checked against the service desk.", supports: [SD3.2, SD2.4, service-delivery/integration] }
  - { id: e3, title: "Residents' survey, third wave", kind: data, effective: 2026-05-20, status: submitted, supports: [SD3.4, SD4.5, customer-stakeholder-focus/engagement-and-feedback] }
  - { id: e4, title: "Open data portal", kind: link, url: "https://data.northaven.example", effective: 2024-04-01, status: accepted, reviewer: audit, reason: "148 sets, 90 of them renewed this year.", supports: [DA3.4, DA4.1, digital-asset-management/data, CF4.2] }
  - { id: e5, title: "Technology strategy 2022", kind: document, effective: 2022-01-01, valid_until: 2025-12-31, status: accepted, reviewer: audit, reason: "Valid until the end of 2025.", supports: [DA3.1, DA3.2, digital-asset-management/strategy-and-governance] }
  - { id: e6, title: "Street works asset register", kind: data, effective: 2026-01-10, status: question, reviewer: audit, reason: "Which streets are missing?", supports: [PA2.5, PA2.3, physical-asset-management/asset-data] }
  - { id: e7, title: "Vendor brochure on predictive maintenance", kind: document, effective: 2026-03-01, status: rejected, reviewer: audit, reason: "Describes a product, not the city.", supports: [PA4.4] }
  - { id: e8, title: "Interview with the head of finance on planning", kind: interview, effective: 2026-04-22, status: accepted, reviewer: council-3, reason: "I gave the interview.", supports: [SE2.3, SE3.4, service-enablement/finance-procurement-and-business-models] }
  - { id: e9, title: "Mayor's dashboard, acceptance test", kind: link, url: "https://dashboard.northaven.example", effective: 2026-09-01, status: submitted, supports: [PM4.3, PM4.4] }
  - { id: e10, title: "Performance framework", kind: document, effective: 2025-04-01, status: accepted, reviewer: audit, reason: "In force in all departments.", supports: [PM3.3, PM2.2, PM3.4, performance-management/measures-and-forecasting] }
  - { id: e11, title: "Charter of the leaders' group", kind: document, effective: 2024-09-01, status: accepted, reviewer: audit, reason: "Signed by nine organisations.", supports: [leadership-environment/leaders, leadership-environment/priorities-and-decisions] }
targets:
  - { component: leadership-environment, level: 4, by: 2028-12-31, rationale: "The next council should inherit a vision that residents call theirs." }
  - { component: customer-stakeholder-focus, level: 4, by: 2028-12-31, rationale: "Every other target depends on knowing whom we serve." }
  - { component: service-enablement, level: 3, by: 2028-12-31, rationale: "Good enough: procurement law changes in 2029." }
  - { component: service-delivery, level: 4, by: 2028-12-31, rationale: "Residents ask for it." }
  - { component: digital-asset-management, level: 4, by: 2028-12-31, rationale: "Keeps the lead we have." }
  - { component: physical-asset-management, level: 3, by: 2028-12-31, rationale: "The register first, then plans built on it." }
  - { component: performance-management, level: 4, by: 2028-12-31, rationale: "We must be able to show what the plan brought." }
settings: { seed: 2026 }
"""

HEAD_2024 = """
# Northaven is made up: its people, ratings and evidence are fictional.
# Made by scripts/demo_data.py.
format: gradus-assessment/1
model: pas181-scmm@1
city: { name: Northaven, country: "GB", population: 211000 }
cycle: { name: "2024", from: 2024-03-01, to: 2024-06-30 }
out_of_scope:
  - { component: physical-asset-management, reason: "run by the county until 2025" }
""".lstrip()

TAIL_2024 = """
settings: { seed: 2024 }
"""


def main():
    model = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    skip = ("utilities-1", "utilities-2", "utilities-3", "university-1")
    apart = write(model, 2026, HEAD_2026, TAIL_2026, skip)
    write(model, 2024, HEAD_2024, TAIL_2024)
    folder = pathlib.Path("target/demo")
    folder.mkdir(parents=True, exist_ok=True)
    base = pathlib.Path("demo/northaven-2026.yaml").read_text(encoding="utf-8")
    people = base[: base.index("rungs:")]
    for assessor, (ratings, rungs) in apart.items():
        lines = ["rungs:"]
        lines += [f"  - {{ assessor: {a}, component: {c}, strand: {s}, {r} }}" for a, c, s, r in rungs]
        lines.append("ratings:")
        lines += [f"  - {{ assessor: {a}, statement: {s}, value: {v}{e} }}" for a, s, v, e in ratings]
        (folder / f"{assessor}.yaml").write_text(people + "\n".join(lines) + "\n", encoding="utf-8")



main()
