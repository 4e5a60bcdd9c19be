//! Help of `zonecast case`, and the words of the template that `case new` writes.

use super::{Lang, term};

/// The help of `case`.
pub fn help_case(lang: Lang) -> &'static str {
    lang.pick(CASE_ZH, CASE_EN)
}

/// `case.toml` of a new case; zones are added behind it.
pub fn case_toml(lang: Lang) -> &'static str {
    lang.pick(TOML_ZH, TOML_EN)
}

/// What belongs into a column of a case's tables.
pub fn column_help(column: &str, lang: Lang) -> &'static str {
    let key = COLUMNS.iter().find(|(name, ..)| *name == column);
    key.map(|(_, zh, en)| lang.pick(zh, en)).or_else(|| term("header", lang)).unwrap_or("")
}

const COLUMNS: &[(&str, &str, &str)] = &[
    ("zone", "园区编号，见 case.toml 的 id", "id of the zone, as in case.toml"),
    ("scope", "统计口径编号；只有一种口径时留空", "id of the counting scope; empty if there is only one"),
    ("indicator", "指标编号，不要改", "identifier of the figure; leave as it is"),
    (
        "indicator_past",
        "指标编号：全市写 city_ 加全市表的编号（如 city_va），各园区合计或一个园区写模型的指标（如 va）",
        "id: for the city `city_` and the id in the table city (such as city_va), for one zone or all \
         together an indicator of the model (such as va)",
    ),
    (
        "unit",
        "计量单位；同类单位可在数值后注明，如 53000万元",
        "unit; a unit of the same kind may stand behind the number",
    ),
    ("share_of", "city 表示占全市比重；其他留空", "city: a share of the city; else empty"),
    ("definition", "数据的含义和口径", "what exactly is counted"),
    ("year", "全年数所属年份，不填累计数", "year of the figure, a whole year"),
    ("vintage", "统计年报的版次，可留空", "edition of the statistics; may be empty"),
    ("price_basis", "nominal（现价）或 comparable（可比价）", "nominal or comparable prices"),
    ("value", "数值（必填）", "value (needed)"),
    ("low", "低值（P5）；公布数留空，假设数必填", "P5; empty if published, needed if assumed"),
    ("high", "高值（P95）；公布数留空，假设数必填", "P95; empty if published, needed if assumed"),
    ("provenance", "published（公布）、derived（推算）或 assumed（假设）", "published, derived or assumed"),
    ("origin", "published（公布）或 reposted（转载）", "published or reposted"),
    (
        "period",
        "年份；半年、累计数写明时期，如 2001H1，不与全年数比较",
        "year; some months such as 2001H1 are not compared with years",
    ),
    ("issuer", "发布单位；公布数必填", "who published it; needed if published"),
    (
        "title",
        "公布数填文件名称，推算数填算式，假设数填理由",
        "title if published, formula if derived, reason if assumed",
    ),
    ("document", "文号，可留空", "document number; may be empty"),
    ("date", "发布日期，如 2001-03-31；公布数必填", "date such as 2001-03-31; needed if published"),
    ("note", "备注", "anything else"),
    (
        "block",
        "区块编号；没有可并入的区块时本表留空",
        "id of an area that could be annexed; leave the table empty without any",
    ),
    ("zh", "区块中文名称", "Chinese name of the area"),
    ("en", "区块英文名称", "English name of the area"),
    ("outside_in", "在哪种口径下尚未计入；都未计入则留空", "counting scope that leaves it out; empty: all"),
    (
        "area_zh",
        "地区中文名称；口径一致时可留空",
        "Chinese name of the area; may be empty if the definition is the same",
    ),
    (
        "area_en",
        "地区英文名称；口径一致时可留空",
        "English name of the area; may be empty if the definition is the same",
    ),
    ("indicator_zh", "指标中文名称，用于图表", "Chinese name of the indicator, for charts"),
    ("indicator_en", "指标英文名称", "English name of the indicator"),
    (
        "place_zh",
        "对标城市中文名称；没有对标数据时本表留空",
        "Chinese name of the other place; leave the table empty without any",
    ),
    ("place_en", "对标城市英文名称", "English name of the other place"),
    ("same_definition", "是或否：与指标是否同一口径", "yes or no: whether the definition is the same"),
];

const CASE_ZH: &str = "\
用法：zonecast case new 文件夹 [--zones N] [--format csv|xlsx] [--lang zh|en]
      zonecast case check 文件夹 [--out 文件夹] [--lang zh|en]

new    写出一个新案例：case.toml 和带说明的空表（园区、全市、区块、历史、对标），目标和
       数据提供单位照录自内置案例。填好数值后用 case check 检查。已有文件不会被覆盖。
check  检查案例：列出缺少和假设的数据及提供单位，核对园区合计与全市，查看历史数据的
       异常变化和区块重叠，列出换算过的单位。有错误时退出码为 1，只有提示时为 0。

选项：
  --zones N               园区个数，1 到 200（默认 3）
  --format csv|xlsx       表格格式（默认 csv）
  --out 文件夹            画出历史数据（SVG、PNG）
  --lang zh|en            语言（默认 zh）

表格可用 CSV（UTF-8、GBK、GB18030）或 .xlsx；表头可用中文或英文；数可以带千分位、全角
数字、百分号和同类单位（如 万元、公顷、万人），换算逐列列出。一行一个园区、一列一项指标的办公
表格可以原样使用，写法见 new 生成的 case.toml。
";
const CASE_EN: &str = "\
usage: zonecast case new FOLDER [--zones N] [--format csv|xlsx] [--lang zh|en]
       zonecast case check FOLDER [--out DIR] [--lang zh|en]

new    writes a new case: case.toml and commented tables without values (zones, city,
       blocks, history, benchmarks); targets and keepers of data are those of the embedded
       case. Enter the values, then run case check. Nothing is overwritten.
check  lists missing and assumed figures and whom to ask, adds zones up against the
       city, looks for odd changes of the past and overlaps of blocks, and lists the
       units that were converted. Exit code 1 if something is wrong, 0 with notes.

options:
  --zones N               number of zones, 1 to 200 (default 3)
  --format csv|xlsx       format of the tables (default csv)
  --out DIR               draw the history (SVG, PNG)
  --lang zh|en            language (default zh)

Tables are CSV (UTF-8, GBK, GB18030) or .xlsx with headers in Chinese or English; numbers
may have thousands separators, full-width digits, percent signs and units of the same kind.
An office table with a row for each zone and a column for each indicator is read as it is;
the case.toml that `new` writes shows how.
";
const TOML_ZH: &str = "\
# 新案例。改好本文件，填好 zones.{extension}、city.{extension}，再用 zonecast case check 检查。
name_zh = \"本市高新区\"
name_en = \"High-tech zones of this city\"
# 起点数据的年份；模拟从下一年开始。
base_year = {base_year}
horizon = [{first}, {last}]
# 数据截止日期。
as_of = \"{as_of}\"
# 给出结果的年份，第一个是文件目标年。
milestones = [{milestones}]
# 分园区数据都是实际数时，演示标记自动去掉；仍有假设数时保留。
demonstration = true
model = \"{model}\"

# targets.toml、keepers.csv、english.csv 照录自内置案例，请改为本市的目标、提供单位和译名。
[files]
zones = \"zones.{extension}\"
city = \"city.{extension}\"
blocks = \"blocks.{extension}\"
history = \"history.{extension}\"
benchmarks = \"benchmarks.{extension}\"
targets = \"targets.toml\"
glossary = \"english.csv\"
keepers = \"keepers.csv\"

# 办公表格（一行一个园区，一列一项指标，Excel 或 CSV）不必照抄：放进本文件夹，去掉下面各行的 #，
# 数值即填入 zones 表中留空的行。表头与指标的编号、名称或口径相同的列自动认出，其余写在
# [table.columns]；占全市比重可以按亿元、家填报，按 city 表的全市数折算。
# [[table]]
# file = \"园区主要指标.xlsx\"
# issuer = \"本市统计局\"
# title = \"高新区主要指标\"
# date = \"{as_of}\"
# [table.columns]
# \"规上工业增加值\" = \"va_share\"

# 措施库的责任单位为文件原列；本市名称不同的在这里写明（去掉 #），报告和任务清单用本市名称。
# [departments]
# \"市科技局\" = \"市科学技术局\"

# 园区：id 用于表格，定下后不要改；level 写 国家级、认定 或 创建。
";
const TOML_EN: &str = "\
# A new case. Mend this file, fill in zones.{extension} and city.{extension}, then run zonecast case check.
name_zh = \"本市高新区\"
name_en = \"High-tech zones of this city\"
# Year of the start values; the simulation starts with the next.
base_year = {base_year}
horizon = [{first}, {last}]
# Date of the data.
as_of = \"{as_of}\"
# Years with results; the first is the one of the targets.
milestones = [{milestones}]
# The mark goes by itself once all figures by zone are actual; it stays while any is assumed.
demonstration = true
model = \"{model}\"

# targets.toml, keepers.csv and english.csv are those of the embedded case: enter your own.
[files]
zones = \"zones.{extension}\"
city = \"city.{extension}\"
blocks = \"blocks.{extension}\"
history = \"history.{extension}\"
benchmarks = \"benchmarks.{extension}\"
targets = \"targets.toml\"
glossary = \"english.csv\"
keepers = \"keepers.csv\"

# An office table (a row for each zone, a column for each indicator; Excel or CSV) need not be copied
# by hand: put it into this folder and remove the # of the lines below, and its figures fill the rows
# of the table zones that wait for a value. Columns called as an indicator's id, name or definition
# are found by themselves, others are told in [table.columns]; shares of the city may be given as
# amounts, which are divided by the figures of the table city.
# [[table]]
# file = \"indicators.xlsx\"
# issuer = \"Bureau of Statistics\"
# title = \"Main indicators of the zones\"
# date = \"{as_of}\"
# [table.columns]
# \"value added\" = \"va_share\"

# Departments of the library of measures are those of the document; say here what your own are called
# (remove the #), and reports and lists of tasks use that.
# [departments]
# \"市科技局\" = \"市科学技术局\"

# Zones: tables use the id, which must not change later; level: national, recognised or creating.
";
