//! The time that a figure speaks of: a year, or its first months, in the spellings of offices.
//!
//! Owns those spellings: `2001H1`, 2001年上半年, 2001年1-6月 and 2001Q2 are one period. Never: takes
//! months for a year, or a single quarter or month for all months before it.

use super::columns::half_width;
use super::field::{Field, YEARS, bad_year};
use crate::error::{Code, Result};

/// A year, or its months from January on.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Year.
    pub year: i32,
    /// Last month that it counts, from January on; 12 for the whole year.
    pub last_month: u32,
}

/// Words of a whole year behind its number.
const WHOLE: [&str; 6] = ["", "年度", "全年", "FY", "度", "年"];
/// Words of its first half.
const HALF: [&str; 6] = ["H1", "1H", "上半年", "前半年", "半年", "半年度"];

impl Period {
    /// The period that a cell names.
    ///
    /// # Errors
    /// [`Code::BadYear`] for a number that is no plausible year, [`Code::BenchmarkPeriod`] for other words.
    pub(super) fn read(field: &Field) -> Result<Self> {
        let text = field.required()?;
        let bad_year = |year: &str| bad_year(field.name, year, YEARS, &field.place);
        let plain = spelled(&text);
        if plain.bytes().all(|b| b.is_ascii_digit()) && plain.len() != 4 {
            return Err(bad_year(&plain));
        }
        let period = parsed(&plain);
        let period = period.ok_or_else(|| field.error(Code::BenchmarkPeriod).with("found", &text))?;
        if (YEARS.0..=YEARS.1).contains(&period.year) {
            Ok(period)
        } else {
            Err(bad_year(&period.year.to_string()))
        }
    }

    /// Whether it is a whole year.
    pub fn is_year(self) -> bool {
        self.last_month == 12
    }
}

impl std::fmt::Display for Period {
    /// One spelling, whatever was written: `2001` or `2001.1-6`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.is_year() {
            true => write!(f, "{}", self.year),
            false => write!(f, "{}.1-{}", self.year, self.last_month),
        }
    }
}

/// The text without blanks, with one kind of letters, digits and dashes.
fn spelled(text: &str) -> String {
    let dashed = half_width(text).to_uppercase().replace(['—', '–', '‐', '−', '~', '～', '至', '到'], "-");
    let mut plain: String = dashed.chars().filter(|c| !c.is_whitespace()).collect();
    while plain.contains("--") {
        plain = plain.replace("--", "-");
    }
    for noise in ["累计", "合计", "(", ")"] {
        plain = plain.replace(noise, "");
    }
    for (digit, name) in ('1'..).zip(["一", "二", "三", "四", "五", "六", "七", "八", "九"]) {
        plain = plain.replace(name, &digit.to_string());
    }
    plain
}

fn parsed(plain: &str) -> Option<Period> {
    let four = |text: &str| (text.len() == 4).then(|| text.parse::<i32>().ok()).flatten();
    // The year stands in front, or behind as in H1 2001.
    let (year, rest) = match plain.get(..4).and_then(four) {
        Some(year) => (year, plain.get(4..)?),
        None => {
            let at = plain.len().checked_sub(4)?;
            (plain.get(at..).and_then(four)?, plain.get(..at)?)
        }
    };
    // What only separates; without a separator bare numbers of months would be read as more of the year.
    let bare = rest.trim_start_matches(['年', '.', '/', '-']).trim_end_matches(['.', '/', '-']);
    let separated =
        !bare.starts_with(|c: char| c.is_ascii_digit()) || bare.len() < rest.len() || bare == "1H";
    let last_month = last_month(bare).filter(|_| separated)?;
    Some(Period { year, last_month })
}

/// The last month of a part of a year that starts in January.
fn last_month(part: &str) -> Option<u32> {
    if WHOLE.contains(&part) {
        return Some(12);
    }
    if HALF.contains(&part) {
        return Some(6);
    }
    let of = |number: &str, most: u32| number.parse::<u32>().ok().filter(|n| (1..=most).contains(n));
    // A quarter by letter counts from January, as statistics do; the fourth may mean three months as well.
    let letter = part.strip_prefix('Q').or_else(|| part.strip_suffix('Q'));
    if let Some(quarters) = letter {
        let last = quarters.strip_prefix("1-").map(|last| last.trim_start_matches('Q'));
        return match last {
            Some(last) => of(last, 4).map(|n| 3 * n),
            None => of(quarters, 3).map(|n| 3 * n),
        };
    }
    // 前3季度, 1-3季度; in Chinese a quarter by itself counts three months, which only the first has from January.
    let quarters = ["个季度", "季度", "季"].iter().find_map(|word| part.strip_suffix(word));
    if let Some(quarters) = quarters {
        if ["1", "第1", "前1"].contains(&quarters) {
            return Some(3);
        }
        let last = quarters.strip_prefix('前').or_else(|| quarters.strip_prefix("1-"));
        return of(last?, 4).map(|n| 3 * n);
    }
    // 前9个月, 1-9月, 1月-9月, 1-9.
    if let Some(months) = part.strip_prefix('前') {
        return of(months.strip_suffix("个月")?, 12);
    }
    let (first, last) = part.split_once('-')?;
    let first = first.trim_end_matches('月');
    let last = last.strip_suffix("月份").or_else(|| last.strip_suffix('月')).unwrap_or(last);
    (of(first, 1)? == 1).then(|| of(last, 12)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;

    fn read(text: &str) -> Result<Period> {
        Period::read(&Field { name: "year", text: text.into(), place: Place::new("a.csv", 2, 1) })
    }

    #[test]
    fn one_period_is_read_in_every_spelling() {
        let rows: [(u32, &[&str]); 6] = [
            (12, &["2001", "2001年", "２００１年", "2001 年", "2001年度", "2001全年", "2001年1-12月"]),
            (12, &["2001年前四季度", "2001Q1-Q4"]),
            (
                6,
                &[
                    "2001H1",
                    "2001h1",
                    "2001 H1",
                    "2001年H1",
                    "H1 2001",
                    "1H2001",
                    "1H 2001",
                    "2001-H1",
                    "2001上半年",
                    "2001年上半年",
                    "2001年 上半年",
                    "2001年1-6月",
                    "2001.1-6月",
                    "2001.1-6",
                    "2001/1-6",
                    "2001年1—6月",
                    "2001年1－6月",
                    "2001年1～6月",
                    "2001年1至6月",
                    "2001年1月至6月",
                    "2001年1-6月累计",
                    "2001年01-06月",
                    "2001Q2",
                    "2001年前二季度",
                    "2001年前6个月",
                    "2001年前六个月",
                    "2001年1-2季度",
                    "2001年一至二季度",
                    "2001年1-6月份",
                    "2001年（1-6月）",
                ],
            ),
            (9, &["2001Q3", "2001年Q3", "2001年前三季度", "2001前三季度", "2001年前3季度", "2001年1—9月"]),
            (3, &["2001Q1", "2001年一季度", "2001年第一季度", "2001年1季度", "2001年1-3月"]),
            (10, &["2001年1-10月", "2001年前10个月"]),
        ];
        for (last_month, texts) in rows {
            for text in texts {
                let found = read(text).map_err(|error| error.code);
                assert_eq!(found, Ok(Period { year: 2001, last_month }), "{text}");
            }
        }
    }

    #[test]
    fn what_does_not_start_in_january_or_is_no_period_is_told() {
        for text in [
            "上半年",
            "2001H2",
            "2001年下半年",
            "2001年7-9月",
            "2001年三季度",
            "2001年第二季度",
            "2001Q4",
            "2001年6月",
            "2001-06",
            "2001-1",
            "20011-6",
            "01H1",
            "2001年1-13月",
            "2001年0-6月",
            "2001年前5季度",
            "近年",
            "2001.5",
            "2001年初",
            "20010H1",
            "年",
            "2001-2002",
        ] {
            assert_eq!(read(text).map_err(|error| error.code), Err(Code::BenchmarkPeriod), "{text}");
        }
        for text in ["20011", "201", "1800", "2500H1"] {
            assert_eq!(read(text).map_err(|error| error.code), Err(Code::BadYear), "{text}");
        }
        assert_eq!(read("").map_err(|error| error.code), Err(Code::EmptyCell));
    }

    #[test]
    fn it_is_shown_in_one_spelling_which_reads_as_itself() {
        for (text, shown) in [("2001年", "2001"), ("2001年上半年", "2001.1-6"), ("2001Q3", "2001.1-9")] {
            let period = read(text).expect(text);
            assert_eq!(period.to_string(), shown);
            assert_eq!(read(shown).expect(shown), period);
        }
    }
}
