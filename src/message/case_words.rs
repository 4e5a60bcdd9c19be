//! Terms of reading, checking and writing cases, Chinese and English.

pub(super) const TERMS: &[(&str, &str, &str)] = &[
    ("comma", "逗号", "comma"),
    ("tab", "制表符", "tab"),
    ("semicolon", "分号", "semicolon"),
    ("wide-comma", "全角逗号", "full-width comma"),
    ("header", "表头", "header"),
    ("nominal", "现价", "nominal prices"),
    ("comparable", "可比价", "comparable prices"),
    ("password", "设有密码，请取消密码后另存", "it has a password; save it without one"),
    (
        "not-xlsx",
        "不是 .xlsx 格式；.xls、.et 请另存为 .xlsx",
        "it is not in the format .xlsx; save .xls or .et files as .xlsx",
    ),
    (
        "damaged-workbook",
        "文件已损坏，请用表格软件打开后重新保存",
        "it is damaged; open it in a spreadsheet program and save it again",
    ),
    (
        "no-sheet",
        "没有可见的工作表，请把表格放在一张未隐藏的工作表中",
        "it has no visible sheet; put the table on a sheet that is shown",
    ),
    (
        "case-verb",
        "new 或 check，以及案例文件夹，如 zonecast case new 本市",
        "new or check, and the folder of the case, as in zonecast case new mycity",
    ),
    ("case-verb-wanted", "new 或 check", "new or check"),
    (
        "a-case-folder",
        "案例文件夹，如 zonecast case new 本市",
        "the folder of the case, as in zonecast case new mycity",
    ),
    ("a-table-format", "csv 或 xlsx", "csv or xlsx"),
    ("a-zone-count", "1 到 200 的整数", "a whole number from 1 to 200"),
    ("template-ask", "可索取自", "ask "),
    ("history-title", "历史数据：{case}", "History: {case}"),
    (
        "history-note",
        "空心点为其他口径；公布数，未经换算调整；没有公布数的年份不连线",
        "hollow points are of another definition; as published, not adjusted; no line over years without a figure",
    ),
    ("history-sources", "数据来源：{list}", "Sources: {list}"),
    ("still-assumed", "仍为假设的分园区数据：{list}", "Figures by zone still assumed: {list}"),
    (
        "brief-partly",
        "分园区数据中以下各项仍为假设（演示数据·非统计数据），录入实际数之前不得引用：{list}。",
        "Of the figures by zone these are still assumptions (demonstration data, not statistics), not to be quoted before actual figures are entered: {list}.",
    ),
    (
        "zones-intro-partly",
        "分园区起点数据尚有假设数，下表不亮灯、不通报、不排名；全部录入实际数后方可使用。",
        "Some start values by zone are still assumptions: no light, no notice, no rank before all are actual.",
    ),
];
