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

    // --- 03xx: scripts

    // --- 04xx: command line

    // --- 05xx: charts and reports
    UnknownChart: "没有名为“{chart}”的图[?，是否想写“{nearest}”？?]；可用：{known}", "unknown chart `{chart}`[?; did you mean `{nearest}`??]; known: {known}";
    MissingGlyph: "图“{chart}”中的字符“{characters}”在内置字体中没有字形，图片上显示为空白", "chart `{chart}`: the embedded font has no glyph for `{characters}`; the picture shows a blank there";
    NothingToCompare: "图“{chart}”需要基线之外至少一个情景，本次只有基线，未绘制", "chart `{chart}` needs a scenario besides the baseline; there is none, so it was not drawn";
    NoBand: "指标“{indicator}”没有[?园区“{zone}”的?]分布结果；请检查指标是否分园区", "indicator `{indicator}` has no band[? for zone `{zone}`?]; check whether it is given by zone";
    CannotPaint: "图“{chart}”无法转成图片：{reason}", "chart `{chart}` cannot be turned into a picture: {reason}";
}
