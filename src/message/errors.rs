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
    UnknownZone: "没有名为“{zone}”的园区[?；可用：{known}?][?，是否想写“{nearest}”？?]", "unknown zone `{zone}`[?; known: {known}?][?; did you mean `{nearest}`??]";
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
    FigureMissingForZone: "园区“{zone}”缺少数据“{figure}”[?（这一行写的“{found}”可能是笔误）?]；请在 zones.csv 中补一行", "zone `{zone}` lacks the figure `{figure}`[? (`{found}` in this row may be a slip of the pen)?]; add a row to zones.csv";
    FigureScope: "数据“{figure}”的口径不符，此处需要{wanted}", "figure `{figure}` has the wrong scope; wanted here: {wanted}";
    OutOfRange: "{what} 为 {found}，应在 {low} 到 {high} 之间", "{what} is {found}, must be between {low} and {high}";
    NotFinite: "情景“{scenario}”第 {draw} 次抽样：{kind}“{name}”在 {year} 年[?（{zone}）?]变成 {value}；请检查方程中的除以零、对非正数取对数", "scenario `{scenario}`, draw {draw}: {kind} `{name}` became {value} in {year}[? ({zone})?]; look for a division by zero or the logarithm of a number that is not positive";
    NoIndicator: "模型没有声明任何指标；请用 indicator(...)", "the model declares no indicator; use indicator(...)";
    NameCollision: "“{first}”与“{second}”的名称散列相同，请改其中一个名称", "`{first}` and `{second}` have the same hash; rename one";
    BadCorrelation: "“{first}”与“{second}”的相关系数 {found} 无效，应在 -1 到 1 之间且两者均已声明", "correlation {found} of `{first}` and `{second}` is not valid; wanted: between -1 and 1, both declared before";

    NoScopeLever: "注意：模型没有标为 scope 的杠杆，--no-redrawing 不起作用", "note: the model has no lever marked scope; --no-redrawing changes nothing";
    YearlyModel: "这个模型的方程按年书写，案例却设了每年 {steps} 步；请在 case.toml 中设 steps_per_year = 1", "this model is written in yearly steps, but the case has {steps} a year; set steps_per_year = 1 in case.toml";
    TargetUnit: "目标 {target} 的单位是“{found}”，与指标的单位“{wanted}”不同", "target {target} has the unit `{found}`, but its indicator has `{wanted}`";
    FractionScope: "目标 {target} 的 {key} 写的是“{indicator}”，它没有{wanted}的值；请换一个有的指标", "target {target}: `{indicator}` in `{key}` has no values {wanted}; choose an indicator that has";
    FractionUnits: "目标 {target} 的分子以“{numerator}”计，分母以“{denominator}”计；两者单位须相同", "target {target}: the numerator is in `{numerator}`, the denominator in `{denominator}`; use one unit for both";
    UnitsDiffer: "“{function}”的各项单位须相同，这里一项是“{found}”，另一项是“{wanted}”", "`{function}` wants one unit on all sides; one is `{found}`, the other `{wanted}`";
    UnitWrong: "{function} 的值应以“{wanted}”计，这里却是“{found}”", "{function} wants a value in `{wanted}` but got one in `{found}`";
    NotPure: "{function} 只接受纯数（单位 1），这里却是“{found}”；请先除以同单位的量", "{function} wants a pure number (unit 1) but got a value in `{found}`; divide it by something in that unit first";
    UnknownLevel: "没有名为“{level}”的园区级别；可用：{known}[?；是否想写“{nearest}”？?]", "no zone can have the level `{level}`; known: {known}[?; did you mean `{nearest}`??]";
    UnitUnknown: "没有名为“{part}”的单位[?（写在“{unit}”中）?][?；可用：{known}，前面可加万、亿，用 · 和 / 连接?][?，是否想写“{nearest}”？?]", "unknown unit `{part}`[? in `{unit}`?][?; known units: {known}, joined by * and /?][?; did you mean `{nearest}`??]";
    UnitWriting: "单位“{unit}”的写法无法辨认；请写成“亿元/年”“人·年”“亿元/(亩·年)”的样子", "cannot read the unit `{unit}`; write it like `yuan/year`, `person*year` or `yuan/(mu*year)`";
    UnitDeclared: "{kind}“{name}”声明以“{wanted}”计，它的值却以“{found}”计", "{kind} `{name}` is declared in `{wanted}`, but its value is in `{found}`";
    UnitOpen: "说明：不确定量“{name}”没有写单位，方程中也推断不出；请在 uncertain(...) 末尾写上，如“1/年”", "note: uncertainty `{name}` has no unit and the equations do not tell one; add it as the last argument of uncertain(...), such as `1/year`";

    // --- 02xx: case files
    MissingColumn: "缺少列“{column}”，请在表头中补上", "column `{column}` is missing; add it to the header";
    UnknownColumn: "没有名为“{column}”的列[?；表头还缺：{lacking}?][?，是否想写“{nearest}”？?]", "unknown column `{column}`[?; still missing: {lacking}?][?; did you mean `{nearest}`??]";
    CellBeside: "“{found}”在表格之外，这一列没有表头；请移走，或补上表头", "`{found}` stands beside the table, in a column without a header; move it away or add the header";
    NoHeader: "前 {rows} 行中找不到表头；应有一行写明各列：{columns}", "no header in the first {rows} rows; one row names the columns: {columns}";
    RowLength: "这一行有 {found} 格，表头有 {wanted} 列，请检查逗号和引号", "this row has {found} cells, the header has {wanted}; check commas and quotation marks";
    UnclosedQuote: "引号没有配对，请在这段文字末尾补上英文双引号", "this quotation mark is never closed; add a double quote at the end of the text";
    EmptyCell: "“{column}”不能为空", "`{column}` must not be empty";
    NotANumber: "“{column}”为“{found}”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位", "`{column}` is `{found}`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it";
    UnknownUnit: "没有名为“{unit}”的单位[?；可用的单位：{known}?][?，是否想写“{nearest}”？?]", "unknown unit `{unit}`[?; known units: {known}?][?; did you mean `{nearest}`??]";
    PercentOutOfRange: "“{column}”为 {found}，百分数应在 {low} 到 {high} 之间", "`{column}` is {found}; a percentage is between {low} and {high}";
    TooSmall: "“{column}”为 {found}，以“{unit}”计的数不能小于 {low}", "`{column}` is {found}; a number in `{unit}` is at least {low}";
    LowAboveValue: "低值（P5）{low} 大于中值（P50）{value}，应为 low ≤ value ≤ high", "low (P5) {low} is above value (P50) {value}; wanted: low <= value <= high";
    ValueAboveHigh: "中值（P50）{value} 大于高值（P95）{high}，应为 low ≤ value ≤ high", "value (P50) {value} is above high (P95) {high}; wanted: low <= value <= high";
    UnknownWord: "“{column}”不能是“{found}”；可用：{known}[?；是否想写“{nearest}”？?]", "`{column}` cannot be `{found}`; known: {known}[?; did you mean `{nearest}`??]";
    NamedTwice: "{kind}“{name}”重复，第 {line} 行已经有了", "{kind} `{name}` is given twice, first in line {line}";
    FigureTwice: "数据“{figure}”重复，第 {line} 行已经给出；每个园区、每种口径只能有一行", "figure `{figure}` is given twice, first in line {line}; one row per zone and scope";
    BlockInTwoZones: "区块“{block}”在第 {line} 行属于园区“{first}”，这里又属于“{second}”；一家企业只能属于一个园区", "block `{block}` belongs to zone `{first}` in line {line} and to `{second}` here; a firm belongs to one zone only";
    BlockDiffers: "区块“{block}”的“{column}”在这里是“{found}”，与第 {line} 行不同；同一区块各行应一致", "`{column}` of block `{block}` is `{found}` here but not in line {line}; all rows of a block must agree";
    SharesOverWhole: "各园区“{figure}”在口径“{scope}”下合计到此已达 {sum} %，占全市比重合计不能超过 100 %", "the zones' `{figure}` under scope `{scope}` add up to {sum} % at this row; shares of the city are at most 100 % together";
    ShareUnit: "“{figure}”是占全市比重，单位应为“%”，不是“{unit}”", "`{figure}` is a share of the city; its unit is `%`, not `{unit}`";
    MixedUnits: "“{figure}”的单位在这里是“{found}”，第 {line} 行是“{first}”；同一指标只能用一种单位", "`{figure}` is in `{found}` here and in `{first}` in line {line}; use one unit for an indicator";
    ScopeMissing: "“{figure}”[?（{zone}）?]缺少口径“{scope}”的一行；要么每种口径各一行，要么 scope 留空", "`{figure}`[? of `{zone}`?] has no row for scope `{scope}`; give one row for each scope or leave scope empty";
    ScopeProbabilities: "各口径的概率合计为 {sum}，应为 1", "the probabilities of the scopes add up to {sum}, must be 1";
    MissingKey: "缺少“{key}”，请补上", "`{key}` is missing; add it";
    UnknownKey: "没有名为“{key}”的项[?，是否想写“{nearest}”？?]", "unknown key `{key}`[?; did you mean `{nearest}`??]";
    WrongKind: "“{key}”应为{wanted}[?，这里是 {found}?]", "`{key}` must be {wanted}[?, not {found}?]";
    TomlSyntax: "此处不是正确的 TOML 写法[?：“{found}”是全角符号，请改为半角 {wanted}?]；请检查引号、等号和方括号", "not valid TOML here[?: `{found}` is a full-width mark, write {wanted}?]; check quotation marks, equals signs and brackets";
    KeyTwice: "“{key}”写了两次，请删去一处", "`{key}` is given twice; remove one";
    BadYear: "“{what}”为 {found}，应为 {low} [?到 {high} ?]年", "`{what}` is {found}; wanted: {low}[? to {high}?]";
    BadDate: "“{found}”不是日期，应写成 2001-03-31、2001-03 或 2001 的样子", "`{found}` is not a date; write it like 2001-03-31, 2001-03 or 2001";
    PublishedWithoutSource: "公布的数据必须写明来源，“{column}”不能为空；没有来源请标为 assumed", "a published figure names its source: `{column}` must not be empty; without a source it is `assumed`";
    AssumedWithoutReason: "假设的数据必须在“title”中写明理由", "an assumed figure gives its reason in `title`";
    DerivedWithoutFormula: "推算的数据必须在“title”中写明算式", "a derived figure gives its formula in `title`";
    SpreadMissing: "{provenance}的数据必须给出范围：请填 low（P5）和 high（P95）", "a figure that is {provenance} needs its spread: fill in low (P5) and high (P95)";
    MainReading: "目标“{target}”的各种口径中有 {found} 个标为 main，应恰有一个", "target `{target}` has {found} readings marked main, must be exactly one";
    JointTarget: "没有目标“{target}”，不能计入同时达成[?；是否想写“{nearest}”？?]", "there is no target `{target}` to be met jointly[?; did you mean `{nearest}`??]";
    GoalWithoutEvidence: "目标“{goal}”记为“{status}”，须在 evidence 中写明依据", "goal `{goal}` is entered as `{status}`; say in `evidence` what shows it";
    BothFormats: "“{first}”和“{second}”同时存在，不知以哪个为准；请移走其中一个", "`{first}` and `{second}` are both there; move one of them away";
    NotAWorkbook: "无法读取这个工作簿：{reason}", "cannot read this workbook: {reason}";
    SheetTooLarge: "工作表太大，最多 {rows} 行、{columns} 列；请删去无关的单元格或格式", "the sheet is too large; at most {rows} rows and {columns} columns; clear cells and formats that do not belong to the table";
    CellShowsError: "单元格显示错误值 {found}；请改正公式或填入数值", "the cell shows {found}; mend its formula or enter the value";
    TwoSeparators: "分不清表头是用{first}还是用{second}分隔的；请只用一种", "the header can be split by the {first} or by the {second}; use one of them";
    UnitKind: "“{column}”的单位写成“{found}”，这项数据以“{unit}”计，两者不是同一类单位", "`{column}` is given in `{found}`, but the figure is in `{unit}`, which measures something else";
    UnitsConverted: "说明：列“{column}”中 {n} 个数已从“{found}”换算为“{unit}”，如 {first} 换算为 {second}", "note: column `{column}`: {n} converted from `{found}` to `{unit}`, such as {first} to {second}";
    CumulativePeriod: "“{column}”为“{found}”，是几个月的累计数，不能当作全年数；请填全年数据", "`{column}` is `{found}`, which counts some months, not a year; enter figures of a whole year";
    CumulativeSource: "注意：“{column}”提到“{found}”；请核对数据是全年数，不是几个月的累计数", "note: `{column}` says `{found}`; make sure that the figure is of a whole year, not of some months";
    Namesake: "“{found}”是另一个名称相近的城市，本案例是{city}；请核对来源和数据", "`{found}` is another city of a like name; this case is {city}; check source and figures";
    NamesakeCompared: "注意：“{found}”是另一个名称相近的城市，本案例是{city}；如不是用于比较，请核对", "note: `{found}` is another city of a like name; this case is {city}; check it unless it is meant for comparison";
    ShareOverOne: "“{figure}”是比重，单位写“1”时不应超过 1，这里却是 {found}；如是百分数，请把单位改为“%”", "`{figure}` is a share, which in the unit `1` is at most 1, but it is {found}; if it is a percentage, write the unit `%`";
    PercentTiny: "注意：“{figure}”为 {found} %，小得少见；如是比重 {found}，请把单位改为“1”或乘以 100", "note: `{figure}` is {found} %, which is unusually small; if it is the share {found}, write the unit `1` or multiply it by 100";
    PricesDiffer: "“{figure}”在这里是{found}，另一处写的是{stated}；现价与可比价不能混用", "`{figure}` is in {found} here, but {stated} are stated for it; do not mix the two";
    ReadAs: "说明：这个文件不是 UTF-8，已按 {encoding} 读取；如有乱码请另存为 UTF-8", "note: this file is not UTF-8 and was read as {encoding}; if texts look wrong, save it as UTF-8";
    NoEncoding: "“{file}”不是 UTF-8、GBK 或 GB18030 编码，或在此处损坏；请另存为 UTF-8 后重试", "`{file}` is neither UTF-8 nor GBK nor GB18030, or is damaged here; save it as UTF-8 and try again";
    SumOverCity: "各园区“{figure}”合计[?（{scope}）?]{sum}{unit}，超过全市的 {city}{unit}（容差 {tolerance} %）；请核对统计口径", "the zones' `{figure}`[? under `{scope}`?] add up to {sum}, more than the city's {city} ({unit}; tolerance {tolerance} %); check what is counted";
    SumOfZones: "说明：各园区“{figure}”合计[?（{scope}）?]{sum}{unit}，占全市 {city}{unit}的 {share} %（容差 {tolerance} %）", "note: the zones' `{figure}`[? under `{scope}`?] add up to {sum}, {share} % of the city's {city} ({unit}; tolerance {tolerance} %)";
    BenchmarkOwnCity: "“{found}”就是本市，不能作为对标城市；本市的历史数据写在 history 表", "`{found}` is the city itself and no place to compare with; its own figures belong into the table history";
    RepostWithoutTitle: "转载的数据必须在“title”写明转自何处、原件是否核对，不能为空", "a reposted figure must say in `title` where it was read and whether the original was seen";
    BenchmarkUnknown: "对标指标“{indicator}”既不是模型的全市指标，也不是“city_”加全市数据的编号[?，是否想写“{nearest}”？?]", "`{indicator}` to be compared is neither an indicator of the model for the city nor `city_` and a figure of the city[?; did you mean `{nearest}`??]";
    BenchmarkUnit: "对标指标“{indicator}”的单位是{found}，本市的是{wanted}", "`{indicator}` of another place is in {found}, the city's in {wanted}";
    BenchmarkPeriod: "“{found}”不是年份，也不是从 1 月起的几个月；应写成 2001、2001年1-9月、2001年上半年 或 2001年前三季度 的样子，单个季度或月份不能对标", "`{found}` is neither a year nor months from January on; write it like 2001, 2001H1, 2001Q3 (January to September) or 2001.1-9; a single quarter or month cannot be compared";
    SourceAddress: "“{column}”中是网址“{found}”，网址不是来源；请写发布单位和文件名称，网址可移到“url”列（网址，可不设，不会印出）", "`{column}` holds the address `{found}`, and an address is no source; name the institution and its document, and put the address into the column `url` (optional, never printed)";
    SourceCopy: "“{column}”为“{found}”，转载不是来源；请写原发布单位和原件名称，未见原件的不是公布的数据", "`{column}` is `{found}`, and a copy is no source; name the issuer and title of the original; a figure whose original was not seen is not published";
    HistoryUnit: "历史数据“{indicator}”的单位是“{found}”，这项指标以“{wanted}”计，两者不是同一类单位", "`{indicator}` of the past is in `{found}`, but the indicator is in `{wanted}`, which measures something else";
    TextUnquoted: "“{found}”是文字，要用英文双引号括起来，如 name = \"text\"", "`{found}` is a text and stands in double quotes, as in name = \"text\"";
    NamedArgument: "参数按顺序写，不写名称；请删去“{name} =”", "arguments go by their order and have no names; leave out `{name} =`";
    NotAYear: "“{what}”为“{found}”，不是年份；应写成 2001 的样子", "`{what}` is `{found}`, not a year; write it like 2001";
    ExtraBracket: "“{found}”没有与之配对的左括号；请删去，或补上左括号", "`{found}` closes nothing; remove it, or open the bracket it closes";
    BenchmarksListed: "说明：对标“{figure}”，{year} 年，以“{unit}”计[?：{compared}?][?；部分月份或口径不同，只列不比：{blank}?]", "note: benchmark `{figure}`, {year}, in {unit}[?: {compared}?][?; some months or another definition, told but not compared: {blank}?]";
    FigureGap: "缺少“{figure}”[?（{zone}）?]的数值[?；可向{department}索取：{kept}?]", "the value of `{figure}`[? of `{zone}`?] is missing[?; ask {department}: {kept}?]";
    FiguresAssumed: "说明：“{figure}”有 {n} 条为假设[?；实际数可向{department}索取：{kept}?]", "note: `{figure}`: {n} assumed[?; ask {department} for actual ones: {kept}?]";
    HistoryJump: "注意：“{figure}”{year} 年为 {second}，是 {before} 年 {first} 的 {factor} 倍；请核对单位和口径", "note: `{figure}` is {second} in {year}, {factor} times the {first} of {before}; check unit and definition";
    HistoryOutlier: "注意：“{figure}”{year} 年的年均增速为 {growth} %，与该序列的中位数 {median} % 相差超过 {scale} 倍稳健标准差；请核对", "note: `{figure}` grew {growth} % a year up to {year}; that is more than {scale} robust deviations from the series' median {median} %; check it";
    HistoryTwice: "“{figure}”{year} 年有两个数：{second}，第 {line} 行为 {first}；请保留一个", "`{figure}` has two values in {year}: {second}, and {first} in line {line}; keep one";
    BlocksAlike: "区块“{first}”和“{second}”有 {n} 项数据完全相同；请核对是否同一区域", "blocks `{first}` and `{second}` have {n} figures in common to the last digit; check whether they are the same area";
    BlocksNamed: "注意：区块“{first}”和“{second}”的名称互相包含；请核对范围是否重叠", "note: of blocks `{first}` and `{second}` one name holds the other; check whether they overlap";
    BlocksOverCity: "园区和可并入区块的“{figure}”合计[?（{scope}）?]{sum}{unit}，超过全市的 {city}{unit}（容差 {tolerance} %）；请核对区块是否重叠", "zones and blocks together have {sum} of `{figure}`[? under `{scope}`?], more than the city's {city} ({unit}; tolerance {tolerance} %); check whether blocks overlap";
    CaseFaults: "案例有 {n} 处须改正，见上", "the case has {n} faults, listed above";
    CaseOption: "选项 {option} 只用于 {command}", "option {option} belongs to {command}";
    MarkLifted: "说明：分园区数据已没有假设数，输出不再带演示标记", "note: no figure by zone is assumed any more; outputs carry no demonstration mark";
    KeyNeedsKey: "写了“{key}”，还须写“{needs}”", "`{key}` needs `{needs}` beside it";
    CaseMissing: "找不到案例“{case}”：没有这个文件夹，也没有这个名称的内置案例；内置案例：{known}[?；是否想写“{nearest}”？?]", "there is no case `{case}`: neither a folder nor an embedded case has that name; embedded cases: {known}[?; did you mean `{nearest}`??]";
    CaseNoFolder: "案例“{case}”是文件，应为案例文件夹或内置案例的名称；内置案例：{known}[?；是否想写“{nearest}”？?]", "case `{case}` is a file; wanted: the folder of a case, or the name of an embedded one; embedded cases: {known}[?; did you mean `{nearest}`??]";
    HorizonReversed: "“horizon”为 [{first}, {last}]，首年晚于末年；应先写首年，如 [{last}, {first}]", "`horizon` is [{first}, {last}], which ends before it starts; write the first year first, as in [{last}, {first}]";

    // --- 03xx: scripts
    Syntax: "语法错误：“{found}”附近看不懂；请检查是否缺少分号、括号或引号", "syntax error near `{found}`; look for a missing semicolon, bracket or quotation mark";
    FullWidth: "此处是全角“{found}”，请改为半角 {wanted}", "full-width `{found}` here; write the half-width {wanted}";
    UnknownName: "没有名为“{name}”的变量或词[?，是否想写“{nearest}”？?]", "nothing is called `{name}`[?; did you mean `{nearest}`??]";
    UnknownFunction: "没有名为“{name}”的函数[?，是否想写“{nearest}”？?]", "there is no function `{name}`[?; did you mean `{nearest}`??]";
    WrongType: "{function} 的参数是{found}，应为{wanted}", "{function} got {found}; wanted {wanted}";
    ConditionAsNumber: "{function} 需要数，这里却是条件；请写 {cure}", "{function} wants a number but got a condition; write {cure}";
    NumberAsCondition: "{function} 需要条件（如 x > 3），这里却是数", "{function} wants a condition (such as x > 3) but got a number";
    BranchOnValue: "模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not", "a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not";
    SwitchOff: "脚本中不使用 switch；请写 if，或对模拟值写 when(条件, 甲, 乙)", "`switch` is not used in scripts; write if, or when(condition, a, b) for simulated values";
    EqualityOff: "模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=", "simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=";
    RecipeUnbound: "分布 {distribution} 尚未抽样；请先写 uncertain(\"名称\", {distribution}(...), per_zone, once)", "the distribution {distribution} is not drawn yet; bind it first: uncertain(\"name\", {distribution}(...), per_zone, once)";
    StockAssigned: "存量“{stock}”不能用 {operator} 改变；请写 {stock}.inflow(每年的量) 或 outflow", "stock `{stock}` cannot be changed with {operator}; write {stock}.inflow(amount a year) or outflow";
    RedefinedWord: "“{name}”是系统的词，不能重新定义；请换一个函数名", "`{name}` is a word of zonecast and cannot be redefined; choose another name";
    ReservedName: "“{name}”是系统的名称，不能用作变量名", "`{name}` is a name of zonecast and cannot be a variable";
    VariableInFunction: "函数内看不到外面的变量“{name}”；请把它作为参数传入", "a function does not see the variable `{name}` outside it; pass it as an argument";
    LoopCapture: "保存起来的闭包都会看到循环变量“{name}”的最后一个值；请先写“let 副本 = {name};”，或直接把闭包交给 rule", "closures that are stored all see the last value of the loop variable `{name}`; write `let copy = {name};` first, or hand the closure to rule directly";
    ValueAsText: "模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道", "simulated values, distributions and zones have no text; a simulated value is not known yet";
    SearchOff: "{function} 不能在含模拟值的数组中查找；请按位置取用", "{function} cannot search an array of simulated values; take items by position";
    PredicateNotBool: "{function} 的判断函数返回了{found}，应返回 true 或 false", "the test given to {function} returned {found}; wanted true or false";
    TooManyLines: "脚本有 {lines} 行，最多 {most} 行", "the script has {lines} lines; at most {most}";
    Limit: "脚本“{script}”超过限制：{what}最多 {most}；请检查是否有停不下来的循环或递归", "script `{script}` went beyond a limit: {what} at most {most}; look for a loop or a recursion that does not end";
    ImportOutside: "import \"{path}\" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件", "import \"{path}\" leaves the folders that may be read: the scenario's own and scripts/";
    ImportMissing: "找不到要引用的文件“{path}”[?，是否想写“{nearest}”？?]", "there is no file `{path}` to import[?; did you mean `{nearest}`??]";
    ImportShadows: "注意：情景文件夹中的“{path}”替换了自带的同名文件", "note: `{path}` in the scenario's folder replaces the shipped file of that name";
    YearOutside: "年份 {found} 不在模拟期 {first} 到 {last} 之内", "year {found} is outside the horizon {first} to {last}";
    LeverRange: "{year} 年“{zone}”的杠杆 {lever} 为 {found}[? {unit}?][?，应在 {low} 到 {high} 之间?][?，应不小于 {least}?][?，应不大于 {most}?]", "lever {lever} of `{zone}` is {found}[? (unit: {unit})?] in {year}[?; must be between {low} and {high}?][?; must be at least {least}?][?; must be at most {most}?]";
    LeverTwice: "注意：杠杆 {lever} 在“{zone}” {years} 年已设过，两次数值相加；若要替换请用 {word}", "note: lever {lever} of `{zone}` is set before in {years}; the amounts add up; to replace use {word}";
    WrongPhase: "{function} 只能在{script}中使用", "{function} belongs in {script}";
    MissingMapKey: "没有名为“{key}”的键[?，是否想写“{nearest}”？?]", "there is no key `{key}`[?; did you mean `{nearest}`??]";
    Thrown: "脚本报告：{text}", "the script says: {text}";
    ClosureFromImport: "引入的文件中定义的闭包不能在文件之外调用；请在该文件的函数里直接写 rule(...)", "a closure made in an imported file cannot be called outside it; call rule(...) inside a function of that file";
    Arithmetic: "计算出错：{detail}", "arithmetic error: {detail}";
    IndexBeyond: "位置 {index} 超出范围，共有 {length} 项", "index {index} is out of range; number of items: {length}";
    ConstantAssigned: "“{name}”是常量，不能改变", "`{name}` is a constant and cannot be changed";
    BetweenFitted: "说明：between({low}, {high}) 按{family}拟合（P5 和 P95）", "note: between({low}, {high}) fitted as {family} (P5 and P95)";
    OnlyInRule: "{function} 只有一个参数时只能写在 rule(年份, |z| ...) 里；平时请写 {function}(年份, 数量)", "{function} with one argument belongs inside rule(years, |z| ...); elsewhere write {function}(years, amount)";
    NoTitle: "情景没有标题；请在开头写 scenario(\"名称\", \"Name\");", "the scenario has no title; start with scenario(\"Chinese name\", \"English name\");";
    BaseMissing: "based_on：找不到情景“{name}”[?，是否想写“{nearest}”？?]", "based_on: there is no scenario `{name}`[?; did you mean `{nearest}`??]";
    ImportCircle: "“{path}”直接或间接引用了自己", "`{path}` imports itself, directly or in a circle";
    UnknownTarget: "没有目标“{target}”[?；它有几种口径，请写其中一种：{readings}?][?，是否想写“{nearest}”？?]", "unknown target `{target}`[?; it has several readings, name one of them: {readings}?][?; did you mean `{nearest}`??]";
    WordOff: "脚本中不能使用 {function}", "{function} is not available in scripts";
    ScriptOther: "脚本出错：{detail}", "script error: {detail}";
    NothingSet: "注意：这个情景没有设置任何杠杆，结果与趋势延续相同", "note: this scenario sets no lever; its results equal the baseline";
    WrongCount: "{function} 需要 {wanted} 个参数，这里给了 {found} 个", "wrong number of arguments for {function}: {found}, wanted {wanted}";
    OperatorTypes: "“{operator}”不能用于{found}", "`{operator}` does not work on {found}";
    MissingToken: "“{found}”之前缺少“{wanted}”", "`{wanted}` is missing before `{found}`";
    Unfinished: "脚本没有写完[?，末尾缺少“{wanted}”?]；请检查括号和引号是否成对", "the script ends too early[?; `{wanted}` is missing?]; look for an open bracket or quotation mark";
    UnclosedText: "文字没有结束，请在末尾补上英文双引号", "this text is never closed; add a double quote at its end";
    YearsWriting: "“{found}”不是脚本中年份的写法，应写 {wanted}", "`{found}` is not how scripts write years; write {wanted}";
    BadNumber: "“{found}”不是数；应写成 1453.9 的样子，不带千分位和单位", "`{found}` is not a number; write it like 1453.9, without thousands separator or unit";
    SingleQuotes: "文字请用英文双引号括起来，如 \"invest\"", "put a text in double quotes, such as \"invest\"";
    BadEscape: "文字中不能写“{found}”；反斜杠请写成两个", "`{found}` is not known in a text; write a backslash twice";
    NotASymbol: "脚本中没有“{found}”这个符号[?，应写“{wanted}”?]", "`{found}` is no symbol of scripts[?; write `{wanted}`?]";
    ReservedWord: "“{name}”是脚本语言的保留字，请换一个名称", "`{name}` is kept by the script language; choose another name";
    ExpressionMissing: "“{found}”之前缺少一个值", "a value is missing before `{found}`";
    NameMissing: "此处应为名称，却是“{found}”", "a name is wanted here, not `{found}`";
    NotAssignable: "等号左边不能赋值，应为变量、数组的一项或键值表的键；比较请用 ==", "the left side cannot be assigned to; wanted: a variable, an item or a key; to compare use ==";
    NotInLoop: "break 和 continue 只能写在循环里", "break and continue belong inside a loop";
    FunctionPlace: "fn 只能写在脚本最外层，不能写在花括号里", "fn belongs at the top level of a script, not inside braces";
    ExportPlace: "export 只能写在脚本最外层", "export belongs at the top level of a script";
    DocComment: "三条斜杠的注释只能写在 fn 前面；普通注释请用两条斜杠", "a comment with three slashes belongs before fn; write two slashes";
    NotAnIndex: "方括号里应为整数位置，键值表则为带引号的键", "wanted in square brackets: a whole number, or for a map a key in quotes";
    WrongHere: "此处是{found}，应为{wanted}", "wanted here: {wanted}, not {found}";
    NotIndexable: "{found}不能用{index}按方括号取值", "{found} has no items to take by {index} in square brackets";
    NoProperty: "{found}没有名为“{name}”的属性", "{found} has no property `{name}`";
    ThisUnbound: "this 只能在作为方法调用的函数里使用", "`this` belongs inside a function that is called as a method";
    ValueInUse: "这个值正在被使用，不能同时改变；请先复制一份：let 副本 = 原值;", "this value is in use and cannot be changed at the same time; copy it first: let copy = value;";
    ConstantChanged: "{function} 会改变常量；请用 let 声明", "{function} would change a constant; declare it with let";
    WordAsValue: "“{name}”是函数，后面要写括号和参数", "`{name}` is a function; write its arguments in brackets behind it";
    YearsEmpty: "年份区间 {found} 里没有年份；请从早到晚写，如 {first}..={last}", "the range of years {found} holds no year; write it from early to late, such as {first}..={last}";
    AmountNotFinite: "{function} 的数量为 {found}，应为有限的数", "the amount for {function} is {found}; wanted a finite number";
    NotIterable: "for 只能逐个取数组、区间（如 2001..=2003）或 zones() 中的项", "for takes the items of an array, a range such as 2001..=2003, or zones()";
    FigureUnused: "模型没有用到数据“{figure}”，改它不会有任何作用", "the model does not use the figure `{figure}`; changing it would do nothing";
    ModuleAsValue: "“{name}”是引入的文件；调用其中的函数请写 {name}::函数名(...)", "`{name}` is an imported file; call its functions as {name}::function(...)";
    VariableCalled: "“{name}”是变量；调用其中的闭包请写 {name}.call(...)", "`{name}` is a variable; call the closure in it as {name}.call(...)";
    SplitRange: "杠杆 {lever} 给 {zones} 个园区合计 {found}[? {unit}?][?，应在 {low} 到 {high} 之间?][?，应不小于 {least}?][?，应不大于 {most}?]", "lever {lever} is given {found}[? (unit: {unit})?] for {zones} zones together[?; must be between {low} and {high}?][?; must be at least {least}?][?; must be at most {most}?]";
    SplitShare: "杠杆 {lever} 合计 {total}[? {unit}?]，按权重分给“{zone}” {share}%，即 {found}[?，每个园区应在 {low} 到 {high} 之间?][?，每个园区应不小于 {least}?][?，每个园区应不大于 {most}?][?；合计最多 {fits_most}?][?；合计最少 {fits_least}?]", "lever {lever} is given {total}[? (unit: {unit})?] in all; `{zone}` gets {share} % by weight, {found}[?; each zone must be between {low} and {high}?][?; each zone must be at least {least}?][?; each zone must be at most {most}?][?; the total may be at most {fits_most}?][?; the total must be at least {fits_least}?]";
    MeasureTwice: "措施 {measure} 在 {first} 已声明，这里的“{key}”与之不同；同一编号只能有一种声明，请改用别的 id 或写成一致", "measure {measure} is declared at {first} with another `{key}`; one id has one declaration: choose another id or make them alike";
    MeasureIdle: "注意：措施 {measure} 在“{zones}”只花钱、不起作用：{levers} 在那里不生效；请只用于生效的园区", "note: measure {measure} costs money and does nothing in {zones}: {levers} does not act there; use it where it acts";
    MeasureCut: "注意：{year} 年“{zone}”各项措施与设定合计使 {lever} 达到 {found}[? {unit}?]（中位数）[?，超出 {low} 到 {high}?][?，低于下限 {least}?][?，超出上限 {most}?]，超出部分花了钱而不起作用", "note: in {year} measures and settings of `{zone}` take {lever} to {found}[? (unit: {unit})?] in the median[?, outside {low} to {high}?][?, below {least}?][?, above {most}?]; what is beyond costs money without effect";
    MeasureKey: "措施的声明缺少“{key}”，请补上", "the measure lacks `{key}`; add it";
    MeasureAmount: "措施 {measure} 的数量为 {found}，应为不小于 0 的数", "the amount of measure {measure} is {found}; wanted: 0 or more";
    FigureBelieved: "注意：另定数据“{figure}”[?（{zone}）?]为 {value}[? {unit}?]，案例为 {stated}[? {unit}?]", "note: the figure `{figure}`[? ({zone})?] is believed to be {value}[? {unit}?]; the case says {stated}[? {unit}?]";
    MeasureConflict: "措施 {measure} 与 {other} 不能在同一园区同时使用（{zone}，{year} 年），效应会重复计算", "measure {measure} must not be combined with {other} in one zone ({zone}, {year}): the effect would count twice";
    SpreadRange: "杠杆 {lever} 的不确定数量中位数为 {found}[? {unit}?][?，应在 {low} 到 {high} 之间?][?，应不小于 {least}?][?，应不大于 {most}?]", "the uncertain amount of lever {lever} has the median {found}[? (unit: {unit})?][?; must be between {low} and {high}?][?; must be at least {least}?][?; must be at most {most}?]";
    SpreadClipped: "注意：杠杆 {lever} 的不确定数量在少数抽样中超出范围，超出时按边界计[?；应在 {low} 到 {high} 之间?][?；应不小于 {least}?][?；应不大于 {most}?][?（{unit}）?]", "note: the uncertain amount of lever {lever} leaves its range in some draws and is cut at the limit[?; must be between {low} and {high}?][?; must be at least {least}?][?; must be at most {most}?][? (unit: {unit})?]";
    TargetChanged: "注意：本情景把目标 {target} 读作阈值 {threshold}、{year} 年，与文件不同", "note: this scenario reads target {target} as threshold {threshold} in {year}, other than the document";
    UnclosedComment: "注释没有结束，其后的内容都不会执行；请在注释末尾补上 */", "this comment is never closed, so nothing behind it would run; add */ at its end";

    // --- 04xx: command line
    UnknownOption: "[?命令 {command} ?]没有选项“{option}”[?；它是命令 {owner} 的选项?][?，是否想写“{nearest}”？?]", "[?`{command}` has ?]no option `{option}`[?; it belongs to `{owner}`?][?; did you mean `{nearest}`??]";
    UnknownCommand: "没有命令“{command}”；可用：{known}[?；是否想写“{nearest}”？?]", "there is no command `{command}`; there are: {known}[?; did you mean `{nearest}`??]";
    MissingValue: "选项 {option} 后面缺少值", "option {option} needs a value";
    TooMuchKept: "保留 {draws} 次抽样约需 {size} MB，超过 1 GB 的上限；在这些情景下最多可保留 {most} 次，也可以少选几个情景", "keeping {draws} draws takes about {size} MB, more than the limit of 1 GB; with these scenarios at most {most} can be kept; or run fewer scenarios";
    NoParquet: "这个 zonecast 不能写 Parquet；请用 cargo install --path . --features parquet 重新安装，或去掉 --parquet 而用内容相同的 CSV", "this zonecast cannot write Parquet; install it with cargo install --path . --features parquet, or leave --parquet out: the CSV files say the same";
    BadValue: "{option} 的值“{found}”不对，应为：{wanted}", "{option} got `{found}`; wanted: {wanted}";
    OptionTwice: "选项 {option} 写了两次，只能写一次", "option {option} is given twice; give it once";
    MissingArgument: "缺少{argument}", "missing: {argument}";
    FileExists: "文件“{file}”已存在，不会被覆盖；请换一个名称", "file `{file}` exists and is not overwritten; choose another name";
    NoScenario: "文件夹“{folder}”中没有情景脚本（*.rhai）", "folder `{folder}` holds no scenario script (*.rhai)";
    ScenarioTwice: "情景“{scenario}”写了两次；同一情景不必重复，也不能与自身比较，请删去一个", "scenario `{scenario}` is given twice; it need not be repeated and cannot be compared with itself: remove one";
    EmptyWord: "命令中有一个空白的词（\"\"），多半是引号里漏写了内容；请补上或删去", "there is an empty word (\"\") in the command, most likely quotes with nothing in them; fill it or remove it";
    SameStem: "情景“{first}”与“{second}”文件名相同，请改其中一个", "scenarios `{first}` and `{second}` have the same file name; rename one";
    UnknownScenario: "没有情景“{scenario}”：既不是文件或文件夹，也不是案例自带情景的编号或标题；自带：{known}[?；是否想写“{nearest}”？?]", "there is no scenario `{scenario}`: neither a file or folder nor id or title of one that comes with the case; those are: {known}[?; did you mean `{nearest}`??]";
    NoTypicalDraw: "{draws} 次抽样中[?（统计口径：{scope}）?]没有一次{outcome}目标 {target}；可增加 --draws 或换一个目标", "none of {draws} draws[? (counting scope: {scope})?] {outcome} target {target}; take more --draws or another target";
    NotInPolicy: "“{word}”不是条款（如 2.1、二（一））、措施或目标[?，是否想写“{nearest}”？?]", "`{word}` is no clause (such as 2.1), measure or target[?; did you mean `{nearest}`??]";
    UnknownScope: "没有名为“{scope}”的统计口径；可用：{known}", "unknown counting scope `{scope}`; known: {known}";
    OptionNeeds: "选项 {option} 只能与 {needs} 一起使用", "option {option} needs {needs} beside it";
    NotBoth: "“{found}”与“{option}”不能同时写：每次只展开一次抽样，请只留一个", "`{found}` and `{option}` exclude each other: one draw is told at a time; keep one of them";
    DrawBeyond: "抽样编号 {found} 不存在：--sampler lhs --draws {draws} 的抽样编号为 0 到 {last}", "there is no draw {found}: with --sampler lhs --draws {draws} draws are numbered 0 to {last}";
    LeverCut: "注意：{year} 年“{zone}”的各次设定合计使 {lever} 达到 {found}[? {unit}?]（中位数）[?，超出 {low} 到 {high}?][?，低于下限 {least}?][?，超出上限 {most}?]，超出部分不计入", "note: in {year} the calls for `{zone}` add up to {found}[? (unit: {unit})?] of {lever} in the median[?, outside {low} to {high}?][?, below {least}?][?, above {most}?]; what is beyond is cut off";
    YearsMinus: "“{found}”是两个年份相减；年份区间请写 {wanted}", "`{found}` subtracts one year from the other; write a range of years as {wanted}";
    UnknownUncertainty: "模型没有声明不确定量或数据“{name}”[?，是否想写“{nearest}”？?]", "the model declares no uncertainty and reads no figure `{name}`[?; did you mean `{nearest}`??]";
    ChartIndicator: "图“{chart}”中没有名为“{indicator}”的指标（可用的见 zonecast list indicators）[?，是否想写“{nearest}”？?]", "chart `{chart}`: unknown indicator `{indicator}` (zonecast list indicators shows all)[?; did you mean `{nearest}`??]";
    ChartZone: "图“{chart}”中没有名为“{zone}”的园区[?；可用：{known}?][?，是否想写“{nearest}”？?]", "chart `{chart}`: unknown zone `{zone}`[?; known: {known}?][?; did you mean `{nearest}`??]";
    TooManyArguments: "多余的参数“{found}”，请删去；含空格的名称请加引号", "unexpected argument `{found}`; leave it out, or quote a name with spaces";
    UnknownCode: "没有编号为“{found}”的错误；编号从 {first} 到 {last}[?，相近的有 {nearest}?]", "there is no error `{found}`; codes run from {first} to {last}[?; near it: {nearest}?]";
    MeasureLate: "注意：措施 {measure} 最早 {year} 年见效，晚于最后一个考核年份 {last} 年，对任何目标都不起作用", "note: measure {measure} has its first effect in {year}, after the last year of any target ({last}); it moves none of them";
    SpendsNothing: "注意：这个情景不花财政资金；若非本意，请检查所用杠杆和措施的成本", "note: this scenario spends no public money; if that is not meant, look at the cost of its levers and measures";
    LeverLarge: "注意：{year} 年“{zone}”的 {lever} 为 {found}[? {unit}?]，一年就超过该园区的相应存量 {large}；请核对单位和年份", "note: {lever} of `{zone}` in {year} is {found}[? (unit: {unit})?], more in one year than all the zone has ({large}); check unit and year";

    // --- 05xx: charts and reports
    UnknownChart: "没有名为“{chart}”的图；可用：{known}[?；是否想写“{nearest}”？?]", "unknown chart `{chart}`; known: {known}[?; did you mean `{nearest}`??]";
    MissingGlyph: "图“{chart}”中的字符“{characters}”在内置字体中没有字形，图片上显示为空白", "chart `{chart}`: the embedded font has no glyph for `{characters}`; the picture shows a blank there";
    NothingToCompare: "图“{chart}”需要基线之外至少一个情景，本次只有基线，未绘制", "chart `{chart}` needs a scenario besides the baseline; there is none, so it was not drawn";
    NoBand: "指标“{indicator}”没有[?园区“{zone}”的?]分布结果；请检查指标是否分园区", "indicator `{indicator}` has no band[? for zone `{zone}`?]; check whether it is given by zone";
    UnknownReport: "没有名为“{format}”的报告格式；可用：{known}[?；是否想写“{nearest}”？?]", "unknown report format `{format}`; known: {known}[?; did you mean `{nearest}`??]";
    ReportWanted: "选项 {option} 须与 --report 同用，如 --report docx", "{option} goes with --report, as in --report docx";
    NotASummary: "“{file}”不是 zonecast 写出的 summary.json；请写结果文件夹，或其中的 summary.json", "`{file}` is no summary.json as zonecast writes it; name an output folder, or the summary.json in it";
    OtherSchema: "summary.json 的格式应为“{wanted}”，此处为“{found}”；请用写出它的版本核对", "the schema should be `{wanted}`, here it is `{found}`; verify it with the version that wrote it";
    SummaryLacks: "summary.json 缺少“{key}”，无法重新运行；请用没有改动过的文件", "the summary lacks `{key}`, so it cannot be run again; use the file as it was";
    CaseWanted: "案例“{case}”不是内置案例；请用 --case 写明它的文件夹", "the case `{case}` does not travel in the program; name its folder with --case";
    OtherInputs: "输入与 summary.json 记录的不同，未重新运行：{files}", "inputs differ from those recorded, so nothing was run: {files}";
    NumbersDiffer: "核对不一致：重新运行后有 {n} 处与文件不同（共核对 {of} 个数）", "not confirmed: {n} entries differ from a new run ({of} numbers compared)";
    SummaryUnread: "summary.json 的内容与 zonecast 写出的不符[?，缺少“{key}”?]；请用没有改动过的文件，或重新运行", "the summary is not as zonecast wrote it[?; it lacks `{key}`?]; use the file as it was, or run again";
    OtherCase: "两份 summary.json 属于不同的案例：“{old}”和“{new}”", "the summaries belong to two cases: `{old}` and `{new}`";
    CannotReport: "报告“{format}”无法生成：{reason}", "the report `{format}` cannot be put together: {reason}";
    CannotPaint: "图“{chart}”无法转成图片：{reason}", "chart `{chart}` cannot be turned into a picture: {reason}";
}
