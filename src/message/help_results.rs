//! Help of the commands that look at results: `verify`, `compare`, `changes`.

use super::Lang;

/// The help of one of them.
pub fn help_results(command: &str, lang: Lang) -> &'static str {
    match command {
        "verify" => lang.pick(VERIFY_ZH, VERIFY_EN),
        "compare" => lang.pick(COMPARE_ZH, COMPARE_EN),
        _ => lang.pick(CHANGES_ZH, CHANGES_EN),
    }
}

const VERIFY_ZH: &str = "\
用法：zonecast verify <summary.json 或结果文件夹> [脚本...] [--case 文件夹或名称] [--threads T]

按 summary.json 的记录（案例、情景、抽样次数、种子、抽样方法）重新运行，逐数核对。输入文件的校验值
不同则列出文件名，不再运行；有一处不同则列出位置，退出码为 1。情景脚本已移动的，在后面写出新位置。
";
const VERIFY_EN: &str = "\
usage: zonecast verify SUMMARY [SCRIPTS] [--case DIR or NAME] [--threads T]

Runs again what a summary.json (or the folder that holds it) records: case, scenarios, draws,
seed, sampler; and compares every number. Inputs with other hashes are named and nothing is run;
any difference is named and ends in exit code 1. Scripts that were moved are given behind it.
";
const COMPARE_ZH: &str = "\
用法：zonecast compare A B [C...] [选项]

以 A 为对照，用同一组随机数比较情景（编号、标题或文件）：各目标达成可能性之差和指标均值之差，都带95%区间；
分不出的写明分不出。另列公共投入不同的措施、脚本改动。结果文件夹有差值图（differences.svg、.png）、
differences.csv（全部指标、园区、年份）、measures_compared.csv、scripts.diff、summary.json。

选项：
  --draws N               抽样次数（默认 20000）
  --out 文件夹            结果文件夹（默认 compare）
  --case 文件夹或名称     案例（默认为内置案例）
  --seed S                随机种子，或 random（默认 1）
  --threads T             线程数，0 为全部（默认 0）
  --no-redrawing          不考虑区划调整
  --quiet                 不显示表格和进度
  --lang zh|en            语言（默认 zh）
";
const COMPARE_EN: &str = "\
usage: zonecast compare A B [C...] [options]

Compares scenarios (ids, titles or files) with A by common luck: differences of likelihoods and of
indicators' means with 95% intervals; what cannot be told is said so. Besides: measures with other
money, and what the scripts change. The folder holds a chart (differences.svg, .png),
differences.csv (all indicators, zones, years), measures_compared.csv, scripts.diff, summary.json.

options:
  --draws N               draws (default 20000)
  --out FOLDER            folder for results (default compare)
  --case FOLDER or NAME   the case (default: the embedded one)
  --seed S                seed of all luck, or random (default 1)
  --threads T             threads, 0 for all (default 0)
  --no-redrawing          without redrawing
  --quiet                 no table, no progress
  --lang zh|en            language (default zh)
";
const CHANGES_ZH: &str = "\
用法：zonecast changes <旧 summary.json 或结果文件夹> <新 summary.json 或结果文件夹>

较上期变化及原因：两次运行共有的情景中，各主要目标达成可能性由多少变为多少，分不出的写明分不出；并列出
改动过的输入文件和设置。原因只列出有改动的方面，不分摊数值。
";
const CHANGES_EN: &str = "\
usage: zonecast changes OLD NEW

What changed between two runs (summary.json, or the folders that hold them): the likelihoods of the
main targets under scenarios of both, where it can be told; inputs and settings that differ. Reasons
are what differs, not shares of a change.
";
