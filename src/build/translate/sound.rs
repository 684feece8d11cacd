//! The consonant skeleton, by which a name is found in another script: Путин, Poutine, بوتين and プーチン are all `PTNu`.
//!
//! Letters become sounds by one table per script, vowels fall, and sounds that some script cannot tell apart become one class. A
//! distance between transliterations would tell more, but needs every pair of words compared; a skeleton is looked up. It
//! proposes, for somebody else to confirm: names of three consonants meet others. Where a spelling has several readings, so has
//! the word several keys, and two words meet if they share one.
//!
//! A word costs one hash look-up per letter or two, and the tables some hundred kilobytes once.

mod east;
mod west;

#[cfg(test)]
mod tests;

use pinyin::ToPinyin;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// How many keys a word has at most. Over the bundled places 6 find 0.4 % more names, and meet 9 % more strangers.
const MAX_KEYS: usize = 4;
/// How far from the best reading the last one may be: the sum of the places of all readings in their lists. With 3 one name in 5,298
/// more is found, for twice the work.
const MAX_COST: usize = 2;
/// Up to so many consonants a key carries the class of the vowel between the first two. With 3 instead of 2 a quarter
/// fewer strangers meet, and 1 % fewer names.
const VOWELLED: usize = 3;
/// Words of more letters are no names.
const MAX_LETTERS: usize = 40;
/// A run of Han of other lengths is no name: one character is a word, six are a sentence.
const HAN_LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
/// Letters that one pattern of a table spans at most, with the marks of begin and end.
const MAX_PATTERN: usize = 6;
/// Begin and end of a word, in the patterns and in words as they are read.
const BEGIN: char = '^';
const END: char = '$';

/// Keys of a word, the most likely reading first: one to four of consonant classes, or none if the word's script is not known
/// or it has fewer than two consonants.
///
/// A key of two or three consonants carries the class of the vowel between the first two as well, and one of two how it ends, or it
/// would be like everybody. The word is as written: letter case, most marks and the Arabic article do not matter.
pub(crate) fn skeletons(word: &str) -> Vec<String> {
    let Some((letters, text)) = spelt(word) else { return Vec::new() };
    let readings = letters.readings(&text);
    let mut search = Search { unwritten: letters.unwritten, doubt: 0, keys: Vec::new() };
    for cost in 0..=MAX_COST {
        for doubt in 0..=cost {
            search.doubt = doubt;
            search.expand(&readings, cost - doubt, &mut String::new());
        }
    }
    search.keys
}

/// What spellings sound like in one script.
///
/// Written as `spelling=reading|reading`, likelier readings first, separated by white space; of spellings the longest counts, and
/// `^` and `$` stand for begin and end of the word. Readings are IPA where ASCII allows (`x` is the *ch* of *Bach*, `y` a *y* that begins
/// a word), but S, Z, C, J for the first sounds of *ship*, *genre*, *chip*, *jet*, and c for *ts*.
struct Letters {
    sounds: HashMap<String, Vec<&'static str>>,
    unwritten: Unwritten,
}

impl Letters {
    fn new(table: &'static str, unwritten: Unwritten) -> Letters {
        let entry = |entry: &'static str| {
            let (spelling, readings) = entry.split_once('=').expect("every entry has a reading");
            (spelling.nfkd().collect(), readings.split('|').collect())
        };
        Letters { sounds: table.split_ascii_whitespace().map(entry).collect(), unwritten }
    }

    /// The readings of a text piece by piece; what no table knows is silent.
    fn readings(&self, text: &str) -> Vec<&[&'static str]> {
        let text = format!("{BEGIN}{text}{END}");
        let mut readings = Vec::new();
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_PATTERN);
            let known = |end| self.sounds.get(&rest[..end]).map(|sounds| (end, sounds));
            match ends.collect::<Vec<_>>().into_iter().rev().find_map(known) {
                Some((end, sounds)) => {
                    readings.push(sounds.as_slice());
                    rest = &rest[end..];
                }
                None => rest = &rest[first.len_utf8()..],
            }
        }
        readings
    }
}

static LATIN: LazyLock<Letters> = LazyLock::new(|| Letters::new(west::LATIN, Unwritten::NoVowel));
static ARABIC: LazyLock<Letters> = LazyLock::new(|| Letters::new(west::ARABIC, Unwritten::AnyVowel));
static HEBREW: LazyLock<Letters> = LazyLock::new(|| Letters::new(west::HEBREW, Unwritten::AnyVowel));
static CYRILLIC: LazyLock<Letters> = LazyLock::new(|| Letters::new(west::CYRILLIC, Unwritten::NoVowel));
static GREEK: LazyLock<Letters> = LazyLock::new(|| Letters::new(west::GREEK, Unwritten::NoVowel));
static ARMENIAN: LazyLock<Letters> = LazyLock::new(|| Letters::new(west::ARMENIAN, Unwritten::NoVowel));
static GEORGIAN: LazyLock<Letters> = LazyLock::new(|| Letters::new(west::GEORGIAN, Unwritten::NoVowel));
static INDIC: LazyLock<Letters> = LazyLock::new(|| Letters::new(east::INDIC, Unwritten::NoVowel));
static KANA: LazyLock<Letters> = LazyLock::new(|| Letters::new(east::KANA, Unwritten::NoVowel));
static HANGUL: LazyLock<Letters> = LazyLock::new(|| Letters::new(east::HANGUL, Unwritten::NoVowel));
static THAI: LazyLock<Letters> = LazyLock::new(|| Letters::new(east::THAI, Unwritten::NoVowel));
static PINYIN: LazyLock<Letters> = LazyLock::new(|| Letters::new(east::PINYIN, Unwritten::NoVowel));

/// The table of a word's script, and the word as that table spells it; `None` if there is no table, or the word is no word.
fn spelt(word: &str) -> Option<(&'static Letters, String)> {
    if word.chars().count() > MAX_LETTERS {
        return None;
    }
    let word = word.to_lowercase();
    // Decomposed, so that marks that a table does not know are silent.
    let text: String = word.nfkd().collect();
    let first = text.chars().find(|c| c.is_alphabetic())?;
    Some(match first {
        'a'..='z' | '\u{DF}'..='\u{24F}' | 'ə' => (&LATIN, latin(&text).to_owned()),
        '\u{370}'..='\u{3FF}' => (&GREEK, text),
        '\u{400}'..='\u{52F}' => (&CYRILLIC, text),
        '\u{530}'..='\u{58F}' => (&ARMENIAN, text),
        '\u{590}'..='\u{5FF}' => (&HEBREW, text),
        '\u{600}'..='\u{77F}' => (&ARABIC, arabic(&text).to_owned()),
        '\u{900}'..='\u{D7F}' => (&INDIC, indic(&word)),
        '\u{E00}'..='\u{E7F}' => (&THAI, thai(&text)),
        '\u{10D0}'..='\u{10FF}' => (&GEORGIAN, text),
        '\u{3040}'..='\u{30FF}' => (&KANA, text.chars().map(katakana).collect()),
        '\u{1100}'..='\u{11FF}' => (&HANGUL, text),
        '\u{4E00}'..='\u{9FFF}' => (&PINYIN, mandarin(&word)?),
        _ => return None,
    })
}

/// Without the Arabic article, which a hyphen sets off.
fn latin(word: &str) -> &str {
    const ARTICLES: [&str; 14] =
        ["al-", "el-", "as-", "es-", "ar-", "er-", "at-", "et-", "an-", "en-", "ad-", "ed-", "az-", "ash-"];
    ARTICLES.iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word)
}

/// Without the article, if a word is left.
fn arabic(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().nth(2).is_some()).unwrap_or(word)
}

/// All scripts of India in Devanagari: their blocks of 128 have the same letter at the same place. A letter for which that is not so is
/// in the table itself.
fn indic(word: &str) -> String {
    let devanagari = |c: char| {
        let own =
            !('\u{980}'..='\u{D7F}').contains(&c) || INDIC.sounds.contains_key(c.encode_utf8(&mut [0; 4]) as &str);
        if own { c } else { char::from_u32(0x900 + c as u32 % 0x80).unwrap_or(c) }
    };
    // Composed first, for a vowel of two signs is another vowel than either.
    word.nfkc().map(devanagari).nfkd().collect()
}

/// Without the letters that are marked as silent.
fn thai(word: &str) -> String {
    const SILENT: char = '\u{E4C}';
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c == SILENT {
            out.pop();
        } else {
            out.push(c);
        }
    }
    out
}

fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        c => c,
    }
}

/// The usual reading of each character.
fn mandarin(word: &str) -> Option<String> {
    let syllables: Option<Vec<&str>> = word.chars().map(|c| c.to_pinyin().map(|syllable| syllable.plain())).collect();
    syllables.filter(|syllables| HAN_LETTERS.contains(&syllables.len())).map(|syllables| syllables.concat())
}

/// Finds the keys of a word, cheapest readings first.
struct Search {
    unwritten: Unwritten,
    /// The place of the vowel to take, among those that it may be.
    doubt: usize,
    keys: Vec<String>,
}

/// What no vowel letter between two consonants means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unwritten {
    /// There is none.
    NoVowel,
    /// It may be any, as in Arabic and Hebrew.
    AnyVowel,
}

impl Search {
    /// Adds the keys of all ways to read that cost just so much, while there is room.
    fn expand(&mut self, readings: &[&[&'static str]], cost: usize, before: &mut String) {
        if self.keys.len() == MAX_KEYS {
            return;
        }
        let len = before.len();
        // Whatever has one reading is read; of the first that has several, each is tried that can be paid for.
        match readings.iter().position(|sounds| sounds.len() > 1 && cost > 0) {
            Some(at) => {
                before.extend(readings[..at].iter().map(|sounds| sounds[0]));
                let chosen = before.len();
                for (place, sounds) in readings[at].iter().enumerate().take(cost + 1) {
                    before.push_str(sounds);
                    self.expand(&readings[at + 1..], cost - place, before);
                    before.truncate(chosen);
                }
            }
            // Not all was spent: another call has found this one.
            None if cost > 0 => {}
            None => {
                before.extend(readings.iter().map(|sounds| sounds[0]));
                self.push(before);
            }
        }
        before.truncate(len);
    }

    /// Adds the key of a word that sounds so, if its vowel may be in such doubt.
    fn push(&mut self, sounds: &str) {
        let skeleton = Skeleton::of(sounds);
        let vowels: &[&str] = match skeleton.consonants {
            0 | 1 => &[],
            count if count > VOWELLED => &[""],
            _ if skeleton.first_vowels.contains(['u', 'o']) => &["u"],
            _ if skeleton.first_vowels.contains('i') => &["i"],
            _ if skeleton.first_vowels.contains('e') => &["i", "a"],
            _ if skeleton.first_vowels.contains('a') || self.unwritten == Unwritten::NoVowel => &["a"],
            _ => &["a", "u", "i"],
        };
        let end = match skeleton.last_vowel {
            Some('i') if skeleton.consonants == 2 => "-i",
            Some('u' | 'o') if skeleton.consonants == 2 => "-u",
            _ => "",
        };
        if let Some(vowel) = vowels.get(self.doubt) {
            let key = format!("{}{vowel}{end}", skeleton.classes);
            if self.keys.len() < MAX_KEYS && !self.keys.contains(&key) {
                self.keys.push(key);
            }
        }
    }
}

/// What is left of a word that is read in one way.
#[derive(Default)]
struct Skeleton {
    /// One letter per consonant that is not the one before again; an A first if the word begins with a vowel.
    classes: String,
    consonants: usize,
    /// Those between the first two consonants.
    first_vowels: String,
    /// The word's last sound, if a vowel.
    last_vowel: Option<char>,
}

impl Skeleton {
    fn of(sounds: &str) -> Skeleton {
        let mut skeleton = Skeleton::default();
        let mut before = None;
        for sound in sounds.chars() {
            match class(sound) {
                Some(class) => {
                    skeleton.last_vowel = None;
                    if before != Some(sound) {
                        skeleton.push(class);
                    }
                }
                None => {
                    skeleton.last_vowel = Some(sound);
                    match skeleton.consonants {
                        0 if skeleton.classes.is_empty() => skeleton.classes.push('A'),
                        1 => skeleton.first_vowels.push(sound),
                        _ => {}
                    }
                }
            }
            before = Some(sound);
        }
        skeleton
    }

    fn push(&mut self, class: char) {
        // Istanbul and Istambul.
        if matches!(class, 'P' | 'B') && self.classes.ends_with('M') {
            self.classes.pop();
            self.classes.push('N');
        }
        self.classes.push(class);
        self.consonants += usize::from(class != 'Y');
    }
}

/// The class of a consonant; `None` of a vowel.
///
/// What sounds are one was measured over the bundled places: l with r, t with d, p with b and k with g apart lose 3 % of the true
/// meetings and more than half of the false ones. v apart from f, z from s, or kh from h cost more than they save; s with sh adds a
/// quarter to the false.
fn class(sound: char) -> Option<char> {
    Some(match sound {
        'p' => 'P',
        'b' => 'B',
        'f' | 'v' => 'F',
        't' => 'T',
        'd' => 'D',
        'k' => 'K',
        'g' => 'G',
        'x' | 'h' => 'H',
        's' | 'z' | 'c' => 'S',
        'S' | 'Z' | 'C' | 'J' => 'X',
        'm' => 'M',
        'n' => 'N',
        'l' => 'L',
        'r' => 'R',
        'y' => 'Y',
        _ => return None,
    })
}
