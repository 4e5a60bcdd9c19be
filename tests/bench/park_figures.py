"""The figures that scripts/model/park.md quotes, from the summary.json of a run (python3, nothing else).

    cargo run --release -- run --charts none
    cargo run --release -- run land_first --no-redrawing --charts none --out out-fixed
    python3 tests/bench/park_figures.py out/summary.json out-fixed/summary.json
"""

import json
import sys

SUMMARY, FIXED = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
MAIN = [t for t in SUMMARY["targets"] if t["main"]]
SHARES = {"T1": "T1a", "T2": "T2", "T3": "T3", "T4": "T4", "T5": "T5", "T6": "T6a"}


def scenario(name, summary=SUMMARY):
    return next(s for s in summary["scenarios"] if s["id"] == name)


def result(of, target, year, scope=None):
    index = [t["id"] for t in SUMMARY["targets"]].index(target)
    return next(r for r in of["likelihoods"] if (r["target"], r["year"], r["scope"]) == (index, year, scope))


def band(of, target, year, scope=None, summary=SUMMARY):
    indicator = next((t["indicator"] for t in summary["targets"] if t["id"] == target), target)
    index = [i["id"] for i in summary["indicators"]].index(indicator)
    series = next(b for b in of["bands"] if (b["indicator"], b["zone"], b["scope"]) == (index, None, scope))
    return series["years"][summary["case"]["years"].index(year)]


def percent(p):
    return "<1%" if p < 0.01 else ">99%" if p > 0.99 else f"{p * 100:.0f}%"


def bands(of, target, year, scope):
    low, _, middle, _, high = band(of, target, year, scope)
    return f"{middle:.1f}（{low:.1f}–{high:.1f}）"


base, land = scenario("baseline"), scenario("land_first")
scopes = [(s["name"]["zh"], k) for k, s in enumerate(SUMMARY["case"]["scopes"])]
print("## T2, T3, T4, T6: P50 (P5-P95) by scope; likelihood")
for target in ["T1a", "T2", "T3", "T4", "T5", "T6a"]:
    for name, scope in scopes:
        line = [f"{year} {bands(base, target, year, scope)}" for year in (2024, 2027, 2030)]
        p = percent(result(base, target, 2027, scope)["likelihood"]["probability"])
        print(target, name, "; ".join(line), "2027:", p)
print("T4 P95 2024", round(band(base, "T4", 2024)[4], 1), "P50", round(band(base, "T4", 2024)[2], 1))
print("\n## land_first against the baseline, P50 (points; T6 as a ratio)")
for name, scope in scopes:
    for year in (2028, 2030):
        cells = []
        for target in SHARES.values():
            decimals = 2 if target in ("T1a", "T6a") else 1
            gap = band(land, target, year, scope)[2] - band(base, target, year, scope)[2]
            cells.append(f"{gap:+.{decimals}f}".replace("-", "−"))
        print(f"| {name} {year} | " + " | ".join(cells) + " |")
fixed, fixed_base = scenario("land_first", FIXED), scenario("baseline", FIXED)
for year in (2028, 2030, 2035):
    for target in ("T2", "T4"):
        gaps = [
            band(fixed, target, year, k, FIXED)[2] - band(fixed_base, target, year, k, FIXED)[2] for _, k in scopes
        ]
        print("without redrawing", target, year, [f"{gap:+.2f}" for gap in gaps])
print("T2 named 2028: P25, P50, P75", [round(x, 1) for x in band(land, "T2", 2028, 0)[1:4]])
print("named 2030 likelihoods baseline -> land_first:")
for target in ("T3", "T2", "T4", "T5", "T1a"):
    p = [percent(result(of, target, 2030, 0)["likelihood"]["probability"]) for of in (base, land)]
    print("  ", target, " -> ".join(p))
print("\n## change of likelihoods against the baseline (points), all draws; money as P50 (P5-P95)")
for of in SUMMARY["scenarios"][1:]:
    so_far, total = of["cost_to_target_year"], of["cost_total"]
    cells = [of["name"]["zh"], f"{so_far[2]:.1f}", f"{total[2]:.0f}（{total[0]:.0f}–{total[4]:.0f}）"]
    for target in SHARES.values():
        both = [result(of, target, year)["change"][0] * 100 for year in (2030, 2035)]
        cells.append("/".join(f"{x:+.1f}" for x in both).replace("-", "−"))
    print("| " + " | ".join(cells) + " |")
full = scenario("full_package")
print("full package: largest P50 of a year", round(max(b[2] for b in full["cost"]), 1))
austerity = scenario("austerity")
print("austerity / full package", round(austerity["cost_total"][2] / full["cost_total"][2], 2))
for year in (2030, 2035):
    gaps = [band(full, "T2", year, k)[2] - band(base, "T2", year, k)[2] for _, k in scopes]
    print("full package T2", year, [f"{gap:+.2f}" for gap in gaps])
    print("full package T1a", year, f"{band(full, 'T1a', year)[2] - band(base, 'T1a', year)[2]:+.3f}")
largest = max(
    abs(result(of, t["id"], 2027)["change"][0] * 100)
    for of in SUMMARY["scenarios"][1:]
    if of["id"] != "land_first"
    for t in MAIN
    if result(of, t["id"], 2027)["evaluated"] == 2027
)
print("largest change of a 2027 likelihood without redrawing, points:", round(largest, 2))
print("investment_first T4 2030:", band(scenario("investment_first"), "T4", 2030)[2] - band(base, "T4", 2030)[2])
print("\n## events and ranks under the baseline: 2027 / 2030 / 2035")
for target in ("T7", "T8a", "T8b", "T9a", "T9b", "T10a", "T10b", "T11a", "T11b", "T12"):
    print(target, " / ".join(percent(result(base, target, y)["likelihood"]["probability"]) for y in (2027, 2030, 2035)))
print("\n## firms of the named parks and of the platforms, P50 2024, 2027:")
for name in ("firms", "hte_above"):
    for scope, k in scopes:
        print(name, scope, [round(band(base, name, year, k)[2]) for year in (2024, 2027)])
print("\n## R&D expenses a year for 0.1 point of T1a, from the P50 of revenue, 100 million yuan:")
for scope, k in scopes:
    print(scope, [round(band(base, "revenue", year, k)[2] * 0.001, 1) for year in (2024, 2027)])

print("\n## land_first, change since the base year in parts: mean [P5, P95]")
LAND = scenario("land_first")
for target, year in [("T2", 2027), ("T2", 2035), ("T4", 2027), ("T4", 2035)]:
    for scope, name in enumerate(["名称园区", "全域"]):
        index = [t["id"] for t in SUMMARY["targets"]].index(target)
        split = next(s for s in LAND["splits"] if (s["target"], s["evaluated"], s["scope"]) == (index, year, scope))
        parts = [split[key] for key in ("growth", "by_scope", "composition")]
        told = [f"{p['mean']:+.1f} [{p['band'][0]:.1f}, {p['band'][4]:.1f}]" for p in parts]
        print(f"| {target} {year} {name} | {split['start']:.1f} | {' | '.join(told)} | {split['end']:.1f} |")
