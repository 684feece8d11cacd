//! Chinese characters: traditional, regional and Japanese forms become the simplified one.
//!
//! The pairs are OpenCC's, character by character. Several characters may share a simplified one (後 and 后, 乾 and 干):
//! they fold together, for a reader of simplified Chinese cannot tell them apart. Which of several simplifications is right
//! depends on the words around, which folding never sees; the usual one is taken on both sides, so nothing is lost but
//! the difference.

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_script::{Script, UnicodeScript};

/// Simplified in some of their words only, so that the table keeps them; readers of the simplified word type the second.
const SOMETIMES: [(char, char); 7] =
    [('著', '着'), ('瞭', '了'), ('祇', '只'), ('覆', '复'), ('藉', '借'), ('彷', '仿'), ('牴', '抵')];

/// Japanese abbreviations that are other words in Chinese: 欠 owe, 予 give, 弁 cap.
const NOT_JAPANESE: [char; 3] = ['欠', '予', '弁'];

#[expect(clippy::expect_used, reason = "runs at build time; the tables are part of the program")]
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let converter = |config| OpenCC::from_config(config).expect("the tables are compiled in");
    let one = |converter: &OpenCC, c: char| {
        let converted = converter.convert(c.encode_utf8(&mut [0; 4]));
        let mut chars = converted.chars();
        match (chars.next(), chars.next()) {
            (Some(other), None) => other,
            _ => c,
        }
    };
    let traditional = converter(BuiltinConfig::T2s);
    let han = || ('\u{3400}'..='\u{3ffff}').filter(|c| c.script() == Script::Han);
    let mut pairs: HashMap<char, char> = han().map(|c| (c, one(&traditional, c))).filter(|(c, s)| c != s).collect();
    pairs.extend(SOMETIMES);
    // A character that others are simplified to is a simplified one, whatever else it may be elsewhere (芸, 御).
    let simplified: HashSet<char> = pairs.values().copied().collect();
    let japanese = converter(BuiltinConfig::Jp2t);
    let regional = [converter(BuiltinConfig::Hk2s), converter(BuiltinConfig::Tw2s)];
    for c in ('\u{3400}'..='\u{9fff}').filter(|c| !NOT_JAPANESE.contains(c) && !simplified.contains(c)) {
        if !pairs.contains_key(&c) {
            let traditional = one(&japanese, c);
            let usual = pairs.get(&traditional).copied().unwrap_or(traditional);
            let others = regional.iter().map(|region| one(region, c));
            if let Some(other) = std::iter::once(usual).chain(others).find(|&other| other != c) {
                pairs.insert(c, other);
            }
        }
    }
    // 苧 is the simplified form of 薴 and has one itself, 苎. No chain is longer than two steps.
    let ends: Vec<(char, char)> =
        pairs.iter().filter_map(|(&c, between)| Some((c, *pairs.get(between)?))).filter(|(c, end)| c != end).collect();
    pairs.extend(ends);
    pairs
});

/// The simplified form of a Chinese character, if that is another one.
pub(super) fn simplified(c: char) -> Option<char> {
    SIMPLIFIED.get(&c).copied()
}

#[cfg(test)]
mod tests {
    use super::super::tests::folded;

    #[test]
    fn traditional_and_simplified_words_are_the_same() {
        for (traditional, simplified) in [
            ("蘇伊士運河", "苏伊士运河"),
            ("頭髮", "头发"),
            ("發展", "发展"),
            ("皇后", "皇后"),
            ("以後", "以后"),
            ("裡面", "里面"),
            ("裏面", "里面"),
            ("乾燥", "干燥"),
            ("幹部", "干部"),
            ("麵包", "面包"),
            ("臺灣", "台湾"),
            ("颱風", "台风"),
            ("瞭解", "了解"),
            ("看著", "看着"),
            ("回覆", "回复"),
            ("關於", "关于"),
            ("爲什麼", "为什么"),
            ("衞生", "卫生"),
            ("鐘", "钟"),
        ] {
            assert_eq!(folded(traditional), folded(simplified), "{traditional} {simplified}");
        }
    }

    #[test]
    fn old_and_new_japanese_forms_are_the_same() {
        for (old, new) in [
            ("澤", "沢"),
            ("圖書館", "図書館"),
            ("龍", "竜"),
            ("廣島", "広島"),
            ("戰爭", "戦争"),
            ("經濟", "経済"),
            ("髮", "髪"),
            ("佛教", "仏教"),
        ] {
            assert_eq!(folded(old), folded(new), "{old} {new}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [
            ("欠", "缺"),
            ("予", "豫"),
            ("弁", "瓣"),
            ("大", "太"),
            ("土", "士"),
            ("末", "未"),
            ("芸", "艺"),
            ("么", "幺"),
        ] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }
}
