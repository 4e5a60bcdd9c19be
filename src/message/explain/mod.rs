//! What every code means at length: what happened, why it matters, how to mend it, an example.
//!
//! Owns the rows, one per code in a file per room. Never: words the error itself; see `errors`.

mod commands;
mod files;
mod model;
mod offices;
mod scripts;

use super::Lang;
use crate::error::Code;

/// A code at length, in one language; examples are the same in both.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// A short example of what is wrong and what is right; none where no text is at fault.
    pub example: Option<(&'static str, &'static str)>,
}

/// A row: the code, three texts in Chinese and in English, wrong and right if there is an example.
type Row = (Code, [&'static str; 3], [&'static str; 3], &'static [&'static str]);

/// Rows as `Code: what why mend, what why mend, wrong right;` with the last two left out where there is
/// nothing to show.
macro_rules! explanations {
    ($( $name:ident: $a:literal $b:literal $c:literal, $d:literal $e:literal $f:literal $(, $wrong:literal $right:literal)?; )+) => {
        pub(super) const ROWS: &[super::Row] = &[$((
            crate::error::Code::$name, [$a, $b, $c], [$d, $e, $f], &[$($wrong, $right)?]
        )),+];
    };
}
use explanations;

/// The explanation of a code; none if the catalogue lacks it, which a test rules out.
pub fn explanation(code: Code, lang: Lang) -> Option<Explanation> {
    let mut rows =
        [files::ROWS, offices::ROWS, model::ROWS, scripts::ROWS, commands::ROWS].into_iter().flatten();
    let (_, zh, en, example) = rows.find(|row| row.0 == code)?;
    let [what, why, mend] = if lang == Lang::Zh { zh } else { en };
    let example = match example {
        [wrong, right] => Some((*wrong, *right)),
        _ => None,
    };
    Some(Explanation { what, why, mend, example })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_once_in_both_languages() {
        let rows: Vec<&Row> = [files::ROWS, offices::ROWS, model::ROWS, scripts::ROWS, commands::ROWS]
            .into_iter()
            .flatten()
            .collect();
        for &code in Code::ALL {
            assert_eq!(rows.iter().filter(|row| row.0 == code).count(), 1, "{code:?}");
            for lang in [Lang::Zh, Lang::En] {
                let found = explanation(code, lang).expect("a row");
                for text in [found.what, found.why, found.mend] {
                    let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                    assert_eq!(chinese, lang == Lang::Zh, "{code:?}: {text}");
                    assert!(text.is_ascii() || lang == Lang::Zh, "{code:?}: {text}");
                    assert!(text.ends_with(lang.pick("。", ".")), "{code:?}: {text}");
                    assert!(text.chars().count() > 4, "{code:?}: {text}");
                }
                if let Some((wrong, right)) = found.example {
                    assert_ne!(wrong, right, "{code:?}");
                }
            }
        }
        assert_eq!(rows.len(), Code::ALL.len(), "rows of no code");
    }

    #[test]
    fn no_two_codes_have_one_explanation() {
        for lang in [Lang::Zh, Lang::En] {
            let mut seen = Vec::new();
            for found in Code::ALL.iter().filter_map(|code| explanation(*code, lang)) {
                assert!(!seen.contains(&found.what), "{}", found.what);
                seen.push(found.what);
            }
        }
    }
}
