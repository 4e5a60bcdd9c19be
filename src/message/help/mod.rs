//! Help texts of the command line, and the scenario that `new` writes, in both languages.

pub mod examples;
mod look;
mod run;
mod scenario;
mod write;

use super::Lang;
use look::*;
use run::*;
use scenario::{SCENARIO_EN, SCENARIO_ZH};
use write::*;

/// The help of a command; of the whole program for an unknown or empty one.
pub fn help(command: &str, lang: Lang) -> &'static str {
    match (command, lang) {
        ("run", Lang::Zh) => RUN_ZH,
        ("run", Lang::En) => RUN_EN,
        ("check", Lang::Zh) => CHECK_ZH,
        ("check", Lang::En) => CHECK_EN,
        ("list", Lang::Zh) => LIST_ZH,
        ("list", Lang::En) => LIST_EN,
        ("model", Lang::Zh) => MODEL_ZH,
        ("model", Lang::En) => MODEL_EN,
        ("coverage", Lang::Zh) => COVERAGE_ZH,
        ("coverage", Lang::En) => COVERAGE_EN,
        ("tables", Lang::Zh) => TABLES_ZH,
        ("tables", Lang::En) => TABLES_EN,
        ("draw", Lang::Zh) => DRAW_ZH,
        ("draw", Lang::En) => DRAW_EN,
        ("verify" | "compare" | "changes", _) => super::help_results::help_results(command, lang),
        ("case", _) => super::help_case::help_case(lang),
        ("new", Lang::Zh) => NEW_ZH,
        ("new", Lang::En) => NEW_EN,
        ("watch", Lang::Zh) => WATCH_ZH,
        ("watch", Lang::En) => WATCH_EN,
        ("completions", Lang::Zh) => COMPLETIONS_ZH,
        ("completions", Lang::En) => COMPLETIONS_EN,
        ("man", Lang::Zh) => MAN_ZH,
        ("man", Lang::En) => MAN_EN,
        ("explain-error", Lang::Zh) => EXPLAIN_ZH,
        ("explain-error", Lang::En) => EXPLAIN_EN,
        ("reference", Lang::Zh) => REFERENCE_ZH,
        ("reference", Lang::En) => REFERENCE_EN,
        (_, Lang::Zh) => ALL_ZH,
        (_, Lang::En) => ALL_EN,
    }
}

/// A commented scenario that runs as it is; `{name}` is its title, `{file}` its file as typed.
pub fn new_scenario(lang: Lang) -> &'static str {
    lang.pick(SCENARIO_ZH, SCENARIO_EN)
}

const ALL_ZH: &str = "\
zonecast：高新区政策模拟。用情景脚本调整投资、土地、人才，推演各项目标的达成可能性。

用法：zonecast <命令> [选项]

命令：
  run [情景...]           模拟情景；不写情景则运行案例自带的全部情景
  check [情景...]         只检查脚本，不模拟；不写情景则检查案例自带的全部情景
  list [类别]             列出 zones、levers、indicators、targets、ledger 或 scenarios
  coverage                逐条款列出措施、责任单位、依据和对各目标的效应
  tables [情景]           目标分解、还需多少、分部门任务清单、年度进度
  draw 编号               逐年展开一次抽样：存量、流量、冲击、指标，及所在脚本行
  model                   由方程本身生成的因果图
  compare A B [C...]      以 A 为对照比较情景：可能性、指标、资金、脚本改动
  changes 旧 新           两次运行的变化及可能原因
  verify summary.json     按记录重新运行，逐数核对
  new 名称                在当前文件夹写一个可直接运行的情景
  case new|check 文件夹   写一个新案例的空表；检查填好的案例
  reference [词...]       脚本中每个词、杠杆、措施、指标、数据的写法、单位、范围和例子
  watch 情景              保存情景文件后立即重算并显示结果表
  explain-error 编号      详细说明一个错误编号：发生了什么、为何要紧、怎样改
  completions 外壳        供 bash、zsh、fish、powershell 补全命令和选项的脚本
  man [命令]              手册页

情景可写文件、文件夹，或案例自带情景的编号（如 talent_first）、标题（如 人才优先）。

通用选项：
  --lang zh|en            语言（默认 zh）
  -h, --help              帮助；zonecast run --help 查看该命令的选项
  -V, --version           版本
";

const ALL_EN: &str = "\
zonecast: policy simulation for high-tech zones. Scenario scripts adjust investment, land
and talent; out comes the likelihood of meeting every target.

usage: zonecast <command> [options]

commands:
  run [SCENARIOS]         simulate scenarios; without any all that come with the case
  check [SCENARIOS]       read and trace scripts, no simulation; without any those of the case
  list [WHAT]             list zones, levers, indicators, targets, ledger or scenarios
  coverage                clause by clause: measures, departments, evidence, effects on targets
  tables [SCENARIO]       targets by zone, needs, tasks by department, yearly progress
  draw N                  one draw year by year: stocks, flows, shocks, with the script's lines
  model                   the causal diagram, from the equations themselves
  compare A B [C...]      scenarios against A: likelihoods, indicators, money, scripts
  changes OLD NEW         what changed between two runs, and what can be the reason
  verify summary.json     run again what it records and confirm every number
  new NAME                write a scenario here that runs as it is
  case new|check FOLDER   write the empty tables of a new case; check a case
  reference [WORDS]       every word, lever, measure, indicator and figure with an example
  watch SCENARIO          run a scenario again after every save and show its table
  explain-error CODE      what an error code means, why it matters, how to mend it
  completions SHELL       completions for bash, zsh, fish or powershell
  man [COMMAND]           a manual page

A scenario is a file, a folder of files, or the id (talent_first) or title (Talent first)
of one that comes with the case.

everywhere:
  --lang zh|en            language (default zh)
  -h, --help              help; zonecast run --help shows that command's options
  -V, --version           version
";
