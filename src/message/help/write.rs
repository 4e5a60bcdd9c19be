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
  --lang zh|en            language (default zh)
";
