//! Help of the commands that look and write without simulating: `check`, `list`, `model`, `new`.

pub(super) const CHECK_ZH: &str = "\
用法：zonecast check [情景...] [--case 文件夹或名称] [--lang zh|en]

读取案例、模型和情景脚本（文件、文件夹，或案例自带情景的编号、标题）并检查，不做模拟；不写情景则
检查案例自带的全部情景。
";

pub(super) const CHECK_EN: &str = "\
usage: zonecast check [SCENARIOS] [--case DIR or NAME] [--lang zh|en]

Reads and traces the case, its model and the scenario scripts (files, folders, ids or
titles of those that come with the case); without any those of the case. No simulation.
";

pub(super) const LIST_ZH: &str = "\
用法：zonecast list [zones|levers|indicators|targets|ledger|scenarios] [--case 文件夹或名称] [--lang zh|en]

列出案例中的园区、杠杆、指标、目标、定性目标台账或情景；不写类别则全部列出。
";

pub(super) const LIST_EN: &str = "\
usage: zonecast list [zones|levers|indicators|targets|ledger|scenarios] [--case DIR or NAME] [--lang zh|en]

Lists the case's zones, levers, indicators, targets, ledger of goals in words, or scenarios; without a word all of them.
";

pub(super) const MODEL_ZH: &str = "\
用法：zonecast model [选项]

按模型方程输出杠杆、存量、目标指标之间的因果图（Mermaid 文本；文件名以 .dot 或 .gv 结尾则为 Graphviz）。
虚线表示只通过以前年份起作用。

选项：
  --case 文件夹或名称     案例（默认为内置案例）
  --graph 文件            写入文件（不覆盖已有文件）；不写则输出到终端
  --lang zh|en            语言（默认 zh）
";

pub(super) const MODEL_EN: &str = "\
usage: zonecast model [options]

The causal diagram of levers, stocks and the targets' indicators, from the equations
(Mermaid text; Graphviz if the file's name ends in .dot or .gv). A dashed arrow acts
through an earlier year only.

options:
  --case FOLDER or NAME   the case (default: the embedded one)
  --graph FILE            write a file (an existing one is kept); without it to the terminal
  --lang zh|en            language (default zh)
";

pub(super) const NEW_ZH: &str = "\
用法：zonecast new 名称 [--case 文件夹或名称] [--lang zh|en]

在当前文件夹写出 名称.rhai：带注释、可直接运行的情景。
";

pub(super) const NEW_EN: &str = "\
usage: zonecast new NAME [--case DIR or NAME] [--lang zh|en]

Writes NAME.rhai here: a commented scenario that runs as it is.
";
