//! The same word in other letters: how readers spell what their keyboard lacks, and Serbian in both of its scripts.
//!
//! Most such variants fold to the same key (*Straße*, *Œuvre*, *Ёлка*). Those here cannot, for folding knows no language:
//! *ü* is *ue* to a German and *u* to all others.

/// Other spellings of a word that is spelt so, in lower case; none where the key already is one.
pub(super) fn aliases(language: &str, spelling: &str) -> Vec<String> {
    let mut aliases = match language {
        "de" => vec![replaced(spelling, &[('ä', "ae"), ('ö', "oe"), ('ü', "ue")])],
        // Århus is Aarhus, København Koebenhavn.
        "da" | "no" => vec![replaced(spelling, &[('å', "aa"), ('ø', "oe"), ('æ', "ae")])],
        "sr" => vec![latin(spelling), replaced(&latin(spelling), &DJ), cyrillic(spelling)],
        "hr" => vec![latin(spelling), replaced(&latin(spelling), &DJ)],
        _ => Vec::new(),
    };
    aliases.retain(|alias| alias != spelling);
    aliases
}

/// Đoković is Djokovic abroad; the key has d.
const DJ: [(char, &str); 1] = [('đ', "dj")];

fn replaced(text: &str, letters: &[(char, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match letters.iter().find(|(letter, _)| *letter == c) {
            Some((_, instead)) => out.push_str(instead),
            None => out.push(c),
        }
    }
    out
}

/// Serbian Cyrillic to Latin, letter by letter.
const SERBIAN: [(char, &str); 30] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('ђ', "đ"),
    ('е', "e"),
    ('ж', "ž"),
    ('з', "z"),
    ('и', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('л', "l"),
    ('љ', "lj"),
    ('м', "m"),
    ('н', "n"),
    ('њ', "nj"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('ћ', "ć"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "h"),
    ('ц', "c"),
    ('ч', "č"),
    ('џ', "dž"),
    ('ш', "š"),
];

/// Serbian in Latin letters.
fn latin(text: &str) -> String {
    replaced(text, &SERBIAN)
}

/// Serbian in Cyrillic letters. Latin *lj*, *nj* and *dž* are one letter nearly always (not in *injekcija*).
pub(super) fn cyrillic(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let two = SERBIAN.iter().find(|(_, latin)| latin.chars().count() == 2 && rest.starts_with(latin));
        let one = || SERBIAN.iter().find(|(_, latin)| rest.starts_with(latin));
        match two.or_else(one) {
            Some((letter, latin)) => {
                out.push(*letter);
                rest = &rest[latin.len()..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}
