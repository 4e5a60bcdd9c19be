//! Ordinary slips in writing: what stands there and what would be right.

use crate::common::planner::check;

#[test]
fn something_is_missing() {
    check("let a = 1\nlet b = 2;", "a.rhai:1:10：缺少“;”", "a.rhai:1:10: `;` is missing");
    check("let x = 3 // 注释，没有分号\nprint(x);", "a.rhai:1:10：缺少“;”", "a.rhai:1:10: `;` is missing");
    check("x y", "a.rhai:1:3：“y”之前缺少“;”", "a.rhai:1:3: `;` is missing before `y`");
    check("let a = (1 + 2;", "a.rhai:1:15：“;”之前缺少“)”", "a.rhai:1:15: `)` is missing before `;`");
    check("let a = [1, 2;", "a.rhai:1:14：“;”之前缺少“]”", "a.rhai:1:14: `]` is missing before `;`");
    check(
        "let a = [1, 2",
        "a.rhai:1:14：脚本没有写完，末尾缺少“]”；请检查括号和引号是否成对",
        "a.rhai:1:14: the script ends too early; `]` is missing; look for an open bracket or quotation mark",
    );
    check("let a = #{a: 1;", "a.rhai:1:15：“;”之前缺少“}”", "a.rhai:1:15: `}` is missing before `;`");
    check("print(1, 2;", "a.rhai:1:11：“;”之前缺少“)”", "a.rhai:1:11: `)` is missing before `;`");
    check(
        r#"zone("台州高新区").invest(2027, 1.0"#,
        "a.rhai:1:31：脚本没有写完，末尾缺少“)”；请检查括号和引号是否成对",
        "a.rhai:1:31: the script ends too early; `)` is missing; look for an open bracket or quotation mark",
    );
    check(
        r#"zone("台州高新区").invest(2027 1.0);"#,
        "a.rhai:1:27：“1”之前缺少“,”",
        "a.rhai:1:27: `,` is missing before `1`",
    );
    check(
        r#"zone("台州高新区").invest(2027, , 1.0);"#,
        "a.rhai:1:28：“,”之前缺少一个值",
        "a.rhai:1:28: a value is missing before `,`",
    );
    check(
        r#"zone("台州高新区).invest(2027, 1.0);"#,
        "a.rhai:1:6：文字没有结束，请在末尾补上英文双引号",
        "a.rhai:1:6: this text is never closed; add a double quote at its end",
    );
    check(
        "let s = \"a\nb\";",
        "a.rhai:1:9：文字没有结束，请在末尾补上英文双引号",
        "a.rhai:1:9: this text is never closed; add a double quote at its end",
    );
    check(
        "let s = `a",
        "a.rhai:1:9：文字没有结束，请在末尾补上英文双引号",
        "a.rhai:1:9: this text is never closed; add a double quote at its end",
    );
    check("let x = ;", "a.rhai:1:9：“;”之前缺少一个值", "a.rhai:1:9: a value is missing before `;`");
    check("let x = 3 +;", "a.rhai:1:12：“;”之前缺少一个值", "a.rhai:1:12: a value is missing before `;`");
    check("let x = (3 + );", "a.rhai:1:14：“)”之前缺少一个值", "a.rhai:1:14: a value is missing before `)`");
    check("let = 3;", "a.rhai:1:5：此处应为名称，却是“=”", "a.rhai:1:5: a name is wanted here, not `=`");
    check("fn () { }", "a.rhai:1:4：此处应为名称，却是“(”", "a.rhai:1:4: a name is wanted here, not `(`");
    check("fn f { }", "a.rhai:1:6：“{”之前缺少“(”", "a.rhai:1:6: `(` is missing before `{`");
    check(
        "fn f()",
        "a.rhai:1:7：脚本没有写完，末尾缺少“{”；请检查括号和引号是否成对",
        "a.rhai:1:7: the script ends too early; `{` is missing; look for an open bracket or quotation mark",
    );
    check("fn f() 3", "a.rhai:1:8：“3”之前缺少“{”", "a.rhai:1:8: `{` is missing before `3`");
    check("|z z", "a.rhai:1:4：“z”之前缺少“,”", "a.rhai:1:4: `,` is missing before `z`");
    check("if { }", "a.rhai:1:4：“{”之前缺少一个值", "a.rhai:1:4: a value is missing before `{`");
    check("if true 3", "a.rhai:1:9：“3”之前缺少“{”", "a.rhai:1:9: `{` is missing before `3`");
    check(
        "if true { 1 } else if",
        "a.rhai:1:22：脚本没有写完；请检查括号和引号是否成对",
        "a.rhai:1:22: the script ends too early; look for an open bracket or quotation mark",
    );
    check(
        "for in 2027..=2029 { }",
        "a.rhai:1:5：此处应为名称，却是“in”",
        "a.rhai:1:5: a name is wanted here, not `in`",
    );
    check(
        "for y 2027..=2029 { }",
        "a.rhai:1:7：“2027”之前缺少“in”",
        "a.rhai:1:7: `in` is missing before `2027`",
    );
    check("for y in { }", "a.rhai:1:10：“{”之前缺少一个值", "a.rhai:1:10: a value is missing before `{`");
    check("while { }", "a.rhai:1:7：“{”之前缺少一个值", "a.rhai:1:7: a value is missing before `{`");
    check(
        "{ let x = 1",
        "a.rhai:1:12：脚本没有写完，末尾缺少“;”；请检查括号和引号是否成对",
        "a.rhai:1:12: the script ends too early; `;` is missing; look for an open bracket or quotation mark",
    );
    check(
        "rule(2027, |z| { z.invest(1.0);",
        "a.rhai:1:32：脚本没有写完，末尾缺少“}”；请检查括号和引号是否成对",
        "a.rhai:1:32: the script ends too early; `}` is missing; look for an open bracket or quotation mark",
    );
    check("let m = #{a 1};", "a.rhai:1:13：“1”之前缺少“:”", "a.rhai:1:13: `:` is missing before `1`");
    check("let m = #{a: };", "a.rhai:1:14：“}”之前缺少一个值", "a.rhai:1:14: a value is missing before `}`");
    check(
        r#"zone("台州高新区")."#,
        "a.rhai:1:15：脚本没有写完；请检查括号和引号是否成对",
        "a.rhai:1:15: the script ends too early; look for an open bracket or quotation mark",
    );
    check(
        "import;",
        "a.rhai:1:7：语法错误：“;”附近看不懂；请检查是否缺少分号、括号或引号",
        "a.rhai:1:7: syntax error near `;`; look for a missing semicolon, bracket or quotation mark",
    );
    check("export;", "a.rhai:1:7：此处应为名称，却是“;”", "a.rhai:1:7: a name is wanted here, not `;`");
    check(
        "else { }",
        "a.rhai:1:1：语法错误：“else”附近看不懂；请检查是否缺少分号、括号或引号",
        "a.rhai:1:1: syntax error near `else`; look for a missing semicolon, bracket or quotation mark",
    );
    check(
        "}",
        "a.rhai:1:1：“}”没有与之配对的左括号；请删去，或补上左括号",
        "a.rhai:1:1: `}` closes nothing; remove it, or open the bracket it closes",
    );
    check(
        "let a = 1);",
        "a.rhai:1:10：“)”没有与之配对的左括号；请删去，或补上左括号",
        "a.rhai:1:10: `)` closes nothing; remove it, or open the bracket it closes",
    );
}

#[test]
fn symbols_and_words_of_other_languages() {
    check(
        "if x = 3 { }",
        "a.rhai:1:6：脚本中没有“=”这种写法，应写“==”",
        "a.rhai:1:6: `=` is no symbol of scripts; write `==`",
    );
    check(
        "if 1 === 1 { }",
        "a.rhai:1:6：脚本中没有“===”这种写法，应写“==”",
        "a.rhai:1:6: `===` is no symbol of scripts; write `==`",
    );
    check(
        "let x !== 3;",
        "a.rhai:1:7：脚本中没有“!==”这种写法，应写“!=”",
        "a.rhai:1:7: `!==` is no symbol of scripts; write `!=`",
    );
    check(
        "let x := 3;",
        "a.rhai:1:7：脚本中没有“:=”这种写法，应写“=”",
        "a.rhai:1:7: `:=` is no symbol of scripts; write `=`",
    );
    check(
        "let x <- 3;",
        "a.rhai:1:7：脚本中没有“<-”这种写法，应写“<=”",
        "a.rhai:1:7: `<-` is no symbol of scripts; write `<=`",
    );
    check(
        "let x = 5; x++;",
        "a.rhai:1:13：脚本中没有“++”这种写法，应写“+= 1”",
        "a.rhai:1:13: `++` is no symbol of scripts; write `+= 1`",
    );
    check(
        "let x = 5; x--;",
        "a.rhai:1:13：脚本中没有“--”这种写法，应写“-= 1”",
        "a.rhai:1:13: `--` is no symbol of scripts; write `-= 1`",
    );
    check(
        "if 3 ≤ 4 { }",
        "a.rhai:1:6：脚本中没有“≤”这种写法，应写“<=”",
        "a.rhai:1:6: `≤` is no symbol of scripts; write `<=`",
    );
    check(
        "let x = 1; if x ≥ 4 { }",
        "a.rhai:1:17：脚本中没有“≥”这种写法，应写“>=”",
        "a.rhai:1:17: `≥` is no symbol of scripts; write `>=`",
    );
    check(
        "let x = 1; if x ≠ 4 { }",
        "a.rhai:1:17：脚本中没有“≠”这种写法，应写“!=”",
        "a.rhai:1:17: `≠` is no symbol of scripts; write `!=`",
    );
    check(
        "let x = 3 × 4;",
        "a.rhai:1:11：脚本中没有“×”这种写法，应写“*”",
        "a.rhai:1:11: `×` is no symbol of scripts; write `*`",
    );
    check(
        "let x = 3 ÷ 4;",
        "a.rhai:1:11：脚本中没有“÷”这种写法，应写“/”",
        "a.rhai:1:11: `÷` is no symbol of scripts; write `/`",
    );
    check(
        "let x = 1...3;",
        "a.rhai:1:10：脚本中没有“...”这种写法，应写“..=”",
        "a.rhai:1:10: `...` is no symbol of scripts; write `..=`",
    );
    check(
        "let x = a->b;",
        "a.rhai:1:10：脚本中没有“->”这种写法，应写“.”",
        "a.rhai:1:10: `->` is no symbol of scripts; write `.`",
    );
    check(
        "let x = ~3;",
        "a.rhai:1:9：脚本中没有“~”这种写法，应写“..”",
        "a.rhai:1:9: `~` is no symbol of scripts; write `..`",
    );
    check("let x = $a;", "a.rhai:1:9：脚本中没有“$”这种写法", "a.rhai:1:9: `$` is no symbol of scripts");
    check("let x = @a;", "a.rhai:1:9：脚本中没有“@”这种写法", "a.rhai:1:9: `@` is no symbol of scripts");
    check(
        "# 注释",
        "a.rhai:1:1：脚本中没有“#”这种写法，应写“//”",
        "a.rhai:1:1: `#` is no symbol of scripts; write `//`",
    );
    check(
        "-- 注释",
        "a.rhai:1:1：脚本中没有“--”这种写法，应写“//”",
        "a.rhai:1:1: `--` is no symbol of scripts; write `//`",
    );
    check(
        "/// 说明\nlet x = 3;",
        "a.rhai:1:1：三条斜杠的注释只能写在 fn 前面；普通注释请用两条斜杠",
        "a.rhai:1:1: a comment with three slashes belongs before fn; write two slashes",
    );
    check(
        "let null = 3;",
        "a.rhai:1:5：“null”是脚本语言的保留字，请换一个名称",
        "a.rhai:1:5: `null` is kept by the script language; choose another name",
    );
    check(
        "var x = 3;",
        "a.rhai:1:1：“var”是脚本语言的保留字，请换一个名称",
        "a.rhai:1:1: `var` is kept by the script language; choose another name",
    );
    check(
        "let x = new Foo();",
        "a.rhai:1:9：“new”是脚本语言的保留字，请换一个名称",
        "a.rhai:1:9: `new` is kept by the script language; choose another name",
    );
    check(
        "let x = null;",
        "a.rhai:1:9：“null”是脚本语言的保留字，请换一个名称",
        "a.rhai:1:9: `null` is kept by the script language; choose another name",
    );
    check(
        "match x { }",
        "a.rhai:1:1：“match”是脚本语言的保留字，请换一个名称",
        "a.rhai:1:1: `match` is kept by the script language; choose another name",
    );
    check("let x = 3 if true;", "a.rhai:1:11：“if”之前缺少“;”", "a.rhai:1:11: `;` is missing before `if`");
    check(
        "let x = true and false;",
        "a.rhai:1:14：“and”之前缺少“;”",
        "a.rhai:1:14: `;` is missing before `and`",
    );
    check("let x = not true;", "a.rhai:1:13：“true”之前缺少“;”", "a.rhai:1:13: `;` is missing before `true`");
    check("let x = 3 € 4;", "a.rhai:1:11：脚本中没有“€”这种写法", "a.rhai:1:11: `€` is no symbol of scripts");
}

#[test]
fn numbers_and_texts() {
    check(
        "let a = 1.2.3;",
        "a.rhai:1:13：此处应为名称，却是“3”",
        "a.rhai:1:13: a name is wanted here, not `3`",
    );
    check(
        "let a = 12abc;",
        "a.rhai:1:9：“12abc”不是数；应写成 1453.9 的样子，不带千分位和单位",
        "a.rhai:1:9: `12abc` is not a number; write it like 1453.9, without thousands separator or unit",
    );
    check(
        "let a = 1,000;",
        "a.rhai:1:9：“1,”不是数；应写成 1453.9 的样子，不带千分位和单位",
        "a.rhai:1:9: `1,` is not a number; write it like 1453.9, without thousands separator or unit",
    );
    check(
        "let a = 2027年;",
        "a.rhai:1:9：“2027年”不是脚本中年份的写法，应写 2027",
        "a.rhai:1:9: `2027年` is not how scripts write years; write 2027",
    );
    check(
        "let a = 0x;",
        "a.rhai:1:9：“0x”不是数；应写成 1453.9 的样子，不带千分位和单位",
        "a.rhai:1:9: `0x` is not a number; write it like 1453.9, without thousands separator or unit",
    );
    check(
        "let s = 'abc';",
        r#"a.rhai:1:9：文字请用英文双引号括起来，如 "invest""#,
        r#"a.rhai:1:9: put a text in double quotes, such as "invest""#,
    );
    check(
        "let s = 'a",
        "a.rhai:1:9：文字没有结束，请在末尾补上英文双引号",
        "a.rhai:1:9: this text is never closed; add a double quote at its end",
    );
    check(
        r#"let s = "a\q";"#,
        r#"a.rhai:1:12：文字中不能写“\q”；反斜杠请写成两个"#,
        r#"a.rhai:1:12: `\q` is not known in a text; write a backslash twice"#,
    );
    check(
        r#"let s = "C:\用户";"#,
        r#"a.rhai:1:13：文字中不能写“\用”；反斜杠请写成两个"#,
        r#"a.rhai:1:13: `\用` is not known in a text; write a backslash twice"#,
    );
}
