//! A query read as typed on another keyboard: `ghbdtn` is what привет becomes where the keyboard is still Latin.
//!
//! 400 bytes of the engine: for each keyboard what its keys give, in the order of the keys of the Latin one.

/// US QWERTY, without Shift.
const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./";
/// What the same keys give: Arabic 101, Russian ЙЦУКЕН, Hebrew, Greek. Arabic has a key for two letters.
const OTHERS: [&str; 4] = [
    "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ",
    "ёйцукенгшщзхъфывапролджэячсмитьбю.",
    ";/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.",
    "`;ςερτυθιοπ[]ασδφγηξκλ\u{301}'ζχψωβνμ,./",
];
const ACCENT: char = '\u{301}';
const LAM_ALEF: char = 'ﻻ';
/// Letters that form NFKD takes apart: what is left, the mark, and the letter.
const COMPOSED: [(char, char, char); 5] =
    [('и', '\u{306}', 'й'), ('е', '\u{308}', 'ё'), ('ي', '\u{654}', 'ئ'), ('و', '\u{654}', 'ؤ'), ('ل', 'ا', LAM_ALEF)];

/// The readings of a query in form NFKD on other keyboards that differ from it: of Latin letters on each, of others on the
/// Latin one.
pub(super) fn readings(query: &str) -> Vec<String> {
    let mut keys: Vec<char> = Vec::new();
    for c in query.chars() {
        // Shift gives capitals, which Latin has in ASCII, Greek and Russian at a distance of 32.
        let c = match c {
            'Α'..='Ω' | 'А'..='Я' => char::from_u32(c as u32 + 32).unwrap_or(c),
            _ => c.to_ascii_lowercase(),
        };
        let composed = COMPOSED.iter().find(|&&(base, mark, _)| mark == c && keys.last() == Some(&base));
        match (composed, keys.last_mut()) {
            (Some(&(_, _, letter)), Some(last)) => *last = letter,
            _ => keys.push(c),
        }
    }
    let typed_latin = keys.iter().any(char::is_ascii_lowercase);
    let mut readings = Vec::new();
    for other in OTHERS {
        let (from, to) = if typed_latin { (LATIN, other) } else { (other, LATIN) };
        let (mut reading, mut accent) = (String::new(), None);
        let mut differs = false;
        for &c in &keys {
            let read = from.chars().zip(to.chars()).find(|&(key, _)| key == c).map_or(c, |(_, read)| read);
            differs |= read != c && (read.is_ascii_lowercase() || c.is_ascii_lowercase());
            // The accent's key is pressed before the letter's.
            match read {
                ACCENT => accent = Some(ACCENT),
                LAM_ALEF => reading.push_str("لا"),
                _ => {
                    reading.push(read);
                    reading.extend(accent.take());
                }
            }
        }
        if differs {
            readings.push(reading);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_on_the_other_keyboard_and_back() {
        assert!(OTHERS.iter().all(|other| other.chars().count() == LATIN.chars().count()));
        for (typed, meant) in [
            ("ghbdtn", "привет"),
            ("Ghbdtn vbh", "привет мир"),
            ("руддщ", "hello"),
            ("РУДДЩ", "hello"),
            // й and ё as NFKD has them.
            ("и\u{306}цукен", "qwerty"),
            ("hgl;jfm", "المكتبة"),
            ("fgh]", "بلاد"),
            ("fb]", "بلاد"),
            ("لاث", "be"),
            ("اثممخ", "hello"),
            ("akuo", "שלום"),
            ("יקךךם", "hello"),
            ("kalhm;era", "καλημε\u{301}ρα"),
            ("ηελλο", "hello"),
        ] {
            assert!(readings(typed).iter().any(|reading| reading == meant), "{typed}: {:?}", readings(typed));
        }
        assert_eq!(readings("12 3").len() + readings("计算机").len() + readings("").len(), 0);
    }
}
