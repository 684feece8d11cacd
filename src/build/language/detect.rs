//! What language a text is written in, when nothing says so.
//!
//! Two steps. The script decides alone where one language (as far as sites go) writes it: Thai, Khmer, Hangul, kana…
//! and a few letters decide within the Arabic and Bengali scripts (Urdu's relatives, Assamese). What remains goes to
//! trigram statistics (`whatlang`), told apart within one script. The cost is linear in at most [`SAMPLE_BYTES`] of text.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};
use whatlang::{Detector, Lang};

use super::script::script_of;
use super::tag::canonical_tag;

/// How much of a document is looked at. Trigram statistics stop improving well before.
pub const SAMPLE_BYTES: usize = 6 * 1024;

/// Fewer letters than this prove nothing statistically: "OK", "Menu", a name.
const MIN_LETTERS: usize = 16;

/// Of all letters, the share that the main script needs for the script alone to decide.
const MIN_SCRIPT_SHARE: f64 = 0.5;

/// A language found in the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Canonical tag.
    pub tag: String,
    /// Whether it can stand alone; otherwise it needs support, such as other documents of the site in that language.
    pub reliable: bool,
}

/// Languages that `whatlang` knows but that are hardly ever a page's language, while short texts in others fall to them.
const UNLIKELY: &[Lang] = &[Lang::Epo, Lang::Lat];

/// The language of `text`, judged by its first [`SAMPLE_BYTES`]. `only`, when it names two or more languages, limits the
/// statistics to those (scripts of one language still decide alone). `None` when there are too few letters.
#[must_use]
pub fn detect(text: &str, only: &[String]) -> Option<Guess> {
    let sample = head(text);
    let census = Census::of(sample);
    if let Some(guess) = census.by_script() {
        return Some(guess);
    }
    if census.num_letters < MIN_LETTERS {
        return None;
    }
    let detector = if only.len() >= 2 {
        let allowed: Vec<Lang> =
            Lang::all().iter().copied().filter(|lang| only.iter().any(|tag| tag == tag_of(*lang))).collect();
        if allowed.len() < 2 {
            return None;
        }
        Detector::with_allowlist(allowed)
    } else {
        Detector::with_denylist(UNLIKELY.to_vec())
    };
    let info = detector.detect(&without_addresses(sample))?;
    let tag = tag_of(info.lang());
    Some(census.by_letters(tag).unwrap_or(Guess { tag: tag.to_owned(), reliable: info.is_reliable() }))
}

/// The language of a base tag as the statistics call it, if they know it.
pub(super) fn lang_of(language: &str) -> Option<Lang> {
    let language = match language {
        "no" | "nn" => "nb",
        "bs" => "hr",
        other => other,
    };
    Lang::all().iter().copied().find(|lang| !UNLIKELY.contains(lang) && tag_of(*lang) == language)
}

/// Number of letters.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter_map(script_of).count()
}

fn tag_of(lang: Lang) -> &'static str {
    /// By the number of the language.
    static TAGS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let tag = |lang: &Lang| match lang {
            // CLDR keeps Persian and its eastern variety apart; sites write `fa`.
            Lang::Pes => "fa".to_owned(),
            _ => canonical_tag(lang.code()).unwrap_or_else(|_| "und".to_owned()),
        };
        Lang::all().iter().map(tag).collect()
    });
    let number = Lang::all().iter().position(|other| *other == lang);
    number.and_then(|number| TAGS.get(number)).map_or("und", String::as_str)
}

fn head(text: &str) -> &str {
    let mut end = SAMPLE_BYTES.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The text without web addresses, file names and e-mail addresses, which look like English in every language.
fn without_addresses(text: &str) -> Cow<'_, str> {
    if !text.contains(['/', '@', '_']) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> =
        text.split(' ').filter(|word| !(word.is_ascii() && word.contains(['/', '@', '_']))).collect();
    Cow::Owned(words.join(" "))
}

/// Scripts that one language writes, as far as sites go.
const SCRIPTS: [(Script, &str); 29] = [
    (Script::Thai, "th"),
    (Script::Khmer, "km"),
    (Script::Lao, "lo"),
    (Script::Myanmar, "my"),
    (Script::Hangul, "ko"),
    (Script::Greek, "el"),
    (Script::Armenian, "hy"),
    (Script::Georgian, "ka"),
    (Script::Tibetan, "bo"),
    (Script::Sinhala, "si"),
    (Script::Tamil, "ta"),
    (Script::Telugu, "te"),
    (Script::Kannada, "kn"),
    (Script::Malayalam, "ml"),
    (Script::Gujarati, "gu"),
    (Script::Gurmukhi, "pa"),
    (Script::Oriya, "or"),
    (Script::Thaana, "dv"),
    (Script::Cherokee, "chr"),
    (Script::Canadian_Aboriginal, "iu"),
    (Script::Nko, "nqo"),
    (Script::Ol_Chiki, "sat"),
    (Script::Meetei_Mayek, "mni"),
    (Script::Tifinagh, "zgh"),
    (Script::Syriac, "syr"),
    (Script::Javanese, "jv"),
    (Script::Mongolian, "mn"),
    (Script::Bengali, "bn"),
    (Script::Ethiopic, "am"),
];

/// Languages that letters of their own tell from others in their script.
const BY_LETTERS: [&str; 11] = ["ja", "zh", "as", "ps", "ug", "ckb", "sd", "kk", "tt", "ky", "mn"];

/// How a text is known to be in a language that nothing declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detection {
    /// By its script, or by letters that only it has.
    Letters,
    /// By statistics of three letters.
    Statistics,
    /// Not at all: it has to be declared.
    None,
}

/// How texts in the language of a base tag are detected.
#[must_use]
pub fn detection(language: &str) -> Detection {
    if SCRIPTS.iter().any(|(_, own)| *own == language) || BY_LETTERS.contains(&language) {
        Detection::Letters
    } else if lang_of(language).is_some() {
        Detection::Statistics
    } else {
        Detection::None
    }
}

/// How many letters of each script a text has.
struct Census<'a> {
    text: &'a str,
    num_letters: usize,
    counts: Vec<(Script, usize)>,
}

impl<'a> Census<'a> {
    fn of(text: &'a str) -> Self {
        let mut counts: Vec<(Script, usize)> = Vec::new();
        let mut num_letters = 0;
        for character in text.chars().filter(|character| character.is_alphabetic()) {
            let script = character.script();
            if matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
                continue;
            }
            num_letters += 1;
            match counts.iter_mut().find(|(known, _)| *known == script) {
                Some((_, count)) => *count += 1,
                None => counts.push((script, 1)),
            }
        }
        Self { text, num_letters, counts }
    }

    fn count(&self, script: Script) -> usize {
        self.counts.iter().find(|(known, _)| *known == script).map_or(0, |(_, count)| *count)
    }

    /// The language of a script that (as far as sites go) only one language writes.
    fn by_script(&self) -> Option<Guess> {
        let is_main = |count: usize| {
            #[allow(clippy::cast_precision_loss, reason = "counts below SAMPLE_BYTES")]
            let share = count as f64 / self.num_letters as f64;
            count >= 2 && share >= MIN_SCRIPT_SHARE
        };
        let kana = self.count(Script::Hiragana) + self.count(Script::Katakana);
        let han = self.count(Script::Han) + self.count(Script::Bopomofo);
        if is_main(kana + han) {
            // Japanese prose is a third kana and more; a Chinese page quoting a Japanese name is not.
            let tag = if kana * 10 >= kana + han { "ja" } else { "zh" };
            return Some(Guess { tag: tag.to_owned(), reliable: true });
        }
        let (script, _) = self.counts.iter().copied().filter(|(_, count)| is_main(*count)).max_by_key(|(_, c)| *c)?;
        let tag = match script {
            Script::Bengali if self.has_share(&['ৰ', 'ৱ'], 200) => "as",
            _ => SCRIPTS.iter().find(|(own, _)| *own == script)?.1,
        };
        Some(Guess { tag: tag.to_owned(), reliable: true })
    }

    /// Languages that `whatlang` does not know, told by letters of their own from the one it names instead.
    fn by_letters(&self, guessed: &str) -> Option<Guess> {
        let tag = match guessed {
            "ar" | "fa" | "ur" => {
                let own: &[(&str, &[char])] = &[
                    ("ps", &['ټ', 'ډ', 'ړ', 'ښ', 'ځ', 'څ', 'ڼ', 'ۍ', 'ې']),
                    ("ug", &['ۇ', 'ۈ', 'ۋ', 'ې', 'ڭ']),
                    ("ckb", &['ڕ', 'ڵ', 'ێ', 'ۆ']),
                    ("sd", &['ڄ', 'ڃ', 'ڦ', 'ڻ', 'ٻ', 'ڀ', 'ٺ', 'ٿ', 'ڏ']),
                ];
                let (tag, count) =
                    own.iter().map(|(tag, letters)| (*tag, self.count_of(letters))).max_by_key(|(_, count)| *count)?;
                // Each of these writes its own letters in a few per cent of all.
                (count * 50 >= self.num_letters).then_some(tag)?
            }
            "ru" | "bg" | "uk" | "be" | "mk" | "sr"
                if self.has_share(&['қ', 'ғ', 'ұ', 'ә', 'ө', 'ң', 'һ', 'ү'], 50) =>
            {
                if self.has_share(&['қ', 'ғ', 'ұ'], 100) {
                    "kk"
                } else if self.has_share(&['ә', 'һ'], 100) {
                    "tt"
                } else if self.has_share(&['ң'], 300) {
                    "ky"
                } else {
                    "mn"
                }
            }
            _ => return None,
        };
        Some(Guess { tag: tag.to_owned(), reliable: true })
    }

    fn count_of(&self, letters: &[char]) -> usize {
        self.text.chars().filter(|character| letters.contains(character)).count()
    }

    /// Whether at least one letter in `one_in` is one of these.
    fn has_share(&self, letters: &[char], one_in: usize) -> bool {
        self.count_of(letters) * one_in >= self.num_letters.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> String {
        detect(text, &[]).map_or_else(|| "none".to_owned(), |guess| guess.tag)
    }

    #[test]
    fn scripts_of_one_language_need_no_statistics() {
        for (expected, text) in [
            ("th", "สวัสดีครับ"),
            ("km", "សួស្តី"),
            ("lo", "ສະບາຍດີ"),
            ("my", "မင်္ဂလာပါ"),
            ("ko", "안녕하세요"),
            ("ja", "こんにちは世界"),
            ("ja", "東京都の人口"),
            ("zh", "开源软件指南"),
            ("zh", "開源軟體指南 GitHub"),
            ("el", "Καλημέρα"),
            ("ta", "வணக்கம்"),
            ("bn", "আমি বাংলায় কথা বলি"),
            ("as", "মই অসমীয়া ভাষাৰ কথা কৈছোঁ, ৰাতি"),
            ("am", "ሰላም ለዓለም"),
        ] {
            assert_eq!(tag(text), expected, "{text}");
        }
    }

    #[test]
    fn statistics_tell_languages_of_one_script_apart() {
        for (expected, text) in [
            (
                "fr",
                "Le régime a déclaré dimanche que le président était prêt à rencontrer des représentants de l’armée.",
            ),
            ("en", "The world’s chemical watchdog said Monday it was reviewing security ahead of a possible probe."),
            ("de", "Die Behörde sagte am Montag, sie prüfe die Sicherheit vor einer möglichen Untersuchung."),
            ("ar", "استؤنفت المفاوضات بين الفصيل والنظام وقالت اللجنة المدنية المشاركة في المفاوضات اليوم"),
            ("fa", "راهنمای متن‌باز برای افراد و شرکت‌هایی است که می‌خواهند یاد بگیرند چگونه یک پروژه را اداره کنند"),
            ("ur", "یہ ایک آزاد مصدر رہنما ہے جو ان لوگوں کے لیے ہے جو سیکھنا چاہتے ہیں کہ منصوبہ کیسے چلایا جائے"),
            (
                "ru",
                "Правительство заявило в понедельник, что рассматривает вопрос о безопасности перед расследованием.",
            ),
            ("uk", "Уряд заявив у понеділок, що розглядає питання безпеки перед можливим розслідуванням."),
            ("hi", "ओपन सोर्स गाइड उन लोगों के लिए है जो सीखना चाहते हैं कि एक परियोजना कैसे चलाई जाती है"),
            ("kk", "Қазақстан Республикасының үкіметі дүйсенбі күні қауіпсіздік мәселесін қарап жатқанын мәлімдеді"),
            ("ckb", "ڕێنمایی سەرچاوە کراوە بۆ ئەو کەسانەیە کە دەیانەوێت فێر بن چۆن پڕۆژەیەک بەڕێوە ببەن لە کوردستان"),
        ] {
            assert_eq!(tag(text), expected, "{text}");
        }
    }

    #[test]
    fn too_little_text_proves_nothing() {
        assert_eq!(detect("", &[]), None);
        assert_eq!(detect("OK", &[]), None);
        assert_eq!(detect("12 345", &[]), None);
        assert_eq!(detect("Да", &[]), None);
    }

    #[test]
    fn addresses_do_not_make_a_text_english() {
        let text = "Правительство рассматривает https://example.org/the/english/words/of/the/address/and/of/that/too \
                    вопросы безопасности, которые были подняты общественностью после этих событий";
        assert_eq!(tag(text), "ru");
    }

    #[test]
    fn known_languages_narrow_the_choice() {
        let only = ["da".to_owned(), "fr".to_owned()];
        let guess = detect("Regeringen har i dag besluttet at undersøge sagen", &only);
        assert_eq!(guess.map(|guess| guess.tag).as_deref(), Some("da"));
    }

    #[test]
    fn the_sample_ends_on_a_character() {
        let text = "é".repeat(SAMPLE_BYTES);
        assert!(head(&format!("a{text}")).len() <= SAMPLE_BYTES);
    }
}
