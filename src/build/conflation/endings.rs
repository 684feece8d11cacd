//! Endings that every reader of a language types, for corpora too small to show them.
//!
//! A build learns from its texts what comes off the words of a language (`dictionary/affixes.rs`). Five pages teach too little: they may hold
//! *gemileri* and *gemi* and no other word in *-si*. What stands here is known beforehand; it is not a description of the language, only the most frequent
//! endings behind Snowball's stems of nouns, adjectives and regular verbs.

/// The endings of a language subtag, as readers write them.
pub(super) fn common(language: &str) -> &'static [&'static str] {
    ENDINGS.iter().find(|(tag, _)| *tag == language).map_or(&[], |(_, endings)| endings)
}

const ENDINGS: [(&str, &[&str]); 21] = [
    ("ca", &["s", "a", "es", "ar", "ada", "ats"]),
    ("cs", &["a", "y", "u", "e", "i", "em", "ou", "ů", "ům", "ách", "ami", "ech", "é", "ý", "á", "ého"]),
    ("da", &["e", "en", "et", "er", "erne", "ene", "s", "ede"]),
    ("de", &["e", "en", "n", "er", "es", "s", "em", "ern", "t", "te"]),
    ("el", &["α", "ας", "ες", "ών", "η", "ης", "ο", "ος", "ου", "οι", "ους", "ων", "ι", "ια", "ε"]),
    ("en", &["s", "es", "ed", "ing", "e", "er", "ers", "ly", "ion", "ions"]),
    ("es", &["s", "es", "a", "as", "o", "os", "ar", "ado", "ada", "ados", "adas"]),
    ("fi", &["a", "ä", "n", "t", "ssa", "ssä", "sta", "stä", "lla", "llä", "lle", "en", "in", "i"]),
    ("fr", &["s", "e", "es", "x", "er", "é", "ée", "és", "ées", "ant", "ent"]),
    ("hr", &["a", "e", "i", "o", "u", "om", "ama", "ima", "ov", "ova"]),
    ("hu", &["k", "ok", "ek", "ak", "t", "ot", "et", "ban", "ben", "nak", "nek", "ra", "re", "ból", "ből", "hoz"]),
    ("id", &["kan", "an", "i", "nya"]),
    ("it", &["a", "e", "i", "o", "are", "ato", "ata", "ati", "ate"]),
    ("nl", &["en", "s", "e", "n", "t", "je"]),
    ("no", &["e", "en", "et", "er", "ene", "s", "a"]),
    ("pl", &["a", "y", "i", "u", "e", "ę", "ą", "o", "ów", "em", "om", "ami", "ach", "ie", "ego", "ej"]),
    ("pt", &["s", "es", "a", "as", "o", "os", "ar", "ado", "ada", "ados", "adas"]),
    ("ro", &["a", "e", "i", "u", "ul", "ului", "ii", "le", "lor", "uri", "ilor"]),
    (
        "ru",
        &["а", "ы", "и", "у", "е", "о", "ом", "ой", "ов", "ам", "ами", "ах", "ый", "ая", "ое", "ые", "ого", "ых", "ть"],
    ),
    ("sv", &["a", "en", "et", "er", "ar", "or", "na", "erna", "arna", "s", "n", "t"]),
    (
        "tr",
        &[
            "i", "ı", "u", "ü", "in", "ın", "un", "ün", "a", "e", "ya", "ye", "da", "de", "dan", "den", "lar", "ler",
            "ları", "leri", "si", "sı", "su", "sü", "nin", "nın", "ni", "nı", "na", "ne",
        ],
    ),
];
