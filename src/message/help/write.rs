//! Help of the commands that help to write scripts: `explain-error`, `reference`, `watch` and the like.

pub(super) const EXPLAIN_ZH: &str = "\
用法：zonecast explain-error 编号 [--lang zh|en]

说明一个错误编号（如 ZC0326，也可只写 326）：发生了什么、为何要紧、怎样改，附错误与正确写法的对照。
";
pub(super) const EXPLAIN_EN: &str = "\
usage: zonecast explain-error CODE [--lang zh|en]

What an error code means (ZC0326, or just 326): what happened, why it matters, how to mend
it, with an example of wrong and right.
";
pub(super) const REFERENCE_ZH: &str = "\
用法：zonecast reference [词...] [选项]

列出脚本可用的词、案例的杠杆、措施、目标、指标、数据和各种分布：写法、单位、范围、含义和可运行的例子。
写词则只列名称、含义或类别中含有它们的条目（中英文均可），如 zonecast reference 投资。

选项：
  --case 文件夹或名称     案例（默认为内置案例）
  --format terminal|md|json
                          排版（默认 terminal）；json 同时含中英文
  --definitions 文件      另写供编辑器补全用的定义文件（.d.rhai，不覆盖已有文件）
  --schema summary|report|coverage|reference
                          改为输出 summary.json、report.json、coverage.json 或 --format json 的 JSON Schema
                          （2020-12），含每个字段的中文名、英文说明和单位
  --lang zh|en            语言（默认 zh）
";
pub(super) const REFERENCE_EN: &str = "\
usage: zonecast reference [WORDS] [options]

Every word of scripts, and the case's levers, measures, targets, indicators, figures and
all distributions: how they are written, unit, range, meaning and an example that runs. With
words only entries that have them in name, meaning or group, in either language.

options:
  --case FOLDER or NAME   the case (default: the embedded one)
  --format terminal|md|json
                          layout (default terminal); json holds both languages
  --definitions FILE      also write definitions for editors (.d.rhai; an existing file is kept)
  --schema summary|report|coverage|reference
                          print the JSON Schema (2020-12) of summary.json, report.json,
                          coverage.json or --format json instead: every field with its Chinese
                          name, meaning and unit
  --lang zh|en            language (default zh)
";
pub(super) const WATCH_ZH: &str = "\
用法：zonecast watch 情景 [选项]

用较少的抽样运行情景并显示结果表；情景、它引入的文件或案例文件一经保存就重新运行。出错时显示错误，
继续等待。Ctrl-C 结束。不写结果文件夹。

选项：
  --case 文件夹或名称     案例（默认为内置案例）
  --draws N               抽样次数，1 到 10000000（默认 2000）
  --seed S                随机种子，或 random（默认 1）
  --threads T             线程数，0 为全部（默认 0）
  --no-redrawing          不含区划调整
  --wording formal|ipcc   可能性的措辞（默认 formal）
  --lang zh|en            语言（默认 zh）
";
pub(super) const WATCH_EN: &str = "\
usage: zonecast watch SCENARIO [options]

Runs a scenario with few draws and shows its table; runs again as soon as the scenario, a
file it imports or a file of the case is saved. Mistakes are shown and watching goes on.
Ctrl-C ends it. No output folder is written.

options:
  --case FOLDER or NAME   the case (default: the embedded one)
  --draws N               draws, 1 to 10000000 (default 2000)
  --seed S                seed of all luck, or random (default 1)
  --threads T             threads, 0 for all (default 0)
  --no-redrawing          no scenario changes what counts as a zone
  --wording formal|ipcc   scale of likelihoods in words (default formal)
  --lang zh|en            language (default zh)
";
pub(super) const COMPLETIONS_ZH: &str = "\
用法：zonecast completions bash|zsh|fish|powershell [--lang zh|en]

输出供外壳补全命令和选项的脚本，如 zonecast completions bash > ~/.local/share/bash-completion/completions/zonecast
";
pub(super) const COMPLETIONS_EN: &str = "\
usage: zonecast completions bash|zsh|fish|powershell [--lang zh|en]

Prints what the shell reads to complete commands and options, as in
zonecast completions bash > ~/.local/share/bash-completion/completions/zonecast
";
pub(super) const MAN_ZH: &str = "\
用法：zonecast man [命令] [--lang zh|en]

输出程序或一个命令的手册页，如 zonecast man run | man -l -
";
pub(super) const MAN_EN: &str = "\
usage: zonecast man [COMMAND] [--lang zh|en]

Prints the manual page of the program or of a command, as in zonecast man run | man -l -
";
