//! The shipped cases keep the rules of honesty.

use zonecast::case::{
    Case, Embedded, Folder, Provenance, default_case_id, embedded_case_ids, read_case, unit,
};

fn default_case() -> Case {
    let id = default_case_id();
    read_case(&id, &Embedded::new(&id), &format!("scenarios/{id}")).expect("the default case is valid")
}

/// Wide enough for something nobody measured.
fn is_wide(unit: &str, value: f64, (low, high): (f64, f64)) -> bool {
    let level = unit::find(unit).is_some_and(|unit| unit.level);
    let double = low > 0.0 && high / low >= 2.0;
    // A share of a few percent cannot be 15 points wide; then the ratio must do.
    value >= low && value <= high && (double || (!level && unit == "%" && high - low >= 15.0))
}

#[test]
fn the_default_case_is_embedded_and_equals_the_folder() {
    let id = default_case_id();
    assert!(embedded_case_ids().contains(&id), "{id}");
    let path = format!("{}/scenarios/{id}", env!("CARGO_MANIFEST_DIR"));
    let on_disk = read_case(&id, &Folder::new(path), &format!("scenarios/{id}")).expect("valid");
    let embedded = default_case();
    assert_eq!(on_disk.inputs, embedded.inputs);
    assert_eq!(on_disk.figures, embedded.figures);
    assert_eq!(on_disk.targets, embedded.targets);
}

#[test]
fn every_assumed_number_is_wide() {
    let case = default_case();
    let assumed = |provenance| provenance == Provenance::Assumed;
    for figure in case.figures.iter().filter(|figure| assumed(figure.provenance)) {
        let spread = figure.spread.expect("checked by the reader");
        assert!(is_wide(&figure.unit, figure.value, spread), "{}: {spread:?}", figure.indicator);
    }
    for amount in case.blocks.iter().flat_map(|block| &block.amounts).filter(|a| assumed(a.provenance)) {
        let spread = amount.spread.expect("checked by the reader");
        assert!(is_wide(&amount.unit, amount.value, spread), "{:?}: {spread:?}", amount.place);
    }
}

#[test]
fn shares_of_the_city_leave_a_rest_under_every_scope() {
    let case = default_case();
    for share in ["va_share", "hte_share", "firms_share"] {
        let sums: Vec<f64> = (0..case.scopes.len())
            .map(|scope| {
                let rows = case.figures.iter().filter(|f| f.share_of_city && f.indicator == share);
                rows.filter(|f| f.scope.is_none_or(|s| s == scope)).map(|f| f.value).sum()
            })
            .collect();
        assert!(sums.iter().all(|sum| (5.0..95.0).contains(sum)), "{share}: {sums:?}");
    }
}

#[test]
fn every_zone_has_every_figure_of_a_zone() {
    let case = default_case();
    for figure in case.figures.iter().filter(|figure| figure.zone == Some(0)) {
        let same = case.figures.iter().filter(|other| {
            other.zone.is_some() && other.indicator == figure.indicator && other.scope == figure.scope
        });
        assert_eq!(same.count(), case.zones.len(), "{}", figure.indicator);
    }
}

#[test]
fn blocks_all_hold_the_same_quantities() {
    let case = default_case();
    let names = |i: usize| case.blocks[i].amounts.iter().map(|a| a.indicator.as_str()).collect::<Vec<_>>();
    for (i, block) in case.blocks.iter().enumerate() {
        assert_eq!(names(i), names(0), "{}", block.id);
        let value = |name: &str| block.amounts.iter().find(|a| a.indicator == name).map_or(0.0, |a| a.value);
        assert!(value("hte_above") <= value("hte") && value("hitech_va") <= value("va"), "{}", block.id);
        assert!(value("hte_above") <= value("firms") && value("va") < value("revenue"), "{}", block.id);
    }
}

#[test]
fn published_numbers_name_issuer_title_and_date() {
    let case = default_case();
    let figures = case.figures.iter().map(|figure| (figure.provenance, &figure.source));
    let amounts = case.blocks.iter().flat_map(|b| &b.amounts).map(|a| (a.provenance, &a.source));
    let points = case.history.iter().map(|point| (Provenance::Published, &point.source));
    for (provenance, source) in figures.chain(amounts).chain(points) {
        if provenance == Provenance::Published {
            assert!(
                ![&source.issuer, &source.title, &source.date].iter().any(|s| s.is_empty()),
                "{source:?}"
            );
        }
    }
}

#[test]
fn no_file_prints_an_address() {
    let id = default_case_id();
    let folder = format!("{}/scenarios/{id}", env!("CARGO_MANIFEST_DIR"));
    for entry in std::fs::read_dir(folder).expect("there").flatten().filter(|entry| entry.path().is_file()) {
        let text = std::fs::read_to_string(entry.path()).expect("UTF-8");
        for word in ["http", "www.", "memory", "quality="] {
            assert!(!text.contains(word), "{:?} holds {word}", entry.path());
        }
    }
}

#[test]
fn every_target_is_of_a_milestone_and_those_met_jointly_of_the_first() {
    let case = default_case();
    for target in &case.targets {
        assert!(case.milestones.contains(&target.year), "{}", target.id);
        let joint = case.joint.iter().any(|group| group.of.contains(&target.of));
        assert!(!joint || Some(&target.year) == case.milestones.first(), "{}", target.id);
    }
    assert!(case.demonstration, "figures by zone are assumed");
}
