//! `tarjuman inspect` over a bundle of known contents.

use crate::harness::Site;

#[test]
fn groups_of_a_language() {
    let site = Site::new();
    let docs = [("ru", "город города городу"), ("bg", "город"), ("zh", "运河"), ("ru", "море")];
    let line = |(n, (lang, body)): (usize, &(&str, &str))| {
        format!("{{\"url\":\"/{n}\",\"lang\":\"{lang}\",\"body\":\"{body}\"}}\n")
    };
    site.create("docs.jsonl", docs.iter().enumerate().map(line).collect::<String>());
    site.build(&["docs.jsonl"]).code(0).quiet();
    let groups = site.run(&["inspect", "dist", "--groups", "ru", "--json"]).code(0).quiet().json();
    assert_eq!(groups, serde_json::json!([["город", "города", "городу"]]));
    assert_eq!(site.run(&["inspect", "dist", "--groups", "ru"]).code(0).quiet().stdout, "город города городу\n");
    site.run(&["inspect", "dist", "--groups", "zh"]).code(1).quiet();
}
