//! Scripts without spaces, and letters of which there are several.

use crate::Pages;

#[test]
fn one_and_two_characters_find_words_inside_sentences() {
    let texts = [
        (
            "zh",
            "一八六九年苏伊士运河通航",
            &["运", "河", "航", "运河", "苏伊士", "士运", "一"][..],
            &["船", "河运"][..],
        ),
        ("zh-Hant", "蘇伊士運河通航", &["運", "航", "運河", "蘇伊士"], &["船"]),
        ("ja", "地震で多くの建物が壊れた", &["震", "た", "地震", "建物", "多く"], &["水", "物建"]),
        ("th", "คลองสุเอซเปิดใช้ในปีนั้น", &["ค", "ปี", "คลอง", "สุเอซ", "เปิด", "ใน", "นั้น"], &["เรือ", "ฬ"]),
        ("lo", "ປະເທດລາວມີພູເຂົາ", &["ລ", "ມີ", "ລາວ", "ປະເທດ", "ພູເຂົາ"], &["ນ້ຳ"]),
        ("km", "ភាសាខ្មែរមានអក្សរ", &["ភ", "មាន", "ខ្មែរ", "ភាសា", "អក្សរ"], &["ទឹក"]),
        ("my", "မြန်မာစာကိုလေ့လာသည်", &["စာ", "မြန်မာ", "လေ့လာ", "သည်"], &["ရေ"]),
        ("bo", "བོད་ལྗོངས་ནི་ས་མཐོ་བ་ཡིན།", &["བོད", "ས", "ལྗོངས", "ཡིན", "མཐོ་བ"], &["ཆུ", "བ་ཡིན་ནི་ཆུ"]),
    ];
    for (lang, text, found, missed) in texts {
        let pages = Pages::of(lang, &[text]);
        for query in found {
            assert_eq!(pages.whole(query), [text], "{query} in {text}");
            let marked = pages.marked(query).concat();
            assert!(marked.contains(query.trim_end_matches('་')) || query.contains('་'), "{query}: {marked:?}");
        }
        for query in missed {
            assert!(pages.whole(query).is_empty(), "{query} in {text}");
        }
    }
}

#[test]
fn scripts_meet_within_a_word() {
    for (text, queries) in [
        ("买了iPhone手机壳", &["iPhone", "手机", "iPhone手机", "手机壳", "iphone 手机", "机"][..]),
        ("请看第3章第二节", &["第3章", "第", "章", "3", "第二节"]),
        ("東京2020オリンピック", &["2020", "東京2020", "オリンピック", "ピック"]),
        ("ขายiPhoneมือสอง", &["iPhone", "มือ", "ขาย", "iphoneมือสอง"]),
        ("クラスAの部屋", &["A", "クラスa", "の部"]),
        ("ប្រើ Windows១១ ថ្មី", &["windows11", "ថ្មី"]),
    ] {
        let pages = Pages::of("und", &[text]);
        for query in queries {
            assert_eq!(pages.whole(query), [text], "{query} in {text}");
        }
    }
}

#[test]
fn traditional_and_simplified_find_each_other() {
    for (traditional, simplified) in [
        ("蘇伊士運河", "苏伊士运河"),
        ("頭髮", "头发"),
        ("以後", "以后"),
        ("乾燥", "干燥"),
        ("裡", "里"),
        ("颱風", "台风"),
        ("看著", "看着"),
    ] {
        for (text, query) in [(traditional, simplified), (simplified, traditional)] {
            let pages = Pages::of("zh", &[text]);
            assert_eq!(pages.whole(query), [text], "{query}");
            assert_eq!(pages.marked(query).concat(), text, "{query}");
        }
    }
    assert!(Pages::of("zh", &["太陽"]).whole("大阳").is_empty());
}

#[test]
fn kana_old_and_new_wide_and_half_wide_find_each_other() {
    for words in [
        &["ガス", "ｶﾞｽ", "がす"][..],
        &["パーティー", "ﾊﾟｰﾃｨｰ", "ぱーてぃー"],
        &["カメラ", "かめら"],
        &["ヱビス", "エビス"],
        &["霞ヶ関", "霞ケ関"],
        &["図書館", "圖書館"],
        &["広島", "廣島"],
    ] {
        for text in words {
            let pages = Pages::of("ja", &[text]);
            for query in words {
                assert_eq!(pages.whole(query), [*text], "{query}");
                assert_eq!(pages.marked(query).concat(), *text, "{query}");
            }
        }
    }
    for (text, query) in [("ハハ", "ババ"), ("びょういん", "びよういん"), ("ビル", "ビール")] {
        assert!(Pages::of("ja", &[text]).whole(query).is_empty(), "{query} in {text}");
    }
}

#[test]
fn readers_find_words_typed_otherwise() {
    for (lang, text, queries) in [
        ("fa", "کتاب‌ها را می‌روم", &["می‌روم", "میروم", "کتابها", "كتاب‌ها"][..]),
        ("ur", "وہ ھے خانۂ", &["ہے", "خانہ"]),
        ("ar", "والمؤسَّسة العربيّة ٢٠٢٦", &["المؤسسة", "العربية", "2026", "۲۰۲۶"]),
        ("he", "צה״ל הודיע שָׁלוֹם", &["צה\"ל", "צהל", "שלום"]),
        ("ca", "la col·lecció", &["colleccio", "col·lecció", "col‧lecció"]),
        ("vi", "Đà Nẵng", &["da nang", "Đà Nẵng"]),
        ("tr", "İstanbul ılık IŞIK", &["istanbul", "ilik", "isik", "ışık"]),
        ("el", "Οδυσσεύς ΟΔΥΣΣΕΥΣ", &["οδυσσευς", "ΟΔΥΣΣΕΎΣ"]),
        ("uk", "Ґрунт і п’ять їжаків", &["грунт", "п'ять", "їжаків", "ЇЖАКІВ"]),
        ("ru", "ёлка и йод", &["елка", "йод", "ЁЛКА", "ЙОД"]),
        ("hi", "फ़िल्म चाँद हिन्दी संबंध २०२६", &["फिल्म", "चांद", "हिंदी", "सम्बन्ध", "2026"]),
        ("de", "Straße Über\u{ad}raschung", &["strasse", "STRASSE", "überraschung"]),
        ("haw", "Hawaiʻi", &["hawaii", "Hawai‘i", "Hawai'i"]),
        ("am", "ፀሐይ", &["ጸሀይ", "ጸሐይ"]),
    ] {
        let pages = Pages::of(lang, &[text]);
        for query in queries {
            assert_eq!(pages.whole(query), [text], "{query} in {text}");
        }
    }
    for (lang, text, query) in [
        ("be", "мой", "мои"),
        ("uk", "їх", "іх"),
        ("ur", "ہے", "ہی"),
        ("fa", "گل", "کل"),
        ("th", "น้ำ", "น้า"),
        ("bn", "কাঁচা", "কাচা"),
    ] {
        // Alone, the other would be found as a misspelling.
        assert_eq!(Pages::of(lang, &[text, query]).whole(query), [query], "{query} in {text}");
    }
}
