//! Terms of commands that help to write scripts: hints below errors, the reference, watching.

pub(super) const TERMS: &[(&str, &str, &str)] = &[
    ("error-count", "共 {n} 处错误", "errors: {n}"),
    ("explain-hint", "详细说明：zonecast explain-error {code}", "more: zonecast explain-error {code}"),
    ("explain-what", "发生了什么", "What happened"),
    ("explain-why", "为何要紧", "Why it matters"),
    ("explain-mend", "怎样改", "How to mend it"),
    ("explain-wrong", "错误写法", "Wrong"),
    ("explain-right", "正确写法", "Right"),
    (
        "an-error-code",
        "错误编号，如 zonecast explain-error ZC0326",
        "an error code, as in zonecast explain-error ZC0326",
    ),
];
