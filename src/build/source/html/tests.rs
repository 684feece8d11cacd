//! Tests of [`super`].

use super::super::super::document::{Document, FilterValue};
use super::*;

fn page(text: &str) -> Page {
    read(text, "/fr/a", Furniture::Skip)
}

fn document(text: &str) -> Document {
    page(text).document
}

fn paragraphs(text: &str) -> Vec<Text> {
    document(text).sections.into_iter().flat_map(|section| section.paragraphs).collect()
}

#[test]
fn titles_come_from_the_content_then_the_head() {
    assert_eq!(document("<title>العنوان | موقع</title><main><h1>العنوان</h1><p>x").title, "العنوان");
    assert_eq!(document("<title> العنوان\n| موقع</title><main><p>x").title, "العنوان | موقع");
    assert_eq!(document("<meta property=og:title content='Τίτλος'><main><p>x").title, "Τίτλος");
    assert_eq!(document("<svg><title>icon</title></svg><p>x").title, "");
    assert_eq!(document("<main><h1><img alt='Логотип'></h1><p>x").title, "Логотип");
}

#[test]
fn sections_have_the_anchors_of_the_page() {
    let document = document(
        "<main><p>intro</p><h2 id=one>أول <a class=headerlink href=#one>¶</a></h2><p>1</p>\
         <section id=two><h2>ثانٍ</h2><p>2</section><h3><a name=three></a>ثالث</h3><h2>رابع</h2><p>4</main>",
    );
    let sections: Vec<_> =
        document.sections.iter().map(|section| (section.heading.as_str(), section.anchor.as_str())).collect();
    assert_eq!(sections, [("", ""), ("أول", "one"), ("ثانٍ", "two"), ("ثالث", "three"), ("رابع", "")]);
}

#[test]
fn blocks_part_paragraphs_and_inline_elements_do_not() {
    assert_eq!(
        paragraphs(
            "<main>a<b>b</b>c<p>один<br>два<div>три<ul><li>раз<li>два</ul></div>\
             <table><tr><th>k<td>v<tr><td>1<td>2</table><pre>x\n  y</pre>soft&shy;hyphen<wbr>ated &eacute;&#x4e2d;"
        ),
        ["abc", "один два", "три", "раз", "два", "k v", "1 2", "x y", "softhyphenated é中"]
    );
}

#[test]
fn what_nobody_reads_is_left_out() {
    assert_eq!(
        paragraphs(
            "<main><script>a</script><style>b</style><template>c</template><noscript>d</noscript><svg><text>e</text></svg>\
             <p hidden>f<p aria-hidden=true>g<p style='display: none'>h<button>i</button><dialog>j</dialog>\
             <ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby><!-- k --><img alt=logo><nav>l</nav></main><p>outside"
        ),
        ["漢字"]
    );
}

#[test]
fn furniture_goes_only_where_nothing_marks_the_content() {
    let text = "<header>site</header><nav>menu</nav><article><header><h1>عنوان</h1></header><p>نص<footer>author</footer>\
                </article><aside>ads</aside><form>search</form><div role=search>s</div><footer>©</footer>";
    assert_eq!(paragraphs(text), ["نص", "author"]);
    assert_eq!(document(text).title, "عنوان");
    assert_eq!(page(text).content, Content::Guessed);
    assert_eq!(paragraphs("<main><header>kept</header><form>too</form></main>"), ["kept", "too"]);
    assert_eq!(paragraphs("<div role=main><p>دور</div><p>x"), ["دور"]);
    // A page that is one form would otherwise have no text.
    assert_eq!(paragraphs("<form><p>все</form>"), ["все"]);
}

#[test]
fn marks_of_both_names_select_and_describe() {
    let page = page(
        "<html data-pagefind-weight=2><meta name=x content=سوريا data-tarjuman-filter='topic[content]'>\
         <div data-pagefind-body><h1 data-pagefind-meta=title>T</h1><p>kept \
         <span data-tarjuman-ignore>gone <i data-pagefind-filter=author>نور</i></span></p>\
         <p data-pagefind-ignore=all><b data-pagefind-filter=author>nobody</b></p></div>\
         <p data-pagefind-filter='kind:news, topic:war' data-pagefind-sort='price[data-price], date:2020-01-02' data-price=7>no\
         <img src=/x.png data-pagefind-meta='image[src], note:a b'>",
    );
    let document = page.document;
    assert_eq!(page.content, Content::Marked);
    assert_eq!(document.sections[0].paragraphs, ["kept"]);
    assert_eq!(document.title, "T");
    let text = |text: &str| FilterValue::Text(text.into());
    assert_eq!(document.filters["author"], [text("نور")]);
    assert_eq!(document.filters["topic"], [text("سوريا"), text("war")]);
    assert_eq!(document.filters["kind"], [text("news")]);
    assert_eq!((document.meta["image"].as_str(), document.meta["note"].as_str()), ("/x.png", "a b"));
    assert_eq!(document.sort["price"], "7");
    assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2020-01-02"));
    assert!((document.weight - 2.0).abs() < f32::EPSILON);
    assert_eq!(page.faults, []);
}

#[test]
fn dates_are_found_and_checked() {
    for text in [
        "<meta name=date content=2018-11-26>",
        "<meta property=article:published_time content=2018-11-26T10:00:00Z>",
        "<time datetime=2018-11-26 pubdate>٢٦ نوفمبر</time>",
    ] {
        assert_eq!(document(text).date.map(|date| date.to_string()).as_deref(), Some("2018-11-26"), "{text}");
    }
    assert_eq!(page("<meta name=date content='hier'><p>x").faults, [(0, Fault::Date("hier".into()))]);
    assert_eq!(document("<time datetime=2018-11-26>no</time>").date, None);
}

#[test]
fn links_that_run_code_are_refused() {
    let page = page("<link rel=canonical href='javascript:x'><p>x");
    assert_eq!(page.document.url, "/fr/a");
    assert_eq!(page.faults.len(), 1);
}

#[test]
fn deep_nesting_is_no_danger() {
    let text = format!("{}عمق", "<b>".repeat(20_000));
    assert_eq!(paragraphs(&text), ["عمق"]);
}

/// Each stretch in another language than the document's, with the language.
fn spans(document: &Document) -> Vec<(&str, &str)> {
    let mut spans = Vec::new();
    for text in document.texts() {
        spans.extend(text.spans().iter().map(|span| (&text[span.bytes.clone()], &*span.lang)));
    }
    spans
}

#[test]
fn stretches_keep_the_language_that_they_are_marked_with() {
    let page = document(
        "<html lang=ar><main><h1>قمة <span lang=en>Open\n Source</span></h1>         <p>قال <q lang=fr>la  <em>paix</em> <span lang=zh-hant>和平</span> avant <i lang=ar>كل</i> tout</q> ثم</p>         <section xml:lang=pt_BR><h2>Olá</h2><p>mundo <b lang>?</b></section><p lang=englsh>x</p><p>نص</main>",
    );
    assert_eq!(page.lang, Some(("ar".to_owned(), LangSource::Markup)));
    let expected = [
        ("Open Source", "en"),
        ("la paix", "fr"),
        ("和平", "zh-Hant"),
        ("avant", "fr"),
        ("كل", "ar"),
        ("tout", "fr"),
        ("Olá", "pt-BR"),
        ("mundo", "pt-BR"),
    ];
    assert_eq!(spans(&page), expected);
}

#[test]
fn the_content_has_the_language_of_what_stands_around_it() {
    let page =
        document("<html lang=en><div lang=fa><div><main>متن <i lang=en>x</i> <b lang=fa>متن</b></main></div></div>");
    assert_eq!(page.lang, Some(("fa".to_owned(), LangSource::Markup)));
    assert_eq!(spans(&page), [("x", "en"), ("متن", "fa")]);
    // Two marked bodies: the first one's language is the document's.
    let page = document("<html lang=fr><div data-tarjuman-body>texte</div><div lang=ar data-tarjuman-body>نص</div>");
    assert_eq!(page.lang, Some(("fr".to_owned(), LangSource::Markup)));
    assert_eq!(spans(&page), [("نص", "ar")]);
    assert_eq!(super::read("<p lang=englsh>a<p lang=englsh>b", "/", Furniture::Skip).faults.len(), 1);
}
