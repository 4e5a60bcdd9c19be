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
