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

    TargetUnit: "目标 {target} 的单位是“{found}”，与指标的单位“{wanted}”不同", "target {target} has the unit `{found}`, but its indicator has `{wanted}`";

    // --- 02xx: case files

    // --- 03xx: scripts
    Syntax: "语法错误：{found}附近看不懂；请检查是否缺少分号、括号或引号", "syntax error near {found}; look for a missing semicolon, bracket or quotation mark";
    FullWidth: "此处是全角“{found}”，请改为半角 {wanted}", "full-width `{found}` here; write the half-width {wanted}";
    UnknownName: "没有名为“{name}”的变量或词[?，是否想写“{nearest}”？?]", "nothing is called `{name}`[?; did you mean `{nearest}`??]";
    UnknownFunction: "没有函数“{name}”可用于参数（{arguments}）[?，是否想写“{nearest}”？?]", "no function `{name}` takes ({arguments})[?; did you mean `{nearest}`??]";
    WrongType: "{function} 的参数是{found}，应为{wanted}", "{function} got {found}; wanted {wanted}";
    ConditionAsNumber: "{function} 需要数，这里却是条件；区间请写成 and(1 < x, x < 3)", "{function} wants a number but got a condition; write a range as and(1 < x, x < 3)";
    NumberAsCondition: "{function} 需要条件（如 x > 3），这里却是数", "{function} wants a condition (such as x > 3) but got a number";
    BranchOnValue: "模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not", "a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not";
    SwitchOff: "脚本中不使用 switch；请写 if，或对模拟值写 when(条件, 甲, 乙)", "`switch` is not used in scripts; write if, or when(condition, a, b) for simulated values";
    EqualityOff: "模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=", "simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=";
    RecipeUnbound: "分布 {distribution} 尚未抽样；请先写 uncertain(\"名称\", {distribution}(...), per_zone, once)", "the distribution {distribution} is not drawn yet; bind it first: uncertain(\"name\", {distribution}(...), per_zone, once)";
    StockAssigned: "存量“{stock}”不能用 += 改变；请写 {stock}.inflow(每年的量) 或 outflow", "stock `{stock}` cannot be changed with +=; write {stock}.inflow(amount a year) or outflow";
    RedefinedWord: "“{name}”是系统的词，不能重新定义；请换一个函数名", "`{name}` is a word of zonecast and cannot be redefined; choose another name";
    ReservedName: "“{name}”是系统的名称，不能用作变量名", "`{name}` is a name of zonecast and cannot be a variable";
    VariableInFunction: "函数内看不到外面的变量“{name}”；请把它作为参数传入", "a function does not see the variable `{name}` outside it; pass it as an argument";
    LoopCapture: "保存起来的闭包都会看到循环变量“{name}”的最后一个值；请先写 let 副本 = {name};，或直接把闭包交给 rule", "closures that are stored all see the last value of the loop variable `{name}`; write let copy = {name}; first, or hand the closure to rule directly";
    ValueAsText: "模拟值在抽样前还不知道，不能变成文字", "a simulated value is not known yet and has no text";
    SearchOff: "{function} 不能在含模拟值的数组中查找；请按位置取用", "{function} cannot search an array of simulated values; take items by position";
    PredicateNotBool: "{function} 的判断函数返回了{found}，应返回 true 或 false", "the test given to {function} returned {found}; wanted true or false";
    TooManyLines: "脚本有 {lines} 行，最多 {most} 行", "the script has {lines} lines; at most {most}";
    Limit: "脚本“{script}”超过限制：{what}最多 {most}；请检查是否有停不下来的循环或递归", "script `{script}` went beyond a limit: {what} at most {most}; look for a loop or a recursion that does not end";
    ImportOutside: "import \"{path}\" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件", "import \"{path}\" leaves the folders that may be read: the scenario's own and scripts/";
    ImportMissing: "找不到要引用的文件“{path}”[?，是否想写“{nearest}”？?]", "there is no file `{path}` to import[?; did you mean `{nearest}`??]";
    ImportShadows: "注意：情景文件夹中的“{path}”替换了自带的同名文件", "note: `{path}` in the scenario's folder replaces the shipped file of that name";
    YearOutside: "年份 {found} 不在模拟期 {first} 到 {last} 之内", "year {found} is outside the horizon {first} to {last}";
    LeverRange: "{year} 年“{zone}”的杠杆 {lever} 为 {found} {unit}，应在 {low} 到 {high} 之间", "lever {lever} of `{zone}` is {found} {unit} in {year}; wanted {low} to {high}";
    LeverTwice: "注意：杠杆 {lever} 在“{zone}”{years} 年已设过，两次数值相加；若要替换请用 set_{lever}", "note: lever {lever} of `{zone}` is set before in {years}; the amounts add up; to replace use set_{lever}";
    WrongPhase: "{function} 只能在{script}中使用", "{function} belongs in {script}";
    MissingKey: "没有名为“{key}”的键[?，是否想写“{nearest}”？?]", "there is no key `{key}`[?; did you mean `{nearest}`??]";
    Thrown: "脚本报告：{text}", "the script says: {text}";
    ClosureFromImport: "引入的文件中定义的闭包不能在文件之外调用；请在该文件的函数里直接写 rule(...)", "a closure made in an imported file cannot be called outside it; call rule(...) inside a function of that file";
    Arithmetic: "计算出错：{detail}", "arithmetic error: {detail}";
    IndexBeyond: "位置 {index} 超出范围，共有 {length} 项", "index {index} is beyond the {length} items";
    ConstantAssigned: "“{name}”是常量，不能改变", "`{name}` is a constant and cannot be changed";
    BetweenFitted: "说明：between({low}, {high}) 按{family}拟合（P5 和 P95）", "note: between({low}, {high}) fitted as {family} (P5 and P95)";
    OnlyInRule: "{function} 只有一个参数时只能写在 rule(年份, |z| ...) 里；平时请写 {function}(年份, 数量)", "{function} with one argument belongs inside rule(years, |z| ...); elsewhere write {function}(years, amount)";
    NoTitle: "情景没有标题；请在开头写 scenario(\"名称\", \"Name\");", "the scenario has no title; start with scenario(\"名称\", \"Name\");";
    BaseMissing: "based_on：找不到情景“{name}”[?，是否想写“{nearest}”？?]", "based_on: there is no scenario `{name}`[?; did you mean `{nearest}`??]";
    ImportCircle: "“{path}”直接或间接引用了自己", "`{path}` imports itself, directly or in a circle";
    UnknownTarget: "没有目标“{target}”[?，是否想写“{nearest}”？?]", "unknown target `{target}`[?; did you mean `{nearest}`??]";
    WordOff: "脚本中不能使用 {function}", "{function} is not available in scripts";
    ScriptOther: "脚本出错：{detail}", "script error: {detail}";
    NothingSet: "注意：这个情景没有设置任何杠杆，结果与趋势延续相同", "note: this scenario sets no lever; its results equal the baseline";

    // --- 04xx: command line

    // --- 05xx: charts and reports
}
