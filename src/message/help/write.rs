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
