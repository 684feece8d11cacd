//! Which of several documents comes first.

use crate::harness::Site;

fn site(documents: &[(&str, &str, &str)]) -> Site {
    let site = Site::new();
    let line = |(url, lang, body): &(&str, &str, &str)| {
        serde_json::json!({ "url": url, "lang": lang, "body": body }).to_string()
    };
    site.create("docs.jsonl", documents.iter().map(line).collect::<Vec<_>>().join("\n"));
    site.build(&["docs.jsonl"]).code(0).quiet();
    site
}

#[test]
fn words_that_begin_alike_raise_a_document_and_find_none() {
    // No stemmer knows these languages: the inflected form is another word to the dictionary.
    let site = site(&[
        ("/sw/table", "sw", "nyumba yetu iko mezani leo"),
        ("/sw/book", "sw", "nyumba yetu iko kitabuni leo"),
        ("/sw/books", "sw", "tunasoma kitabuni"),
        ("/ka/street", "ka", "ქალაქი დიდი ქუჩაში არის"),
        ("/ka/library", "ka", "ქალაქი დიდი ბიბლიოთეკაში არის"),
    ]);
    assert_eq!(site.urls("kitabwa nyumba"), ["/sw/book", "/sw/table"]);
    assert_eq!(site.urls("ბიბლიოთეკარი ქალაქი"), ["/ka/library", "/ka/street"]);
    assert_eq!(site.urls("kitabwa mlima"), [""; 0], "a beginning alone is no match");
}

#[test]
fn marks_that_are_typed_are_meant() {
    let site = site(&[
        ("/vi/sell", "vi", "tôi bán nhà"),
        ("/vi/friend", "vi", "tôi bạn nhà"),
        ("/fr/walks", "fr", "il marche ici"),
        ("/fr/market", "fr", "le marché ici"),
        ("/ar/asked", "ar", "سأل الرجل"),
        ("/ar/flowed", "ar", "سال الماء"),
    ]);
    // The last word is still being typed: a space ends it.
    for (query, first, second) in [
        ("bán ", "/vi/sell", "/vi/friend"),
        ("bạn ", "/vi/friend", "/vi/sell"),
        ("Marché ", "/fr/market", "/fr/walks"),
        ("سأل ", "/ar/asked", "/ar/flowed"),
    ] {
        assert_eq!(site.urls(query), [first, second], "{query}");
    }
    // Without marks, every spelling is as good.
    let page = site.query("ban ");
    let hits = page["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 2);
    assert_eq!(hits[0]["score"], hits[1]["score"]);
    assert_eq!(hits[0]["excerpt"][1]["text"], "bạn");
}
