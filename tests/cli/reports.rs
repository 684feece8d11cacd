//! What a build says about languages and letters.

use crate::harness::Site;

#[test]
fn a_table_says_how_many_documents_are_in_which_language_and_why() {
    let site = Site::new();
    site.create("site/ar/a.md", "انسخ المستودعات (repositories) أولاً، ثم افتح README وانتظر.");
    site.create("site/zh-hant/a.html", "<html lang=zh-TW><main><p>開源軟體 <i lang=ja>オープン</i></main>");
    site.create("site/x.md", "Η κυβέρνηση ανακοίνωσε τη Δευτέρα την απόφασή της.");
    site.create("site/y.md", "12 345");
    site.build(&["site"]).code(0).quiet().prints(
        "language   documents   markup     path detected  unknown  parts in other languages\n\
         ar                 1                 1                    en 2\n\
         el                 1                          1\n\
         und                1                                   1\n\
         zh-TW              1        1                             ja 1\n",
    );
    let json = site.build(&["site", "--json"]).code(0).json();
    let languages = &json["languages"];
    assert_eq!(languages["ar"].to_string(), r#"{"by":{"path":1},"documents":1,"parts":{"en":2}}"#);
    assert_eq!(languages["zh-TW"]["by"]["markup"], 1);
}

#[test]
fn letters_that_no_word_has_are_reported_with_their_place() {
    let site = Site::new();
    // A Georgian text typed for an old font, and a Burmese one with a single such sign among many letters.
    site.create("site/ka.md", "საქართველო არის ქვეყანა.\n\nქალაქი \u{e012}\u{e013}\u{e014} დიდია.");
    site.create("site/my.txt", format!("{} \u{f8ff}", "မြန်မာနိုင်ငံ ".repeat(20)));
    let ran = site.build(&["site"]).code(0);
    ran.says(&[
        "warning: ",
        "site/ka.md:3: 3 of ",
        " letters are in no word, such as U+E012 (private use) in '\u{e012}\u{e013}\u{e014}'; write them in letters of Unicode",
    ]);
    site.create(
        "lines.jsonl",
        "{\"url\":\"/a\",\"body\":\"fine\"}\n{\"url\":\"/b\",\"title\":\"ab\u{e000}cdef\",\"lang\":\"zu\"}\n",
    );
    let ran = site.build(&["lines.jsonl"]).code(0);
    ran.says(&["lines.jsonl:2: 1 of 7 letters are in no word", "in 'ab\u{e000}cdef'"]);
}

#[test]
fn the_same_warning_a_hundred_times_is_shown_a_few_times() {
    let site = Site::new();
    for n in 0..100 {
        site.create(&format!("site/bn/{n}.md"), "This page was never translated into another language.");
    }
    let ran = site.build(&["site"]).code(0);
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(lines.len(), 13, "{lines:#?}");
    assert!(lines[0].contains("its path says that it is in 'bn', but 100 % of its letters are Latin"), "{}", lines[0]);
    assert_eq!(lines[12], "and 88 more problems; --json lists them all");
    assert_eq!(site.build(&["site", "--json"]).json()["problems"].as_array().unwrap().len(), 100);
}
