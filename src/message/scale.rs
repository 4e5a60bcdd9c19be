//! Likelihoods in words: the formal scale for one's own targets, the IPCC scale for analysts.
//!
//! Owns the class limits and how a likelihood is printed as a percentage. A
//! class is read off the number *as printed*, so that a word and the percentage
//! beside it never disagree. Never: knows targets, draws or charts.

use super::Lang;

/// Which scale of likelihood is used.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub enum Wording {
    /// The scale of official papers on one's own targets.
    #[default]
    Formal,
    /// The calibrated language of the IPCC (Mastrandrea et al. 2010, guidance note for AR5).
    Ipcc,
}

/// What the document's verb asks for; the words of the formal scale follow it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// 达、超过: a target that is met or not.
    Meet,
    /// 力争: never worded as completed or not completed.
    Strive,
    /// 保持: a position that is held or not.
    Hold,
    /// Others decide when there is a batch; strived for, never worded as completed or not.
    Batch,
    /// A condition that triggers support; it happens or does not.
    Trigger,
}

/// Class of a likelihood on the formal scale; the lights of charts follow it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outlook {
    /// Below 20 %.
    Gap,
    /// From 20 to below 40 %.
    Strained,
    /// From 40 to below 60 %.
    Push,
    /// From 60 to below 80 %.
    Hopeful,
    /// 80 % and above.
    OnTrack,
}

impl Outlook {
    /// All classes, best first.
    pub const ALL: [Outlook; 5] =
        [Outlook::OnTrack, Outlook::Hopeful, Outlook::Push, Outlook::Strained, Outlook::Gap];

    /// The class of a probability in `0.0..=1.0`.
    pub fn of(probability: f64) -> Self {
        match whole_percent(probability) {
            80.. => Self::OnTrack,
            60.. => Self::Hopeful,
            40.. => Self::Push,
            20.. => Self::Strained,
            _ => Self::Gap,
        }
    }

    /// The range of the class as printed in legends.
    pub fn range(self) -> &'static str {
        match self {
            Self::OnTrack => "≥80%",
            Self::Hopeful => "60–80%",
            Self::Push => "40–60%",
            Self::Strained => "20–40%",
            Self::Gap => "<20%",
        }
    }
}

/// A probability in `0.0..=1.0` as a whole number of percent.
pub fn whole_percent(probability: f64) -> u32 {
    (probability.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// A probability as printed: `67%`, `<1%`, `>99%`; never a false 0 % or 100 %.
pub fn percent(probability: f64) -> String {
    if probability < 0.01 {
        "<1%".to_owned()
    } else if probability > 0.99 {
        ">99%".to_owned()
    } else {
        format!("{}%", whole_percent(probability))
    }
}

/// Whether a word holds for the whole sampling interval.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// One class.
    Sure,
    /// The interval crosses one limit of classes.
    Borderline,
    /// It crosses more: there are too few draws for a word.
    TooFew,
}

/// How sure the words of a likelihood are, from its interval.
pub fn sureness((low, high): (f64, f64), wording: Wording, verb: Verb) -> Sureness {
    let inside = (whole_percent(low)..=whole_percent(high)).map(|k| f64::from(k) / 100.0);
    let inside = inside.filter(|p| low <= *p && *p <= high);
    let words = inside.chain([low, high]).map(|p| words(p, wording, verb, Lang::En));
    match words.collect::<std::collections::BTreeSet<_>>().len() {
        0 | 1 => Sureness::Sure,
        2 => Sureness::Borderline,
        _ => Sureness::TooFew,
    }
}

/// A probability in words.
pub fn words(probability: f64, wording: Wording, verb: Verb, lang: Lang) -> &'static str {
    match wording {
        Wording::Formal => formal(Outlook::of(probability), verb, lang),
        Wording::Ipcc => ipcc(probability, lang),
    }
}

fn formal(outlook: Outlook, verb: Verb, lang: Lang) -> &'static str {
    use {Outlook as O, Verb as V};
    match (outlook, verb) {
        (_, V::Batch) => lang.pick(
            "取决于国家、省批次安排，列为争取事项",
            "Strive for it; batches are decided by nation and province",
        ),
        (_, V::Trigger) => lang.pick("属触发条件，以省评价为准", "A trigger, by the provincial evaluation"),
        (O::OnTrack, V::Meet) => lang.pick("预计可如期完成", "Expected on time"),
        (O::OnTrack, V::Strive) => lang.pick("预计可达到力争值", "Aim expected to be met"),
        (O::OnTrack, V::Hold) => lang.pick("预计可继续保持", "Expected to hold"),
        (O::Hopeful, V::Meet) => lang.pick("有望完成", "Within reach"),
        (O::Hopeful, V::Strive) => lang.pick("有望达到力争值", "Aim within reach"),
        (O::Hopeful, V::Hold) => lang.pick("有望继续保持", "Likely to hold"),
        (O::Push, _) => lang.pick("需持续加力", "Needs sustained effort"),
        (O::Strained, _) => lang.pick("压力较大", "Under strain"),
        (O::Gap, V::Strive) => {
            lang.pick("距力争值差距明显，建议提前研究对策", "Clear gap to the aim; prepare measures early")
        }
        (O::Gap, _) => lang.pick("缺口明显，建议提前研究对策", "Clear gap; prepare measures early"),
    }
}

fn ipcc(probability: f64, lang: Lang) -> &'static str {
    if probability > 0.99 {
        return lang.pick("几乎确定", "Virtually certain");
    }
    if probability < 0.01 {
        return lang.pick("极不可能", "Exceptionally unlikely");
    }
    match whole_percent(probability) {
        90.. => lang.pick("很可能", "Very likely"),
        66.. => lang.pick("可能", "Likely"),
        34.. => lang.pick("或有或无", "About as likely as not"),
        11.. => lang.pick("不大可能", "Unlikely"),
        _ => lang.pick("很不可能", "Very unlikely"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(probability: f64, printed: &str, formal: &str, ipcc: &str) {
        assert_eq!(percent(probability), printed);
        assert_eq!(words(probability, Wording::Formal, Verb::Meet, Lang::Zh), formal, "{probability}");
        assert_eq!(words(probability, Wording::Ipcc, Verb::Meet, Lang::En), ipcc, "{probability}");
    }

    #[test]
    fn class_limits_fall_on_the_percentage_as_printed() {
        check(1.0, ">99%", "预计可如期完成", "Virtually certain");
        check(0.99, "99%", "预计可如期完成", "Very likely");
        check(0.80, "80%", "预计可如期完成", "Likely");
        check(0.796, "80%", "预计可如期完成", "Likely");
        check(0.794, "79%", "有望完成", "Likely");
        check(0.60, "60%", "有望完成", "About as likely as not");
        check(0.594, "59%", "需持续加力", "About as likely as not");
        check(0.40, "40%", "需持续加力", "About as likely as not");
        check(0.394, "39%", "压力较大", "About as likely as not");
        check(0.20, "20%", "压力较大", "Unlikely");
        check(0.194, "19%", "缺口明显，建议提前研究对策", "Unlikely");
        check(0.01, "1%", "缺口明显，建议提前研究对策", "Very unlikely");
        check(0.0, "<1%", "缺口明显，建议提前研究对策", "Exceptionally unlikely");
    }

    #[test]
    fn a_word_is_sure_only_if_the_whole_interval_has_it() {
        let check = |low, high, verb, wanted| {
            assert_eq!(sureness((low, high), Wording::Formal, verb), wanted, "{low} {high}");
        };
        check(0.61, 0.78, Verb::Meet, Sureness::Sure);
        check(0.55, 0.65, Verb::Meet, Sureness::Borderline);
        check(0.35, 0.65, Verb::Meet, Sureness::TooFew);
        // One draw without a hit: Wilson's interval reaches 79 %.
        check(0.0, 0.793, Verb::Meet, Sureness::TooFew);
        // What others decide has the same words whatever the likelihood.
        check(0.0, 1.0, Verb::Batch, Sureness::Sure);
        assert_eq!(sureness((0.98, 0.995), Wording::Ipcc, Verb::Meet), Sureness::Borderline);
    }

    #[test]
    fn an_aim_is_never_worded_as_completed_or_not() {
        for percent in 0..=100 {
            let probability = f64::from(percent) / 100.0;
            for verb in [Verb::Strive, Verb::Hold, Verb::Batch, Verb::Trigger] {
                let text = words(probability, Wording::Formal, verb, Lang::Zh);
                assert!(!text.contains("完成"), "{text}");
            }
        }
    }

    #[test]
    fn every_class_has_words_in_both_languages() {
        for percent in 0..=100 {
            for wording in [Wording::Formal, Wording::Ipcc] {
                for verb in [Verb::Meet, Verb::Strive, Verb::Hold, Verb::Batch, Verb::Trigger] {
                    let probability = f64::from(percent) / 100.0;
                    assert!(words(probability, wording, verb, Lang::Zh).chars().all(|c| c > '\u{2e80}'));
                    assert!(words(probability, wording, verb, Lang::En).is_ascii());
                }
            }
        }
    }
}
