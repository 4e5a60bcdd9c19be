//! What holds for every chart: no overlap, no broken number, same bytes each time.

use super::*;

#[test]
#[ignore = "writes pictures into /tmp/scratch for the eye"]
fn pictures_for_the_eye() {
    for (lang, tag) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let summary = fixture::summary(8);
        let options = Options { lang, ..Options::default() };
        let which = parse("all,fan:t2,fan:t4_zone@z4").expect("known charts");
        let start = std::time::Instant::now();
        let (files, warnings) = charts(&summary, &options, &which).expect("drawn");
        eprintln!("{} files in {:?}, {warnings:?}", files.len(), start.elapsed());
        for file in files {
            std::fs::write(format!("/tmp/scratch/{tag}_{}", file.name), file.bytes).expect("written");
        }
    }
}

#[test]
#[ignore = "timing"]
fn timing() {
    let summary = fixture::summary(8);
    let options = Options::default();
    let (pages, _) = pages(&summary, &parse("all").expect("known")).expect("pages");
    for page in &pages {
        let t0 = std::time::Instant::now();
        let painting = chart::painting(&summary, &options, page);
        let t1 = std::time::Instant::now();
        let parsed = paint::tree(&painting).expect("tree");
        let t2 = std::time::Instant::now();
        let map = paint::pixels(&painting, &parsed).expect("pixels");
        let t3 = std::time::Instant::now();
        let png = paint::encode(&map).expect("png");
        eprintln!(
            "{} draw {:?} parse {:?} render {:?} encode {:?} {}",
            page.name,
            t1 - t0,
            t2 - t1,
            t3 - t2,
            t3.elapsed(),
            png.len()
        );
    }
}
