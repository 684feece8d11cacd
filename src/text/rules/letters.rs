//! Letters that readers type in more than one way, and that do not decompose into one another.

/// What the letter `l`, which is in lower case, becomes; the empty string drops it. `None` leaves it as it is.
pub(super) fn variant(l: char) -> Option<&'static str> {
    latin(l)
        .or_else(|| eastern_european(l))
        .or_else(|| semitic(l))
        .or_else(|| indic(l))
        .or_else(|| asian(l))
        .or_else(|| signs(l))
}

fn latin(l: char) -> Option<&'static str> {
    Some(match l {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' | 'ɖ' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'þ' => "th",
        'ı' => "i",
        'ȷ' => "j",
        'ŋ' => "n",
        'ĸ' => "k",
        // Hausa's hooked letters, and the open vowels of West Africa: keyboards with them are rare.
        'ɓ' => "b",
        'ɗ' => "d",
        'ƙ' => "k",
        'ƴ' => "y",
        'ɛ' => "e",
        'ɔ' => "o",
        // Azerbaijani; the second is its double in Africa.
        'ə' | 'ǝ' => "e",
        _ => return None,
    })
}

fn eastern_european(l: char) -> Option<&'static str> {
    Some(match l {
        // Greek: final sigma
        'ς' => "σ",
        // Ukrainian ґ, left out of the alphabet for sixty years and of many keyboards until now
        'ґ' => "г",
        // Russian before 1918
        'ѣ' => "е",
        'ѳ' => "ф",
        _ => return None,
    })
}

fn semitic(l: char) -> Option<&'static str> {
    Some(match l {
        // Hebrew: final letters
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        // Arabic: alef wasla and other alefs; Persian ya and alef maqsura; ta marbuta and the many forms of he; kafs. Urdu ے stays
        // apart from ی: لڑکے are boys, لڑکی is a girl.
        'ٱ' | 'ٲ' | 'ٳ' => "ا",
        'ى' | 'ی' => "ي",
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => "ه",
        'ک' | 'ڪ' => "ك",
        // v in foreign names: فيديو, ڤيديو
        'ڤ' => "ف",
        // Tatweel, and signs above the line that are letters by category only: the high hamza, small waw and ya of the Quran
        'ـ' | '\u{674}' | '\u{6e5}' | '\u{6e6}' => "",
        _ => ethiopic(l)?,
    })
}

/// Letters that Amharic sounds alike and writes one for the other: ሐ ኀ as ሀ, ሠ as ሰ, ዐ as አ, ፀ as ጸ, seven vowels each.
fn ethiopic(l: char) -> Option<&'static str> {
    const ROWS: [(char, [&str; 7]); 5] = [
        ('ሐ', ["ሀ", "ሁ", "ሂ", "ሃ", "ሄ", "ህ", "ሆ"]),
        ('ኀ', ["ሀ", "ሁ", "ሂ", "ሃ", "ሄ", "ህ", "ሆ"]),
        ('ሠ', ["ሰ", "ሱ", "ሲ", "ሳ", "ሴ", "ስ", "ሶ"]),
        ('ዐ', ["አ", "ኡ", "ኢ", "ኣ", "ኤ", "እ", "ኦ"]),
        ('ፀ', ["ጸ", "ጹ", "ጺ", "ጻ", "ጼ", "ጽ", "ጾ"]),
    ];
    ROWS.iter().find_map(|(first, row)| row.get((l as usize).checked_sub(*first as usize)?).copied())
}

fn indic(l: char) -> Option<&'static str> {
    Some(match l {
        // Nasalisation: candrabindu is written as anusvara wherever it finds no room, and often elsewhere. (In Bengali the two are
        // different sounds.) Gurmukhi's tippi and bindi are one sign in two places.
        'ँ' => "ं",
        'ઁ' => "ં",
        'ੰ' | 'ਁ' => "ਂ",
        // The English o of डॉक्टर is as often written डाक्टर.
        'ॉ' => "ा",
        'ऑ' => "आ",
        // Marathi's e with a candra, one letter or two signs
        'ॲ' => "अॅ",
        // Bengali khanda ta and Malayalam chillus: a consonant without its vowel, once written with a virama
        'ৎ' => "ত্",
        'ൺ' => "ണ്",
        'ൻ' => "ന്",
        'ർ' => "ര്",
        'ൽ' => "ല്",
        'ൾ' => "ള്",
        'ൿ' => "ക്",
        // Tamil sha, in the word śrī only
        'ஶ' => "ஸ",
        _ => return None,
    })
}

fn asian(l: char) -> Option<&'static str> {
    Some(match l {
        // Letters of kana that are sounded like others since 1946
        'ゐ' | 'ヰ' => "い",
        'ゑ' | 'ヱ' => "え",
        // The small ka and ke of counting and of place names: 三ヵ月, 霞ヶ関
        'ゕ' | 'ヵ' => "か",
        'ゖ' | 'ヶ' => "け",
        // Lao: la below ho, the rest of an older spelling of ຫລ
        'ຼ' => "ລ",
        // Fillers of Hangul and inherent vowels of Khmer, which nothing shows
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => "",
        _ => return None,
    })
}

fn signs(l: char) -> Option<&'static str> {
    Some(match l {
        // Apostrophes, straight and typographic, and the letters that stand for them; geresh. Gershayim, a straight double quote
        // on most keyboards, joins an acronym (צה״ל); Catalan's raised point two letters (col·lecció).
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{a78c}' | '\u{55a}' | '\u{5f3}' => "'",
        '"' | '\u{5f4}' => "'",
        '\u{b7}' | '\u{2027}' => "'",
        // Turned comma, half rings and primes of transliterations (Ka‘ba, Qurʾān, Hawaiʻi, Krymʹ), stress: not sounded by those who type
        '\u{2b9}' | '\u{2ba}' | '\u{2bb}' | '\u{2bd}' | '\u{2be}' | '\u{2bf}' | '\u{2c8}' | '\u{2cc}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::folded;

    #[test]
    fn readers_type_latin_without_its_special_letters() {
        for (written, typed) in [
            ("Straße STRAẞE", "strasse strasse"),
            ("Œuvre cæsar", "oeuvre caesar"),
            ("København Łódź Đà Nẵng", "kobenhavn lodz da nang"),
            ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
            ("Þingvellir Ħamrun", "thingvellir hamrun"),
            ("Əliyev ƙasa", "eliyev kasa"),
            ("Hawaiʻi Qurʾān Krymʹ", "hawaii quran krym"),
            ("ﬁn ２０ Ⅷ", "fin 20 viii"),
        ] {
            assert_eq!(folded(written), typed, "{written}");
        }
    }

    #[test]
    fn greek_and_cyrillic_variants_are_one_letter() {
        for (written, typed) in [
            ("ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ"),
            ("προϊόν Ἀθῆναι", "προιον αθηναι"),
            ("Ёлка ёлка", "елка елка"),
            ("Ґрунт грунт", "грунт грунт"),
            // Belarusian writes ў for у behind a vowel: the same word.
            ("ўлада улада", "улада улада"),
            ("вѣра", "вера"),
        ] {
            assert_eq!(folded(written), typed, "{written}");
        }
    }

    #[test]
    fn hebrew_points_and_final_letters_do_not_matter() {
        assert_eq!(folded("שָׁלוֹם"), folded("שלומ"));
        assert_eq!(folded("מלך"), folded("מלכ"));
        // Presentation forms
        assert_eq!(folded("\u{fb2a}\u{fb1d}"), folded("שי"));
        assert_ne!(folded("שר"), folded("סר"), "shin and samekh");
    }

    #[test]
    fn arabic_letters_of_several_keyboards_are_one() {
        for (written, typed) in [
            ("الأسد إِسْلام آخر ٱلله", "الاسد اسلام اخر الله"),
            ("مكتبة مـصـر على", "مكتبه مصر علي"),
            ("هٰذا", "هذا"),
            // Persian and Urdu
            ("کتاب", "كتاب"),
            ("خانهٔ خانۀ", "خانه خانه"),
            ("ھے ہے", "هے هے"),
            ("ڤيديو", "فيديو"),
            // The half-space within a Persian word
            ("می\u{200c}روم", "ميروم"),
            // Presentation forms, and a ligature of four words
            ("\u{fefb} \u{fedf}\u{fee3}", "لا لم"),
            ("٢٠٢٦ ۲۰۲۶", "2026 2026"),
        ] {
            assert_eq!(folded(written), typed, "{written}");
        }
        for (one, other) in [("لڑکے", "لڑکی"), ("گل", "کل"), ("پر", "بر"), ("سال", "شال"), ("میں", "مین")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn amharic_letters_that_sound_alike_are_one() {
        assert_eq!(folded("ሐይቅ ኀይል ሥራ ዓለም ፀሐይ"), "ሀይቅ ሀይል ስራ ኣለም ጸሀይ");
        assert_ne!(folded("ሀ"), folded("ለ"));
        assert_ne!(folded("ሗ"), folded("ሀ"), "the eighth vowel is a row of its own");
    }

    #[test]
    fn indic_spellings_of_one_word_are_the_same() {
        for (written, typed) in [
            ("फ़िल्म", "फिल्म"),
            ("चाँद", "चांद"),
            ("डॉक्टर", "डाक्टर"),
            ("ਮੁੰਡਾ", "ਮੁਂਡਾ"),
            ("২০২৬ २०२६", "2026 2026"),
            // Chillu, as one letter and in the older encoding
            ("അവൻ", "അവന്\u{200d}"),
            ("ஶ்ரீ", "ஸ்ரீ"),
            ("হঠাৎ", "হঠাত্"),
        ] {
            assert_eq!(folded(written), folded(typed), "{written}");
        }
        for (one, other) in [("কাঁচা", "কাংচা"), ("कल", "काल"), ("दिन", "दीन"), ("ம", "ன")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn kana_and_lao_variants_are_one() {
        for (written, typed) in [
            ("カタカナ", "かたかな"),
            ("ｶﾞｷﾞ", "ガギ"),
            ("ヱビス", "えびす"),
            ("霞ヶ関", "霞ケ関"),
            ("三ヵ月", "三か月"),
            ("ヽヾ", "ゝゞ"),
            ("㌔", "キロ"),
            ("ຫຼວງ", "ຫລວງ"),
            ("ໜ", "ຫນ"),
        ] {
            assert_eq!(folded(written), folded(typed), "{written}");
        }
        for (one, other) in [("は", "ば"), ("ば", "ぱ"), ("つ", "っ"), ("ビール", "ビル"), ("น้ำ", "น้า")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn what_nothing_shows_is_dropped() {
        assert_eq!(folded("co\u{ad}op\u{200b}er\u{2060}ate\u{fe0f}"), "cooperate");
        assert_eq!(folded("\u{202e}أحمد\u{202c}"), "احمد");
        assert_eq!(folded("ក\u{17b4}\u{17b5}"), "ក");
        assert_eq!(folded("ㅤ한"), folded("한"));
    }
}
