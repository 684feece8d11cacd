//! Words of texts, by a table that the build wrote for them.

use super::{FoldTable, Token, Tokenizer, Wanted, write_fold_table};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

fn table(corpus: &str) -> FoldTable {
    FoldTable::read(&write_fold_table(corpus.chars())).unwrap()
}

/// A table that knows every code point.
fn whole_table() -> FoldTable {
    FoldTable::read(&write_fold_table('\0'..=char::MAX)).unwrap()
}

/// Tokens and where they stand; grams by their ranges too.
fn tokens(table: &FoldTable, text: &str) -> Vec<(String, usize, usize)> {
    let mut tokens = Vec::new();
    Tokenizer::new(table).tokenize(text, &mut |token| match token {
        Token::Word { text: folded, start, end, .. } => tokens.push((folded.to_owned(), start, end)),
        Token::Run(run) => tokens.extend(run.grams().map(|gram| (gram.text.to_owned(), gram.start, gram.end))),
    });
    for &(_, start, end) in &tokens {
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end) && start < end, "{text:?} {start}..{end}");
    }
    tokens
}

fn words(table: &FoldTable, text: &str) -> Vec<String> {
    tokens(table, text).into_iter().map(|(word, _, _)| word).collect()
}

fn nfkd(text: &str) -> String {
    text.nfkd().collect()
}

#[test]
fn a_corpus_in_lower_case_without_accents_knows_the_other_spellings() {
    let table = table("armee ecole romana дума اسلام 苏伊士");
    for (typed, folded) in
        [("ARMÉE", "armee"), ("École", "ecole"), ("ROMÂNĂ", "romana"), ("ДУМА", "дума"), ("إِسْلام", "اسلام")]
    {
        assert_eq!(words(&table, &nfkd(typed)), [folded], "{typed}");
    }
    assert_eq!(words(&table, "蘇伊士"), words(&table, "苏伊士"));
}

#[test]
fn a_name_that_begins_or_ends_within_a_character_has_its_parts_once() {
    let table = whole_table();
    for text in ["YesÃ¼n", "foo_¼n", "getUser㏠後", "v2.0½", "¼nB", "½.x"] {
        assert_eq!(words(&table, text), words(&table, &nfkd(text)), "{text}");
    }
}

#[test]
fn elision_leaves_the_noun_and_other_apostrophes_join() {
    let table = table("l’armée");
    assert_eq!(words(&table, "l’armée de l'Islam"), ["armee", "de", "islam"]);
    assert_eq!(words(&table, &nfkd("aujourd’hui o'clock Sana'a jusqu’à")), ["aujourdhui", "oclock", "sanaa", "a"]);
    assert_eq!(words(&table, "'quoted' \"l\" l' ''x"), ["quoted", "l", "l", "x"]);
}

#[test]
fn other_joining_signs_do_as_apostrophes_do() {
    let table = whole_table();
    // Catalan; not between words
    assert_eq!(words(&table, "col·lecció col·laborar"), ["colleccio", "collaborar"]);
    assert_eq!(words(&table, "un · dos"), ["un", "dos"]);
    // Hebrew acronyms and foreign sounds, with the signs of its own and those of most keyboards
    for acronym in ["צה״ל", "צה\"ל", "צהל"] {
        assert_eq!(words(&table, acronym), ["צהל"], "{acronym}");
    }
    assert_eq!(words(&table, "ג׳ירפה"), words(&table, "ג'ירפה"));
    // Ukrainian, with three apostrophes
    for five in ["п’ять", "п'ять", "пʼять"] {
        assert_eq!(words(&table, five), ["пять"], "{five}");
    }
    assert_eq!(words(&table, "约翰·史密斯"), words(&table, "约翰 史密斯"));
}

#[test]
fn letters_of_their_own_are_put_together_again() {
    let table = table("мой мои їжак йод");
    for text in ["мой", "їжак"] {
        assert_eq!(words(&table, text), words(&table, &nfkd(text)), "{text}");
    }
    assert_eq!(words(&table, &nfkd("мой мои")), ["мой", "мои"]);
    assert_eq!(words(&table, &nfkd("ЙОД ЇЖАК")), ["йод", "їжак"]);
    // Elsewhere the two marks mean nothing.
    assert_eq!(words(&table, &nfkd("ă ö и\u{308} і\u{306} ё")), ["a", "o", "и", "і", "е"]);
}

#[test]
fn a_nasal_without_its_vowel_is_an_anusvara() {
    let table = whole_table();
    for (nasal, anusvara) in [("हिन्दी", "हिंदी"), ("सम्बन्ध", "संबंध"), ("पञ्च", "पंच"), ("अङ्क", "अंक"), ("सत्यम्", "सत्यं")]
    {
        assert_eq!(words(&table, nasal), words(&table, anusvara), "{nasal}");
    }
    assert_eq!(words(&table, "हिन्द")[0].strip_prefix(&words(&table, "हिन्")[0]), Some("द"), "while it is typed");
    assert_ne!(words(&table, "मन"), words(&table, "मं"), "with its vowel it is a letter");
}

#[test]
fn only_marks_that_folding_drops_make_a_spelling() {
    let table = table("мой marché băn über");
    for word in ["marché", "băn", "über"] {
        assert!(table.spelling(&nfkd(word)).is_some(), "{word}");
    }
    for word in ["мой", "marche", "мои"] {
        assert_eq!(table.spelling(&nfkd(word)), None, "{word}");
    }
}

#[test]
fn scripts_without_spaces_give_grams_that_start_at_every_character() {
    let table = table("苏伊士运河ガス กขคง");
    assert_eq!(words(&table, "苏伊士 ok"), ["苏伊", "伊士", "士", "ok"]);
    assert_eq!(words(&table, "กขคง"), ["กขค", "ขคง", "คง", "ง"]);
    // The voicing mark stays with its kana, composed or not, half as wide or not.
    assert_eq!(words(&table, "ガス").len(), 2);
    for gas in ["ガス", "ｶﾞｽ", "がす"] {
        assert_eq!(words(&table, &nfkd(gas)), words(&table, "ガス"), "{gas}");
    }
    // Spaces that nothing shows, between words of Khmer for instance, are none.
    let khmer = whole_table();
    assert_eq!(words(&khmer, "ភាសា\u{200b}ខ្មែរ"), words(&khmer, "ភាសាខ្មែរ"));
}

#[test]
fn tibetan_is_cut_at_its_syllables() {
    let table = whole_table();
    assert_eq!(words(&table, "བོད་ལྗོངས། བོད༌"), ["བོད", "ལྗོངས", "བོད"]);
}

#[test]
fn the_order_of_marks_does_not_matter() {
    let table = table("क्षि त्व\u{0f71}\u{0f72}ཀ กุ้ง");
    for word in ["ka\u{1dfa}\u{94d}\u{951}", "ཀ\u{0f72}\u{0f71}", "ཀ\u{0f71}\u{0f72}", "ก\u{e49}\u{e38}ง"] {
        assert_eq!(words(&table, word), words(&table, &nfkd(word)), "{word}");
    }
    assert_eq!(words(&table, "ཀ\u{0f72}\u{0f71}"), words(&table, "ཀ\u{0f71}\u{0f72}"));
    assert_eq!(words(&table, "ก\u{e49}\u{e38}ง"), words(&table, "ก\u{e38}\u{e49}ง"));
}

#[test]
fn a_letter_that_the_corpus_lacks_is_still_a_letter() {
    let table = table("plain");
    assert_eq!(words(&table, "Αθήνα — 漢"), ["Αθήνα", "漢"]);
}

#[test]
fn identifiers_are_whole_and_in_parts() {
    let table = whole_table();
    for (text, tokens) in [
        ("C++ C# F# C", "c++ c# f# c"),
        ("notepad++ Pascal#", "notepad++ notepad pascal# pascal"),
        ("C++11, C++/CLI, C#.", "c++ 11 c++ cli c#"),
        ("i++; x+y a+ b+++", "i++ x y a b++"),
        (".NET (.env) .5 ...and ..up", ".net net .env env 5 and up"),
        ("--flag --dry-run -v ---x word--not", "--flag flag --dry dry run v x word not"),
        ("node.js www.example.com", "node.js node js www.example.com www example com"),
        ("v2.0.1 3,14 1.5", "v2.0.1 v2 0 1 3 14 1.5 1 5"),
        ("U.S. e.g. end. Start", "u.s u s e.g e g end start"),
        ("foo_bar __init__ _emphasis_", "foo_bar foo bar init emphasis"),
        ("getUserById", "getuserbyid get user by id"),
        ("XMLHttpRequest URLs ISO8601 H2O 3D", "xmlhttprequest xml http request urls iso8601 h2o 3d"),
        ("obj.getName()", "obj.getname obj getname get name"),
        ("iPhone GitHub IPHONE O'Neil", "iphone i phone github git hub iphone oneil"),
        ("Œuvre ŒUVRE ÆØÅ", "oeuvre oeuvre aeoa"),
        ("l’iPhone d’Alep.", "iphone i phone alep"),
        ("page#part item#", "page part item# item"),
        // Any script that has what it takes: capitals, points, low lines
        ("getПользователь Ñandú.Árbol", "getпользователь get пользователь nandu.arbol nandu arbol"),
        ("#الثورة_السورية", "الثوره_السوريه الثوره السوريه"),
        // The class prefixes of Zulu and the eclipsis of Irish stand before a capital.
        ("isiZulu nGaeltacht", "isizulu isi zulu ngaeltacht n gaeltacht"),
        // Neighbours in other scripts
        ("لغة C++ سهلة", "لغه c++ سهله"),
        ("والGoogle", "والgoogle وال google"),
        ("在C++中", "在 c++ 中"),
        ("使用.NET开", "使用 用 .net net 开"),
        ("LG전자", &nfkd("lg전자")),
        ("C++로 C#으로", &nfkd("c++ 로 c# 으로")),
        ("лифт++ жжж#", "лифт жжж"),
    ] {
        assert_eq!(words(&table, text).join(" "), tokens, "{text}");
        assert_eq!(words(&table, &nfkd(text)).join(" "), tokens, "{text}, normalised");
    }
}

#[test]
fn parts_stand_where_they_are_written() {
    let table = whole_table();
    for text in ["(getUserById)", "«node.js»", "x .NET", "ÉtatMajor", "XMLHttp\u{ad}Request", "a notepad++.", "中C#中"]
    {
        for (word, start, end) in tokens(&table, text) {
            let alone = words(&table, &text[start..end]);
            assert_eq!(alone.first(), Some(&word), "{:?} in {text}", &text[start..end]);
        }
    }
    assert_eq!(
        tokens(&table, "getUser"),
        [("getuser".into(), 0, 7), ("get".into(), 0, 3), ("user".into(), 3, 7)] as [(String, usize, usize); 3]
    );
}

#[test]
fn every_code_point_gives_the_same_tokens_before_and_after_normalisation() {
    let table = whole_table();
    // A character that is several letters has one case here.
    let is_several = |c: char| std::iter::once(c).nfkd().filter(|d| d.is_alphabetic()).count() > 1;
    let is_assigned = |c: char| c.general_category_group() != GeneralCategoryGroup::Other || c < '\u{d7ff}';
    for c in ('\0'..=char::MAX).filter(|&c| is_assigned(c) && !is_several(c)) {
        for text in [format!("b{c}b и{c} aB{c}c"), format!("і{c}C.{c} .{c}n c{c}+ 中{c} aB{c} {c}aB")] {
            assert_eq!(words(&table, &text), words(&table, &nfkd(&text)), "U+{:04X}", c as u32);
        }
    }
}

/// Letters with and without case, marks that are kept, dropped, or make letters, joining signs, scripts without spaces.
const TRICKY: &str =
    "[aabBcC1ZéÉßŒﬁＡйЙиїі\u{306}\u{308}\u{301}शि\u{94d}ཀ\u{f71}\u{f72}בم가中が\u{3099}ｶﾞกุ้\u{ad}.．…_+#'’\" -]{0,24}";

proptest! {
    #[test]
    fn texts_give_the_same_tokens_before_and_after_normalisation(text in TRICKY) {
        let table = table(&text);
        prop_assert_eq!(words(&table, &text), words(&table, &nfkd(&text)));
    }

    #[test]
    fn stepping_over_words_leaves_out_only_what_is_not_wanted(text in TRICKY) {
        let table = table(&text);
        let all = tokens(&table, &text);
        for (word, _, _) in &all {
            let mut some = Vec::new();
            let mut wanted = Wanted::NONE;
            wanted.add(word, true);
            Tokenizer::new(&table).tokenize_wanted(&text, wanted, &mut |token| match token {
                Token::Word { text, start, end, .. } => some.push((text.to_owned(), start, end)),
                Token::Run(run) => some.extend(run.grams().map(|gram| (gram.text.to_owned(), gram.start, gram.end))),
            });
            let begins = |other: &str| other.chars().take(2).eq(word.chars().take(2));
            some.retain(|(other, _, _)| begins(other));
            let expected: Vec<_> = all.iter().filter(|(other, _, _)| begins(other)).cloned().collect();
            prop_assert_eq!(some, expected, "{}", word);
        }
    }
}

#[test]
fn words_without_end_are_cut() {
    let table = whole_table();
    for (unit, cut) in [("a", 256), ("ш", 128), ("ש", 128), ("가", 43)] {
        let long = words(&table, &unit.repeat(1_000_000));
        let len = long[0].len();
        assert!(nfkd(unit).repeat(cut + 1).starts_with(&long[0]), "{unit}");
        assert!((256..=264).contains(&len) && long.iter().all(|word| word.len() <= len), "{unit}: {len}");
        assert_eq!(long.concat(), nfkd(unit).repeat(1_000_000), "{unit}");
    }
    // Names without end, too, and their parts are all there.
    let parts = |text: &str, part: &str| words(&table, text).iter().filter(|word| *word == part).count();
    assert!(parts(&"ab.".repeat(100_000), "ab") > 99_000);
    assert!(parts(&"abCd".repeat(100_000), "cdab") > 95_000);
    assert!(words(&table, &"ab.".repeat(100_000)).iter().all(|word| word.len() <= 264));
    assert_eq!(words(&table, &"中".repeat(1_000_000)).len(), 1_000_000);
}

#[test]
fn marks_without_end_count_as_few() {
    let table = whole_table();
    for (letter, mark) in [('क', '\u{94d}'), ('ก', '\u{e38}'), ('あ', '\u{3099}'), ('e', '\u{301}'), ('ب', '\u{650}')]
    {
        let text = format!("{letter}{}", mark.to_string().repeat(100_000));
        let long = tokens(&table, &text);
        assert_eq!(long.len(), 1, "{letter}");
        assert!(long[0].0.starts_with(letter) && long[0].0.chars().count() <= 17, "{letter}: {}", long[0].0);
        assert_eq!(long[0].2, text.len(), "{letter}: all of them are marked");
    }
    // Which ones are kept does not depend on their order.
    let some: String = ('\u{e38}'..='\u{e3a}').chain('\u{e48}'..='\u{e4b}').chain('\u{f7a}'..='\u{f7d}').collect();
    let back: String = some.chars().rev().collect();
    assert_eq!(words(&table, &format!("ก{some}")), words(&table, &nfkd(&format!("ก{back}"))));
}
