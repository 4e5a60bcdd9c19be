//! What chart `attainment` says of each target, and when counting scopes share a line.
//!
//! Never: computes a likelihood or a percentile over several scopes.

use super::bars::ratio;
use crate::report::axis::Axis;
use crate::report::view::View;
use crate::summary::{Band, ScenarioSummary, TargetHead, TargetResult};

/// Counting scopes share a line if their bars end within so many pixels of each other, and their
/// likelihoods lie within this share.
const CLOSE: (f64, f64) = (9.0, 0.025);

/// One target in one scenario.
pub(super) struct Row<'a> {
    /// As this scenario reads it.
    pub target: TargetHead,
    pub index: usize,
    /// Least and greatest median in the base year: of all draws where they are of one counting scope, of
    /// the scopes where these are close to each other; else each scope has its own line.
    pub start: Option<(f64, f64)>,
    /// The same of the range, and of its median.
    pub band: Option<(Band, (f64, f64))>,
    pub result: Option<&'a TargetResult>,
    /// That the change is mainly one of scope, if so.
    pub mainly_scope: Option<String>,
    pub scopes: Vec<Scope<'a>>,
    /// Least and greatest likelihood of the counting scopes, if these are close and share the line.
    pub close: Option<(f64, f64)>,
}

/// The same under one counting scope.
pub(super) struct Scope<'a> {
    pub name: &'a str,
    pub start: Option<Band>,
    pub band: Band,
    pub result: Option<&'a TargetResult>,
}

/// Every target of a scenario in a milestone year.
pub(super) fn rows<'a>(view: &View<'a>, scenario: &'a ScenarioSummary, year: i32) -> Vec<Row<'a>> {
    let base = view.summary.case.base_year;
    let scope = |target: &TargetHead, index: usize, s: usize| {
        Some(Scope {
            name: view.text(&view.summary.case.scopes[s].name),
            start: view.band(scenario, &target.indicator, None, Some(s), base),
            band: view.band(scenario, &target.indicator, None, Some(s), target.year)?,
            result: view.result(scenario, index, year, Some(s)),
        })
    };
    let scopes = 0..view.summary.case.scopes.len();
    let row = |index: usize| {
        let target = view.as_read(scenario, index);
        let mixed = view.scopes_of(scenario, &target.indicator, None) != [None];
        let of_all = |year| view.band(scenario, &target.indicator, None, None, year).filter(|_| !mixed);
        let middle = |band: &Band| (band[2], band[2]);
        Row {
            index,
            start: of_all(base).as_ref().map(middle),
            band: of_all(target.year).map(|band| (band, middle(&band))),
            result: view.result(scenario, index, year, None),
            mainly_scope: (view.split(scenario, index, year, None))
                .and_then(|split| crate::report::scope::of_level(view, scenario, &target, split)),
            scopes: scopes
                .clone()
                .filter(|_| !target.event)
                .filter_map(|s| scope(&target, index, s))
                .collect(),
            close: None,
            target,
        }
    };
    (0..view.summary.targets.len()).map(row).collect()
}

impl Row<'_> {
    /// Lets the counting scopes share a line if no eye tells their bars apart: it goes from the least of
    /// their numbers to the greatest, which mixes nothing.
    pub fn join(&mut self, axis: &Axis) {
        let chances = self.scopes.iter().filter_map(|of| Some(of.result?.likelihood.probability));
        let ends = |values: &mut dyn Iterator<Item = f64>| {
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
        };
        let chance = ends(&mut chances.clone());
        let place = |value: f64| axis.at(ratio(&self.target, value).clamp(0.0, 2.0));
        let near = (0..5).all(|k| {
            let (low, high) = ends(&mut self.scopes.iter().map(|of| place(of.band[k])));
            high - low <= CLOSE.0
        });
        // A whole percent more is what rounding may add.
        let likely = chance.1 - chance.0 <= CLOSE.1 + 1e-9;
        if self.scopes.len() < 2 || chances.count() < self.scopes.len() || !near || !likely {
            return;
        }
        let of = |k: usize| ends(&mut self.scopes.iter().map(|of| of.band[k]));
        let starts: Option<Vec<f64>> = self.scopes.iter().map(|of| Some(of.start?[2])).collect();
        self.start = starts.map(|starts| ends(&mut starts.into_iter()));
        self.band = Some(([of(0).0, of(1).0, of(2).0, of(3).1, of(4).1], of(2)));
        self.close = Some(chance);
        self.scopes.clear();
    }
}

#[cfg(test)]
mod tests {
    use crate::message::Lang;
    use crate::report::{Chart, Options, chart, fixture, pages};
    use crate::summary::Summary;

    #[test]
    fn scopes_that_no_eye_tells_apart_share_a_line_from_the_least_number_to_the_greatest() {
        let mut summary = fixture::summary(1);
        let (t3, target) = (2 * 4, 4);
        assert_eq!((summary.indicators[t3].id.as_str(), summary.targets[target].id.as_str()), ("t3", "T3"));
        let texts = |summary: &Summary, lang| -> Vec<String> {
            let page = &pages(summary, &[Chart::Attainment]).expect("pages").0[0];
            let options = Options { lang, internal: true, ..Options::default() };
            chart::painting(summary, &options, page).boxes.into_iter().map(|of| of.text).collect()
        };
        let set = |summary: &mut Summary, apart: f64, chance: f64| {
            for scenario in &mut summary.scenarios {
                for band in scenario.bands.iter_mut().filter(|of| (of.indicator, of.zone) == (t3, None)) {
                    let add = match band.scope {
                        None => 7000.0,
                        Some(0) => 0.0,
                        Some(_) => apart,
                    };
                    let years = band.years.iter_mut();
                    years.for_each(|band| *band = [30.0, 31.0, 32.0, 33.0, 34.0].map(|x| x + add));
                }
                for result in scenario.likelihoods.iter_mut().filter(|of| of.target == target) {
                    result.likelihood.probability =
                        if result.scope == Some(1) { 0.31 + chance } else { 0.31 };
                }
            }
        };
        let lines = |texts: &[String]| texts.iter().filter(|text| *text == "挂牌园区口径").count();
        set(&mut summary, 3.5, 0.0);
        let apart = texts(&summary, Lang::Zh);
        set(&mut summary, 0.2, 0.02);
        let close = texts(&summary, Lang::Zh);
        assert_eq!(lines(&close) + 1, lines(&apart), "{close:?}");
        let has = |texts: &[String], wanted: &str| texts.iter().any(|text| text.contains(wanted));
        // Start, P5, P50, P95 and likelihood: of the two scopes, never of all draws.
        for wanted in ["32.0–32.2%", "30.0%", "34.2%", "各口径 31–33%", "各口径相近，合为一行"]
        {
            assert!(has(&close, wanted), "{wanted}: {close:?}");
        }
        assert!(!close.iter().any(|text| text.contains("703")), "{close:?}");
        assert!(texts(&summary, Lang::En).join(" ").contains("31–33% by scope"));
        // Bars alike and likelihoods not: both stand.
        set(&mut summary, 0.2, 0.05);
        assert_eq!(lines(&texts(&summary, Lang::Zh)), lines(&apart));
        // Numbers that print alike are printed once.
        set(&mut summary, 0.001, 0.001);
        let same = texts(&summary, Lang::Zh);
        assert!(has(&same, "各口径 31%") && same.iter().any(|text| text == "32.0%"), "{same:?}");
    }

    #[test]
    fn pictures_that_are_passed_on_tell_likelihoods_in_words() {
        let summary = fixture::summary(1);
        for lang in [Lang::Zh, Lang::En] {
            let texts = |internal: bool| -> Vec<String> {
                let all = pages(&summary, &[Chart::Attainment]).expect("pages").0;
                let options = Options { lang, internal, ..Options::default() };
                let boxes = all.iter().flat_map(|page| chart::painting(&summary, &options, page).boxes);
                boxes.map(|of| of.text).collect()
            };
            let number = |text: &&String| {
                let bracket = lang.pick("（", "(");
                let inner = text.split(bracket).nth(1).unwrap_or_default();
                text.contains(lang.pick("95%区间", "95% sampling"))
                    || inner.trim_end_matches(['）', ')']).ends_with('%')
            };
            let (inside, outside) = (texts(true), texts(false));
            assert!(inside.iter().filter(number).count() > summary.targets.len(), "{inside:?}");
            assert_eq!(outside.iter().find(number), None, "{lang:?}");
        }
    }
}
