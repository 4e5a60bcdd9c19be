"""CPU time and peak memory of `zonecast run` by number of draws: time should be linear, memory constant.

python3 tests/bench/scale.py target/release/zonecast 5000,10000,20000 [arguments of run ...]
python3 tests/bench/scale.py target/release/zonecast 5000,10000,20000 scenarios=100

`scenarios=N` writes N scenarios of the Taizhou case that differ in investment, land and a measure.
"""
import os
import subprocess
import sys
import tempfile


def run(program, draws, words):
    """CPU seconds and peak megabytes of one run, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "run", *words, "--draws", str(draws), "--charts", "none", "--quiet"]
        child = subprocess.Popen([*command, "--out", os.path.join(folder, "out")])
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            sys.exit(f"{' '.join(command)} ended with {status}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def scenarios(folder, number):
    """Paths of so many scenarios, no two alike."""
    paths = []
    for i in range(number):
        path = os.path.join(folder, f"s{i:03}.rhai")
        with open(path, "w", encoding="utf-8") as file:
            file.write(
                'import "measures/chapter2" as c2;\n'
                f'scenario("情景{i}", "Scenario {i}");\n'
                f"zones().split(\"invest\", 2027..={2028 + i % 5}, {5 + i});\n"
                f"zones().split(\"land\", {2027 + i % 7}, {100 + 10 * i});\n"
                f"c2::省重点实验室(zones(), {2027 + i % 3}..=2031, {0.5 + i % 4 / 2});\n"
            )
        paths.append(path)
    return paths


def main():
    program, counts, words = sys.argv[1], sys.argv[2].split(","), sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        numbers = [int(word.split("=")[1]) for word in words if word.startswith("scenarios=")]
        words = [word for word in words if not word.startswith("scenarios=")]
        words += scenarios(folder, numbers[0]) if numbers else []
        found = [(int(n), *run(program, int(n), words)) for n in counts]
    (first, start, _), (last, end, _) = found[0], found[-1]
    per_draw = (end - start) / (last - first)
    fixed = start - per_draw * first
    print("      draws   CPU s   of linear   peak MB")
    for draws, seconds, peak in found:
        print(f"{draws:>11} {seconds:>7.1f} {seconds / (fixed + per_draw * draws):>11.3f} {peak:>9.0f}")
    print(f"before the first draw {fixed:.1f} s, then {1 / per_draw:.0f} draws per CPU-second")


if __name__ == "__main__":
    main()
