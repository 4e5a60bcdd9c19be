//! Sentences for error codes, Chinese and English, one row each.
//!
//! `{name}` is an argument; `[? ... ?]` is dropped when an argument in it is not
//! given. A row says what was found and what would be right.

use super::Lang;
use crate::error::Code;

macro_rules! sentences {
    ($( $name:ident: $zh:literal, $en:literal; )+) => {
        /// The template of a code's sentence.
        pub fn template(code: Code, lang: Lang) -> &'static str {
            match code { $(Code::$name => lang.pick($zh, $en)),+ }
        }
    };
}

sentences! {
    // --- 00xx: files and the machine
    CannotRead: "无法读取“{file}”：{reason}", "cannot read `{file}`: {reason}";
    CannotWrite: "无法写入“{file}”：{reason}", "cannot write `{file}`: {reason}";
    NotUtf8: "“{file}”不是 UTF-8 编码，请另存为 UTF-8 后重试", "`{file}` is not UTF-8; save it as UTF-8 and try again";
    ForeignOutput: "文件夹“{folder}”不是 zonecast 生成的，不会被覆盖；请用 --out 另选位置", "folder `{folder}` was not made by zonecast and is left alone; choose another with --out";
    Interrupted: "已中断，未留下任何不完整的文件", "interrupted; nothing half-written was left";

    // --- 01xx: the model graph and the experiment
    UnknownLever: "没有名为“{lever}”的杠杆[?，是否想写“{nearest}”？?]", "unknown lever `{lever}`[?; did you mean `{nearest}`??]";
    UnknownZone: "没有名为“{zone}”的园区[?，是否想写“{nearest}”？?]", "unknown zone `{zone}`[?; did you mean `{nearest}`??]";
    UnknownIndicator: "没有名为“{indicator}”的指标[?，是否想写“{nearest}”？?]", "unknown indicator `{indicator}`[?; did you mean `{nearest}`??]";
    UnknownFigure: "案例数据中没有“{figure}”[?，是否想写“{nearest}”？?]", "the case holds no figure `{figure}`[?; did you mean `{nearest}`??]";
    DeclaredTwice: "{kind}“{name}”声明了两次，请改名", "{kind} `{name}` is declared twice; rename one";
    ZoneValueInCity: "“{name}”是全市口径，此处却给了分园区的值；请先用 total() 等汇总", "`{name}` is city-wide but got a value by zone; reduce it first, for example with total()";
    Circular: "方程在同一步内互相依赖：{names}；请用 previous(x, 初值) 断开", "equations need each other within one step: {names}; break the loop with previous(x, first)";
    StockNeverChanges: "存量“{name}”既没有流量也没有 becomes，永远不变；请补上 inflow、outflow 或 becomes", "stock `{name}` has neither flow nor `becomes` and would never change; give it inflow, outflow or becomes";
    StockTwoWays: "存量“{name}”同时用了流量和 becomes；只能选一种", "stock `{name}` has flows and `becomes`; use one of them";
    BadParameter: "{distribution} 的参数 {parameter} 为 {found}，应为 {wanted}", "{distribution}: parameter {parameter} is {found}, wanted {wanted}";
    ParameterNotConstant: "{distribution} 的参数 {parameter} 必须是常数或数据", "{distribution}: parameter {parameter} must be a constant";
    NotConstant: "{what} 必须是常数，不能是模拟中的值", "{what} must be a constant, not a simulated value";
    FigureMissingForZone: "园区“{zone}”缺少数据“{figure}”；请在 zones.csv 中补一行", "zone `{zone}` lacks the figure `{figure}`; add a row to zones.csv";
    FigureScope: "数据“{figure}”的口径不符，此处需要{wanted}", "figure `{figure}` has the wrong scope; wanted here: {wanted}";
    OutOfRange: "{what} 为 {found}，应在 {low} 到 {high} 之间", "{what} is {found}, must be between {low} and {high}";
    NotFinite: "情景“{scenario}”第 {draw} 次抽样：{kind}“{name}”在 {year} 年[?（{zone}）?]变成 {value}；请检查方程中的除以零、对非正数取对数", "scenario `{scenario}`, draw {draw}: {kind} `{name}` became {value} in {year}[? ({zone})?]; look for a division by zero or the logarithm of a number that is not positive";
    NoIndicator: "模型没有声明任何指标；请用 indicator(...)", "the model declares no indicator; use indicator(...)";
    NameCollision: "“{first}”与“{second}”的名称散列相同，请改其中一个名称", "`{first}` and `{second}` have the same hash; rename one";
    BadCorrelation: "“{first}”与“{second}”的相关系数 {found} 无效，应在 -1 到 1 之间且两者均已声明", "correlation {found} of `{first}` and `{second}` is not valid; wanted: between -1 and 1, both declared before";

    // --- 02xx: case files
    MissingColumn: "缺少列“{column}”，请在表头中补上", "column `{column}` is missing; add it to the header";
    UnknownColumn: "没有名为“{column}”的列[?，是否想写“{nearest}”？?]", "unknown column `{column}`[?; did you mean `{nearest}`??]";
    RowLength: "这一行有 {found} 格，表头有 {wanted} 列，请检查逗号和引号", "this row has {found} cells, the header has {wanted}; check commas and quotation marks";
    UnclosedQuote: "引号没有配对，请在这段文字末尾补上英文双引号", "this quotation mark is never closed; add a double quote at the end of the text";
    EmptyCell: "“{column}”不能为空", "`{column}` must not be empty";
    NotANumber: "“{column}”为“{found}”，不是数；应写成 1453.9 的样子，不带千分位和单位", "`{column}` is `{found}`, not a number; write it like 1453.9, without thousands separator or unit";
    UnknownUnit: "没有名为“{unit}”的单位[?，是否想写“{nearest}”？?][?；可用的单位：{known}?]", "unknown unit `{unit}`[?; did you mean `{nearest}`??][?; known units: {known}?]";
    PercentOutOfRange: "“{column}”为 {found}，百分数应在 {low} 到 {high} 之间", "`{column}` is {found}; a percentage is between {low} and {high}";
    TooSmall: "“{column}”为 {found}，以“{unit}”计的数不能小于 {low}", "`{column}` is {found}; a number in `{unit}` is at least {low}";
    LowAboveValue: "低值（P5）{low} 大于中值（P50）{value}，应为 low ≤ value ≤ high", "low (P5) {low} is above value (P50) {value}; wanted: low <= value <= high";
    ValueAboveHigh: "中值（P50）{value} 大于高值（P95）{high}，应为 low ≤ value ≤ high", "value (P50) {value} is above high (P95) {high}; wanted: low <= value <= high";
    UnknownWord: "“{column}”不能是“{found}”[?，或应为“{nearest}”?]；可用：{known}", "`{column}` cannot be `{found}`[?, perhaps `{nearest}`?]; known: {known}";
    NamedTwice: "{kind}“{name}”重复，第 {line} 行已经有了", "{kind} `{name}` is given twice, first in line {line}";
    FigureTwice: "数据“{figure}”重复，第 {line} 行已经给出；每个园区、每种口径只能有一行", "figure `{figure}` is given twice, first in line {line}; one row per zone and scope";
    BlockInTwoZones: "区块“{block}”在第 {line} 行属于园区“{first}”，这里又属于“{second}”；一家企业只能属于一个园区", "block `{block}` belongs to zone `{first}` in line {line} and to `{second}` here; a firm belongs to one zone only";
    BlockDiffers: "区块“{block}”的“{column}”在这里是“{found}”，与第 {line} 行不同；同一区块各行应一致", "`{column}` of block `{block}` is `{found}` here but not in line {line}; all rows of a block must agree";
    SharesOverWhole: "各园区“{figure}”在口径“{scope}”下合计到此已达 {sum} %，占全市比重合计不能超过 100 %", "the zones' `{figure}` under scope `{scope}` add up to {sum} % at this row; shares of the city are at most 100 % together";
    ShareUnit: "“{figure}”是占全市比重，单位应为“%”，不是“{unit}”", "`{figure}` is a share of the city; its unit is `%`, not `{unit}`";
    MixedUnits: "“{figure}”的单位在这里是“{found}”，第 {line} 行是“{first}”；同一指标只能用一种单位", "`{figure}` is in `{found}` here and in `{first}` in line {line}; use one unit for an indicator";
    ScopeMissing: "“{figure}”[?（{zone}）?]缺少口径“{scope}”的一行；要么每种口径各一行，要么 scope 留空", "`{figure}`[? of `{zone}`?] has no row for scope `{scope}`; give one row for each scope or leave scope empty";
    ScopeProbabilities: "各口径的概率合计为 {sum}，应为 1", "the probabilities of the scopes add up to {sum}, must be 1";
    MissingKey: "缺少“{key}”", "`{key}` is missing";
    UnknownKey: "没有名为“{key}”的项[?，是否想写“{nearest}”？?]", "unknown key `{key}`[?; did you mean `{nearest}`??]";
    WrongKind: "“{key}”应为{wanted}", "`{key}` must be {wanted}";
    TomlSyntax: "此处不是正确的 TOML 写法；请检查引号、等号和方括号", "not valid TOML here; check quotation marks, equals signs and brackets";
    KeyTwice: "“{key}”写了两次，请删去一处", "`{key}` is given twice; remove one";
    BadYear: "“{what}”为 {found}，应为 {low} [?到 {high} ?]年", "`{what}` is {found}, must be a year: {low}[? to {high}?]";
    BadDate: "“{found}”不是日期，应写成 2024-03-31、2024-03 或 2024 的样子", "`{found}` is not a date; write it like 2024-03-31, 2024-03 or 2024";
    PublishedWithoutSource: "公布的数据必须写明来源，“{column}”不能为空；没有来源请标为 assumed", "a published figure names its source: `{column}` must not be empty; without a source it is `assumed`";
    AssumedWithoutReason: "假设的数据必须在“title”中写明理由", "an assumed figure gives its reason in `title`";
    DerivedWithoutFormula: "推算的数据必须在“title”中写明算式", "a derived figure gives its formula in `title`";
    SpreadMissing: "{provenance}的数据必须给出范围：请填 low（P5）和 high（P95）", "a figure that is {provenance} needs its spread: fill in low (P5) and high (P95)";
    MainReading: "目标“{target}”的各种口径中有 {found} 个标为 main，应恰有一个", "target `{target}` has {found} readings marked main, must be exactly one";

    // --- 03xx: scripts

    // --- 04xx: command line

    // --- 05xx: charts and reports
}
