//! Command lines: options, files and folders that are not what they should be.

use crate::Compared;
use assert_cmd::Command;
use std::path::Path;

/// A command line with everything that standard error says.
type Row = (&'static [&'static str], &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        &["run", "nowhere.rhai"],
        "错误 ZC0411: 没有情景“nowhere.rhai”：既不是文件或文件夹，也不是案例自带情景的编号或标题；自带：baseline、adaptive、austerity、bid_concentrated、full_package、investment_first、land_first、talent_first",
        "error ZC0411: there is no scenario `nowhere.rhai`: neither a file or folder nor id or title of one that comes with the case; those are: baseline, adaptive, austerity, bid_concentrated, full_package, investment_first, land_first, talent_first",
    ),
    // Text programs make one long dash of two.
    (
        &["run", "a.rhai", "—draws", "100"],
        "错误 ZC0401: 命令 run 没有选项“—draws”，是否想写“--draws”？",
        "error ZC0401: `run` has no option `—draws`; did you mean `--draws`?",
    ),
    (
        &["run", "－－seed=3", "a.rhai"],
        "错误 ZC0401: 命令 run 没有选项“－－seed=3”，是否想写“--seed”？",
        "error ZC0401: `run` has no option `－－seed=3`; did you mean `--seed`?",
    ),
    (
        &["watch", "nowhere.rhai"],
        "错误 ZC0411: 没有情景“nowhere.rhai”：既不是文件或文件夹，也不是案例自带情景的编号或标题；自带：baseline、adaptive、austerity、bid_concentrated、full_package、investment_first、land_first、talent_first",
        "error ZC0411: there is no scenario `nowhere.rhai`: neither a file or folder nor id or title of one that comes with the case; those are: baseline, adaptive, austerity, bid_concentrated, full_package, investment_first, land_first, talent_first",
    ),
    (
        &["run", "a.rhai", "other/a.rhai"],
        "错误 ZC0409: 情景“a.rhai”与“other/a.rhai”文件名相同，请改其中一个\n详细说明：zonecast explain-error ZC0409",
        "error ZC0409: scenarios `a.rhai` and `other/a.rhai` have the same file name; rename one\nmore: zonecast explain-error ZC0409",
    ),
    (
        &["run", "a.rhai", "a.rhai"],
        "错误 ZC0300: 情景“a.rhai”写了两次；同一情景不必重复，也不能与自身比较，请删去一个\n详细说明：zonecast explain-error ZC0300",
        "error ZC0300: scenario `a.rhai` is given twice; it need not be repeated and cannot be compared with itself: remove one\nmore: zonecast explain-error ZC0300",
    ),
    (
        &["compare", "a.rhai", "a.rhai"],
        "错误 ZC0300: 情景“a.rhai”写了两次；同一情景不必重复，也不能与自身比较，请删去一个\n详细说明：zonecast explain-error ZC0300",
        "error ZC0300: scenario `a.rhai` is given twice; it need not be repeated and cannot be compared with itself: remove one\nmore: zonecast explain-error ZC0300",
    ),
    (
        &["run", ""],
        "错误 ZC0459: 命令中有一个空白的词（\"\"），多半是引号里漏写了内容；请补上或删去",
        "error ZC0459: there is an empty word (\"\") in the command, most likely quotes with nothing in them; fill it or remove it",
    ),
    (
        &["run", "empty"],
        "错误 ZC0408: 文件夹“empty”中没有情景脚本（*.rhai）\n详细说明：zonecast explain-error ZC0408",
        "error ZC0408: folder `empty` holds no scenario script (*.rhai)\nmore: zonecast explain-error ZC0408",
    ),
    (
        &["run", "a.rhai", "--out", "foreign", "--draws", "10", "--charts", "none"],
        "错误 ZC0004: 文件夹“foreign”不是 zonecast 生成的，不会被覆盖；请用 --out 另选位置",
        "error ZC0004: folder `foreign` was not made by zonecast and is left alone; choose another with --out",
    ),
    (
        &["check", "--case", "a.rhai"],
        "错误 ZC0241: 案例“a.rhai”是文件，应为案例文件夹或内置案例的名称；内置案例：taizhou\n详细说明：zonecast explain-error ZC0241",
        "error ZC0241: case `a.rhai` is a file; wanted: the folder of a case, or the name of an embedded one; embedded cases: taizhou\nmore: zonecast explain-error ZC0241",
    ),
    (
        &["check", "--case", "nowhere"],
        "错误 ZC0240: 找不到案例“nowhere”：没有这个文件夹，也没有这个名称的内置案例；内置案例：taizhou\n详细说明：zonecast explain-error ZC0240",
        "error ZC0240: there is no case `nowhere`: neither a folder nor an embedded case has that name; embedded cases: taizhou\nmore: zonecast explain-error ZC0240",
    ),
    (
        &["check", "--case", "empty"],
        "错误 ZC0001: 无法读取“empty/case.toml”：文件不存在\n详细说明：zonecast explain-error ZC0001",
        "error ZC0001: cannot read `empty/case.toml`: no such file\nmore: zonecast explain-error ZC0001",
    ),
    (
        &["check", "broken.rhai"],
        "错误 ZC0346: broken.rhai:1:18：“;”之前缺少“)”\n  1 | scenario(\"甲\", \"A\";\n    |                   ^\n详细说明：zonecast explain-error ZC0346",
        "error ZC0346: broken.rhai:1:18: `)` is missing before `;`\n  1 | scenario(\"甲\", \"A\";\n    |                   ^\nmore: zonecast explain-error ZC0346",
    ),
    (
        &["运行", "a.rhai"],
        "错误 ZC0402: 没有命令“运行”；可用：run、check、list、coverage、tables、draw、model、verify、compare、changes、new、case、watch、explain-error、completions、man、reference；是否想写“run”？",
        "error ZC0402: there is no command `运行`; there are: run, check, list, coverage, tables, draw, model, verify, compare, changes, new, case, watch, explain-error, completions, man, reference; did you mean `run`?",
    ),
    (
        &["run", "a.rhai", "--抽样", "100"],
        "错误 ZC0401: 命令 run 没有选项“--抽样”，是否想写“--draws”？",
        "error ZC0401: `run` has no option `--抽样`; did you mean `--draws`?",
    ),
    (
        &["check", "latin.rhai"],
        "错误 ZC0003: latin.rhai:1:11：“latin.rhai”不是 UTF-8 编码，请另存为 UTF-8 后重试\n  1 | scenario(\"�\n    |           ^\n详细说明：zonecast explain-error ZC0003",
        "error ZC0003: latin.rhai:1:11: `latin.rhai` is not UTF-8; save it as UTF-8 and try again\n  1 | scenario(\"�\n    |           ^\nmore: zonecast explain-error ZC0003",
    ),
    (
        &["run", "a.rhai", "--draws", "10", "--charts", "fan:tw"],
        "错误 ZC0424: 图“fan:tw”中没有名为“tw”的指标（可用的见 zonecast list indicators），是否想写“fan:t2”？",
        "error ZC0424: chart `fan:tw`: unknown indicator `tw` (zonecast list indicators shows all); did you mean `fan:t2`?",
    ),
    (
        &["run", "a.rhai", "--draws", "10", "--charts", "fan:va@nowhere"],
        "错误 ZC0425: 图“fan:va@nowhere”中没有名为“nowhere”的园区；可用：台州高新区、台州现代医药高新区、温岭高新区、临海市高新区(名称待核)、玉环市高新区(名称待核)、黄岩区高新区(名称待核)、天台县高新区(名称待核)、仙居县高新区(名称待核)",
        "error ZC0425: chart `fan:va@nowhere`: unknown zone `nowhere`; known: Taizhou high-tech zone, Taizhou modern pharmaceutical high-tech zone, Wenling high-tech zone, Linhai high-tech zone (name to be confirmed), Yuhuan high-tech zone (name to be confirmed), Huangyan high-tech zone (name to be confirmed), Tiantai high-tech zone (name to be confirmed), Xianju high-tech zone (name to be confirmed)",
    ),
    (
        &["run", "a.rhai", "--report", "pdf"],
        "错误 ZC0450: 没有名为“pdf”的报告格式；可用：html、md、docx、xlsx、all",
        "error ZC0450: unknown report format `pdf`; known: html, md, docx, xlsx, all",
    ),
    (
        &["run", "a.rhai", "--focus", "a"],
        "错误 ZC0452: 选项 --focus 须与 --report 同用，如 --report docx",
        "error ZC0452: --focus goes with --report, as in --report docx",
    ),
    (
        &["run", "a.rhai", "--draws", "1000000", "--keep-draws", "1000000"],
        "错误 ZC0440: 保留 1000000 次抽样约需 78384 MB，超过 1 GB 的上限；在这些情景下最多可保留 13698 次，也可以少选几个情景",
        "error ZC0440: keeping 1000000 draws takes about 78384 MB, more than the limit of 1 GB; with these scenarios at most 13698 can be kept; or run fewer scenarios",
    ),
    (
        &["run", "a.rhai", "--until", "0.5"],
        "错误 ZC0404: --until 的值“0.5”不对，应为：大于 0%、小于 50% 的半宽，如 0.5%",
        "error ZC0404: --until got `0.5`; wanted: a half-width above 0% and below 50%, such as 0.5%",
    ),
    (
        &["run", "a.rhai", "--sampler", "halton"],
        "错误 ZC0404: --sampler 的值“halton”不对，应为：random（独立抽样）、lhs（拉丁超立方）或 sobol（随机化 Sobol 序列）",
        "error ZC0404: --sampler got `halton`; wanted: random (independent draws), lhs (Latin hypercube) or sobol (scrambled Sobol sequence)",
    ),
    (
        &["run", "a.rhai", "--sampler", "sobol", "--draws", "1000"],
        "错误 ZC0404: --draws 的值“1000”不对，应为：用 --sampler sobol 时为 32 乘以 2 的幂，如 16384、32768，至少 64，至多 2097152",
        "error ZC0404: --draws got `1000`; wanted: with --sampler sobol 32 times a power of two, such as 16384 or 32768, at least 64, at most 2097152",
    ),
    (
        &["draw"],
        "错误 ZC0406: 缺少抽样编号，或 --typical-miss、--typical-hit",
        "error ZC0406: missing: the number of a draw, or --typical-miss or --typical-hit",
    ),
    (
        &["draw", "5", "--typical-miss", "T3"],
        "错误 ZC0422: “draw 5”与“--typical-miss”不能同时写：每次只展开一次抽样，请只留一个",
        "error ZC0422: `draw 5` and `--typical-miss` exclude each other: one draw is told at a time; keep one of them",
    ),
    (
        &["draw", "5", "--scope", "parks"],
        "错误 ZC0421: 选项 --scope 只能与 --typical-miss 或 --typical-hit 一起使用",
        "error ZC0421: option --scope needs --typical-miss or --typical-hit beside it",
    ),
    (
        &["draw", "9000", "--sampler", "lhs", "--draws", "640"],
        "错误 ZC0423: 抽样编号 9000 不存在：--sampler lhs --draws 640 的抽样编号为 0 到 639",
        "error ZC0423: there is no draw 9000: with --sampler lhs --draws 640 draws are numbered 0 to 639",
    ),
    (
        &["draw", "--typical-miss", "T99"],
        "错误 ZC0340: 没有目标“T99”，是否想写“T9a”？\n详细说明：zonecast explain-error ZC0340",
        "error ZC0340: unknown target `T99`; did you mean `T9a`?\nmore: zonecast explain-error ZC0340",
    ),
    (
        &["draw", "--typical-miss", "T3", "--scope", "everything", "--draws", "100"],
        "错误 ZC0420: 没有名为“everything”的统计口径；可用：名称园区、托管平台全域",
        "error ZC0420: unknown counting scope `everything`; known: named parks only, host platforms as a whole",
    ),
    (
        &["draw", "1", "--zone", "nowhere"],
        "错误 ZC0102: 没有名为“nowhere”的园区；可用：台州高新区、台州现代医药高新区、温岭高新区、临海市高新区(名称待核)、玉环市高新区(名称待核)、黄岩区高新区(名称待核)、天台县高新区(名称待核)、仙居县高新区(名称待核)\n详细说明：zonecast explain-error ZC0102",
        "error ZC0102: unknown zone `nowhere`; known: Taizhou high-tech zone, Taizhou modern pharmaceutical high-tech zone, Wenling high-tech zone, Linhai high-tech zone (name to be confirmed), Yuhuan high-tech zone (name to be confirmed), Huangyan high-tech zone (name to be confirmed), Tiantai high-tech zone (name to be confirmed), Xianju high-tech zone (name to be confirmed)\nmore: zonecast explain-error ZC0102",
    ),
    (
        &["new"],
        "错误 ZC0406: 缺少情景名称，如 zonecast new 人才优先",
        "error ZC0406: missing: the name of the scenario, as in zonecast new talent",
    ),
    (
        &["new", "a"],
        "错误 ZC0407: 文件“a.rhai”已存在，不会被覆盖；请换一个名称",
        "error ZC0407: file `a.rhai` exists and is not overwritten; choose another name",
    ),
    (
        &["case"],
        "错误 ZC0406: 缺少 new 或 check，以及案例文件夹，如 zonecast case new 本市",
        "error ZC0406: missing: new or check, and the folder of the case, as in zonecast case new mycity",
    ),
    (
        &["case", "open", "x"],
        "错误 ZC0404: case 的值“open”不对，应为：new 或 check",
        "error ZC0404: case got `open`; wanted: new or check",
    ),
    (
        &["case", "check", "empty", "--zones", "3"],
        "错误 ZC0478: 选项 --zones 只用于 case new",
        "error ZC0478: option --zones belongs to case new",
    ),
    (
        &["case", "new", "city", "--zones", "0"],
        "错误 ZC0404: --zones 的值“0”不对，应为：1 到 200 的整数",
        "error ZC0404: --zones got `0`; wanted: a whole number from 1 to 200",
    ),
    (
        &["verify", "nowhere"],
        "错误 ZC0001: 无法读取“nowhere”：文件不存在\n详细说明：zonecast explain-error ZC0001",
        "error ZC0001: cannot read `nowhere`: no such file\nmore: zonecast explain-error ZC0001",
    ),
    (
        &["verify", "a.rhai"],
        "错误 ZC0453: a.rhai:1:1：“a.rhai”不是 zonecast 写出的 summary.json；请写结果文件夹，或其中的 summary.json\n详细说明：zonecast explain-error ZC0453",
        "error ZC0453: a.rhai:1:1: `a.rhai` is no summary.json as zonecast writes it; name an output folder, or the summary.json in it\nmore: zonecast explain-error ZC0453",
    ),
    (
        &["verify", "old.json"],
        "错误 ZC0454: old.json：summary.json 的格式应为“zonecast-summary/1”，此处为“zonecast-summary/0”；请用写出它的版本核对\n详细说明：zonecast explain-error ZC0454",
        "error ZC0454: old.json: the schema should be `zonecast-summary/1`, here it is `zonecast-summary/0`; verify it with the version that wrote it\nmore: zonecast explain-error ZC0454",
    ),
    (
        &["verify", "lacking.json"],
        "错误 ZC0455: lacking.json：summary.json 缺少“case.id”，无法重新运行；请用没有改动过的文件\n详细说明：zonecast explain-error ZC0455",
        "error ZC0455: lacking.json: the summary lacks `case.id`, so it cannot be run again; use the file as it was\nmore: zonecast explain-error ZC0455",
    ),
    (
        &["verify", "elsewhere.json"],
        "错误 ZC0456: 案例“suzhou”不是内置案例；请用 --case 写明它的文件夹",
        "error ZC0456: the case `suzhou` does not travel in the program; name its folder with --case",
    ),
    (
        &["compare", "a.rhai"],
        "错误 ZC0406: 缺少两个以上情景的编号、标题或文件",
        "error ZC0406: missing: two or more scenarios by id, title or file",
    ),
    (
        &["changes", "lacking.json"],
        "错误 ZC0406: 缺少旧、新两份 summary.json 或结果文件夹",
        "error ZC0406: missing: two summaries, the earlier one first",
    ),
    (
        &["changes", "lacking.json", "elsewhere.json"],
        "错误 ZC0460: lacking.json：summary.json 的内容与 zonecast 写出的不符，缺少“version”；请用没有改动过的文件，或重新运行\n详细说明：zonecast explain-error ZC0460",
        "error ZC0460: lacking.json: the summary is not as zonecast wrote it; it lacks `version`; use the file as it was, or run again\nmore: zonecast explain-error ZC0460",
    ),
    (
        &["explain-error", "E42"],
        "错误 ZC0470: 没有编号为“E42”的错误；编号从 ZC0001 到 ZC0505",
        "error ZC0470: there is no error `E42`; codes run from ZC0001 to ZC0505",
    ),
    (
        &["completions", "csh"],
        "错误 ZC0404: completions 的值“csh”不对，应为：bash、zsh、fish 或 powershell",
        "error ZC0404: completions got `csh`; wanted: bash, zsh, fish or powershell",
    ),
    (
        &["reference", "--format", "html"],
        "错误 ZC0404: --format 的值“html”不对，应为：terminal、md 或 json",
        "error ZC0404: --format got `html`; wanted: terminal, md or json",
    ),
    (
        &["reference", "--schema", "tables"],
        "错误 ZC0404: --schema 的值“tables”不对，应为：summary、report、coverage 或 reference",
        "error ZC0404: --schema got `tables`; wanted: summary, report, coverage or reference",
    ),
    (
        &["tables", "a.rhai", "--by", "size"],
        "错误 ZC0404: --by 的值“size”不对，应为：base、potential 或 gap",
        "error ZC0404: --by got `size`; wanted: base, potential or gap",
    ),
    (
        &["model", "--graph", "a.rhai"],
        "错误 ZC0407: 文件“a.rhai”已存在，不会被覆盖；请换一个名称",
        "error ZC0407: file `a.rhai` exists and is not overwritten; choose another name",
    ),
    (
        &["list", "zones", "levers"],
        "错误 ZC0410: 多余的参数“levers”，请删去；含空格的名称请加引号",
        "error ZC0410: unexpected argument `levers`; leave it out, or quote a name with spaces",
    ),
    (
        &["watch"],
        "错误 ZC0406: 缺少要查看的情景，如 zonecast watch 人才优先.rhai",
        "error ZC0406: missing: the scenario, as in zonecast watch talent.rhai",
    ),
    (
        &["run", "--thread", "2"],
        "错误 ZC0401: 命令 run 没有选项“--thread”，是否想写“--threads”？",
        "error ZC0401: `run` has no option `--thread`; did you mean `--threads`?",
    ),
    (&["run", "--case"], "错误 ZC0403: 选项 --case 后面缺少值", "error ZC0403: option --case needs a value"),
];

/// What the command lines meet.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("in a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    };
    write("a.rhai", "scenario(\"甲\", \"A\");\nzones().invest(2028, 1);\n".as_bytes());
    write("other/a.rhai", "scenario(\"乙\", \"B\");\nzones().invest(2028, 1);\n".as_bytes());
    write("broken.rhai", "scenario(\"甲\", \"A\";\n".as_bytes());
    write("latin.rhai", b"scenario(\"\xe9\", \"A\");\n");
    write("foreign/thesis.txt", b"years of work");
    write("old.json", b"{\"schema\": \"zonecast-summary/0\"}");
    write("lacking.json", b"{\"schema\": \"zonecast-summary/1\"}");
    write(
        "elsewhere.json",
        b"{\"schema\": \"zonecast-summary/1\", \"case\": {\"id\": \"suzhou\"}, \"inputs\": [], \"scenarios\": []}",
    );
    std::fs::create_dir(folder.path().join("empty")).expect("made");
    folder
}

/// Standard error of a command that fails; the program itself must not fall over.
fn said(at: &Path, words: &[&str], lang: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(at).args(words).args(["--lang", lang]).output().expect("it runs");
    assert!(matches!(output.status.code(), Some(1 | 2)), "{words:?}: {:?}", output.status);
    assert!(output.stdout.is_empty(), "{words:?}");
    String::from_utf8(output.stderr).expect("UTF-8").trim_end().to_owned()
}

#[test]
fn every_wrong_command_is_answered_in_both_languages() {
    let folder = folder();
    let files = || {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path()).expect("readable").flatten().map(|e| e.file_name()).collect();
        names.sort();
        names
    };
    let before = files();
    let mut compared = Compared::default();
    for (words, zh, en) in ROWS {
        compared.row(&words.join(" "), (zh, en), ["zh", "en"].map(|lang| said(folder.path(), words, lang)));
    }
    assert_eq!(files(), before, "nothing is left behind");
    compared.end(40);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_needs_a_program_that_has_it() {
    let mut compared = Compared::default();
    let folder = folder();
    let words = ["run", "a.rhai", "--parquet"];
    compared.row(
        "--parquet",
        (
            "错误 ZC0441: 这个 zonecast 不能写 Parquet；请用 cargo install --path . --features parquet 重新安装，或去掉 --parquet 而用内容相同的 CSV",
            "error ZC0441: this zonecast cannot write Parquet; install it with cargo install --path . --features parquet, or leave --parquet out: the CSV files say the same",
        ),
        ["zh", "en"].map(|lang| said(folder.path(), &words, lang)),
    );
    compared.end(1);
}
