//! Help of the commands that simulate: `run`, `tables`, `draw`, `coverage`.

pub(super) const RUN_ZH: &str = "\
用法：zonecast run [情景...] [选项]

模拟情景（文件、文件夹，或案例自带情景的编号、标题）并与基线（趋势延续）对照；不写情景则运行案例
自带的全部情景。

选项：
  --case 文件夹或名称     案例（默认为内置案例）
  --draws N               抽样次数，1 到 10000000（默认 20000）；用 --until 时为上限（默认 1000000）
  --sampler random|lhs|sobol
                          random：独立抽样（默认）。lhs：拉丁超立方，32 组独立重复，每组内每个随机量
                          按组内次数等概率分层、每层一次；--draws 须为 32 的倍数。sobol：32 组独立扰动的
                          Sobol 序列，对目标影响最大的 64 个随机量用序列的各维，其余同 lhs；--draws 须为
                          32 乘以 2 的幂（默认 32768）。lhs、sobol 的误差由各组差异估计
  --until 0.5%            抽样到每项可能性（各情景、各目标的考核年份）都够窄或已可判定为止：95% 区间
                          半宽不超过 0.5 个百分点，或区间全部在 --line 之上或之下。依次在 4096 次、
                          其后每次翻倍、最后在上限处检查；k 次检查各用 1-5%/k 的区间，反复检查不降低可信度
  --line 50%              界线：可能性在其上还是其下；区间含界线的，标“无法判定”
                          （用 --until 时默认 50%；none 为不判定，只看半宽）
  --exact                 精确分位数：同样的抽样再模拟一两遍，不用直方图近似；用时约加倍
  --keep-draws K          另存前 K 次抽样的全部指标为 draws.csv，供其他软件使用；用 lhs、sobol 时
                          取整组（文件不超过 1 GB）
  --parquet               表格和 --keep-draws 的抽样另存为 Parquet，列的单位在元数据 zonecast.columns 中
                          （需用 --features parquet 编译）
  --seed S                随机种子，或 random（默认 1）
  --threads T             线程数，0 为全部（默认 0）
  --out 文件夹            结果文件夹（默认 out）
  --charts all|none|列表  图：attainment,fans,exceedance,zones,waterfall,budget,
                          scenarios,benchmarks,fan:指标[@园区]（默认 all）
  --style report|word|slides
                          图的尺寸和字号：report 报告和屏幕（默认）；word 版心宽 15.6 厘米，字不小于 7.5 磅；
                          slides 16:9 幻灯片
  --dpi N                 PNG 每英寸点数，72 到 600（默认：report 按屏幕两倍，word 300，slides 144）
  --svg-text live|paths   SVG 中的文字：live 为文字，可检索、可编辑（默认）；paths 为字形轮廓，
                          对方没有字体也不变样
  --report 列表           报告：html,docx,xlsx,md 或 all，写入结果文件夹（默认不写）
  --focus 情景            报告中详细展开的情景（默认为可能性提高最多的）
  --internal              内部稿：图和报告的研判后写可能性的数字
  --no-redrawing          不含区划调整：各情景都不调整统计范围
  --coverage              另写条款覆盖表（同 zonecast coverage：coverage.csv、coverage_targets.csv、coverage.json）
  --wording formal|ipcc   可能性的措辞（默认 formal）
  --lang zh|en            语言（默认 zh）
  --quiet                 不显示表格和进度
";

pub(super) const RUN_EN: &str = "\
usage: zonecast run [SCENARIOS] [options]

Simulates scenarios (files, folders, ids or titles of those that come with the case)
beside the baseline (trend continued); without any all that come with the case.

options:
  --case DIR or NAME      case (default: the embedded one)
  --draws N               draws, 1 to 10000000 (default 20000); with --until the most
                          allowed (default 1000000)
  --sampler random|lhs|sobol
                          random: independent draws (default). lhs: a Latin hypercube, 32
                          independent replicates, in each every luck is cut into as many
                          equally likely strata as draws, one draw in each; --draws is a
                          multiple of 32. sobol: 32 independently scrambled Sobol sequences;
                          the 64 lucks that move the targets most have their dimensions, the
                          others are as with lhs; --draws is 32 times a power of two (default
                          32768). Errors of lhs and sobol come from the differences between
                          replicates
  --until 0.5%            draw until every likelihood (of each scenario and target, in the
                          year evaluated) is narrow or settled: half of its 95% interval is
                          at most 0.5 points, or the interval is on one side of --line.
                          Looks after 4096 draws, at every doubling and at the most allowed;
                          each of k looks uses intervals of 1-5%/k, so that looking often
                          costs no confidence
  --line 50%              is the likelihood above or below? Where the interval contains the
                          line: too close to call (default 50% with --until; none: only
                          the width counts)
  --exact                 exact percentiles: the same draws once or twice more, instead of
                          histograms; takes about twice the time
  --keep-draws K          all indicators of the first K draws as draws.csv, for other programs;
                          whole replicates with lhs and sobol (the file stays below 1 GB)
  --parquet               tables and the draws of --keep-draws as Parquet too, units of columns in the
                          metadata zonecast.columns (needs a build with --features parquet)
  --seed S                seed, or random (default 1)
  --threads T             threads, 0 for all (default 0)
  --out DIR               output folder (default out)
  --charts all|none|LIST  charts: attainment,fans,exceedance,zones,waterfall,budget,
                          scenarios,benchmarks,fan:INDICATOR[@ZONE] (default all)
  --style report|word|slides
                          size of charts and letters: report for reports and screens
                          (default); word is 15.6 cm wide, letters of 7.5 pt; slides 16:9
  --dpi N                 dots an inch of PNG, 72 to 600 (default: report twice a screen's,
                          word 300, slides 144)
  --svg-text live|paths   texts in SVG: live can be searched and edited (default); paths are
                          outlines that look the same without the font
  --report LIST           reports: html,docx,xlsx,md or all, into the output folder (default none)
  --focus SCENARIO        scenario told in detail (default: the one that improves most)
  --internal              internal version: charts and reports give numbers of likelihoods
                          beside their words
  --no-redrawing          no scenario changes what counts as a zone
  --coverage              also write the clause by clause coverage (as zonecast coverage does:
                          coverage.csv, coverage_targets.csv, coverage.json)
  --wording formal|ipcc   scale of likelihoods (default formal)
  --lang zh|en            language (default zh)
  --quiet                 no table, no progress
";

pub(super) const TABLES_ZH: &str = "\
用法：zonecast tables [情景] [选项]

把基线和情景推演后写成部门用表：指标分解（各园区各年应达值，合计达到全市）、达到目标还需多少、
分部门任务清单、年度目标与进度。写一个情景（文件，或案例自带情景的编号、标题）则终端显示
它的四张表；不写则包含案例自带的全部情景，终端只显示各情景的进度。结果写入文件夹：
decomposition.csv、needs.csv、tasks.csv、progress.csv。

选项：
  --by base|potential|gap 分解方式：按基年值、按目标年预测P50、按与目标的差距（默认 base）
  --case 文件夹或名称     案例（默认为内置案例）
  --draws N               抽样次数，1 到 10000000（默认 20000）
  --sampler random|lhs    抽样方式，同 zonecast run（默认 random）
  --seed S                随机种子，或 random（默认 1）
  --threads T             线程数，0 为全部（默认 0）
  --out 文件夹            结果文件夹（默认 tables）
  --wording formal|ipcc   研判用语（默认 formal）
  --no-redrawing          不含区划调整：各情景都不调整统计范围
  --lang zh|en            语言（默认 zh）
  --quiet                 不显示表格和进度
";

pub(super) const TABLES_EN: &str = "\
usage: zonecast tables [SCENARIO] [options]

Simulates the baseline and scenarios and writes what departments need: targets by zone
and year (the parts add up to the city), what is lacking to reach them, tasks by
department, yearly path and progress. With one scenario (a file, or the id or title of one
that comes with the case) the terminal shows its four tables; without, all
that come with the case are in the files and the terminal shows their progress. Leaves a
folder with decomposition.csv, needs.csv, tasks.csv and progress.csv.

options:
  --by base|potential|gap how targets are divided among zones: by base value, by P50 of
                          the target's year, by distance to the target (default base)
  --case FOLDER or NAME   the case (default: the embedded one)
  --draws N               draws, 1 to 10000000 (default 20000)
  --sampler random|lhs    how draws are spread, as in zonecast run (default random)
  --seed S                seed of all luck, or random (default 1)
  --threads T             threads, 0 for all (default 0)
  --out FOLDER            output folder (default tables)
  --wording formal|ipcc   scale of likelihoods in words (default formal)
  --no-redrawing          no scenario changes what counts as a zone
  --lang zh|en            language (default zh)
  --quiet                 no table, no progress
";

pub(super) const DRAW_ZH: &str = "\
用法：zonecast draw 编号 [选项]
      zonecast draw --typical-miss 目标 [选项]

逐年展开一次抽样：各目标在这次抽样中是否达成，全部指标、存量及其流入流出、杠杆、措施、不确定量
（数值和它在自身分布中的百分位），每行注明脚本文件和行号。编号从 0 起；数值与相同种子的
zonecast run 中的同一次抽样相同。写明目标时，另列出在这次抽样中对它影响最大的不确定量：把该量换成
中位数、其余不变，重算这次抽样，目标的指标会变成多少；并给出指标变动的分解。不写园区时显示全市数值，
分园区的存量取各园区合计（比率取平均）。

选项：
  --scenario 情景         文件、编号或标题（默认为基线）
  --zone 园区             编号或名称
  --target 目标           说明该目标为何达成或未达成，如 T3
  --typical-miss 目标     在前 --draws 次抽样中未达成该目标者里，取指标值和各项规模指标（亿元、家）
                          都最接近居中的一次；各统计口径的水平不同，只在次数最多的口径内取
  --typical-hit 目标      同上，取达成者
  --scope 口径            改在这一统计口径内取
  --draws N               选取时查看的抽样次数，1 到 10000000（默认 20000）
  --sampler random|lhs|sobol
                          展开 zonecast run 以同样的 --sampler、--draws N 所做抽样中的一次
                          （默认 random；sobol 时 N 默认 32768）
  --among 情景,情景       sobol：该次运行的全部情景，依运行时的次序（all 为案例自带的全部）；哪些随机量
                          占用序列的各维由它们共同决定（默认只有基线和 --scenario）
  --all-years             显示每一年（默认只显示基年、首个模拟年和里程碑年）
  --csv 文件              另把全部数值写入文件（不覆盖已有文件）；有 --zone 时只含该园区和全市
  --case 文件夹或名称     案例（默认为内置案例）
  --seed S                随机种子，或 random（默认 1）
  --threads T             线程数，0 为全部（默认 0）
  --no-redrawing          不含区划调整
  --lang zh|en            语言（默认 zh）
";

pub(super) const DRAW_EN: &str = "\
usage: zonecast draw N [options]
       zonecast draw --typical-miss TARGET [options]

One draw year by year: whether it meets each target, every indicator, stock with what
flows in and out, lever, measure and uncertainty (its value and percentile in its own
distribution), each with file and line of the script. Draws count from 0; values are
those of the same draw in zonecast run with the same seed. With a target, also the
uncertainties that did most to it in this draw: what its indicator would be with one of
them at its median and all else as drawn; and its change in parts.
Without a zone the city's values; of stocks by zone the sum (the mean of ratios).

options:
  --scenario SCENARIO     file, id or title (default: the baseline)
  --zone ZONE             id or name
  --target TARGET         tell why this target is met or missed, such as T3
  --typical-miss TARGET   of the first --draws draws those that miss the target; among
                          them the one nearest to the middle in its indicator and in
                          the levels (money, firms), within the counting scope that
                          has most of them
  --typical-hit TARGET    the same among those that meet it
  --scope SCOPE           pick within this counting scope
  --draws N               draws to pick from, 1 to 10000000 (default 20000)
  --sampler random|lhs|sobol
                          a draw of zonecast run with the same --sampler and --draws
                          (default random; with sobol 32768 draws)
  --among SCENARIOS       sobol: all scenarios of that run, in its order (all: those that
                          come with the case); together they decide which luck gets a
                          dimension (default: the baseline and --scenario)
  --all-years             every year (default: base year, first year, milestones)
  --csv FILE              also write every value (an existing file is kept); with
                          --zone those of the zone and the city
  --case FOLDER or NAME   the case (default: the embedded one)
  --seed S                seed of all luck, or random (default 1)
  --threads T             threads, 0 for all (default 0)
  --no-redrawing          without redrawing
  --lang zh|en            language (default zh)
";

pub(super) const COVERAGE_ZH: &str = "\
用法：zonecast coverage [条款、措施或目标...] [选项]

逐条款列出措施库中的措施：责任单位、成本、时滞、依据、采用它的情景，以及试行一项措施对各目标
指标的影响（与基线同一组随机数成对比较）。结果写入文件夹：coverage.csv、coverage_targets.csv、
coverage.json。写出条款（2.1、二（一））、章（2、二）、措施（编号或名称）、目标（T4）的，只把它们逐项展开：
原文、责任单位、成本、依据、效应及区间；不写文件。

选项：
  --case 文件夹或名称     案例（默认为内置案例）
  --seed S                随机种子，或 random（默认 1）
  --threads T             线程数，0 为全部（默认 0）
  --out 文件夹            结果文件夹（默认 coverage）
  --lang zh|en            语言（默认 zh）
  --quiet                 不显示表格和进度
";

pub(super) const COVERAGE_EN: &str = "\
usage: zonecast coverage [CLAUSE, MEASURE or TARGET...] [options]

Clause by clause the measures of the library: departments, cost, delay, evidence, the
scenarios that use them, and what trying one measure does to every target's indicator
(paired with the baseline by common luck). Leaves a folder with coverage.csv,
coverage_targets.csv and coverage.json. With a clause (2.1), a chapter (2), a measure (id
or name) or a target (T4) it tells these in full instead: words, departments, cost,
evidence, effects with intervals; no file is written.

options:
  --case FOLDER or NAME   the case (default: the embedded one)
  --seed S                seed of all luck, or random (default 1)
  --threads T             threads, 0 for all (default 0)
  --out FOLDER            output folder (default coverage)
  --lang zh|en            language (default zh)
  --quiet                 no table, no progress
";
