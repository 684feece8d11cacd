//! Which stretches of a text are in another language than the text is said to be in.
//!
//! Three witnesses, most certain first. *Script*: a word in letters that the language does not write is foreign, and its
//! language is that of the stretch if it is long enough to tell, else what the site writes in these letters, else
//! their usual language. *Statistics* over a paragraph and over a quotation: trusted only above a length, and where the
//! language declared is one that they know. What markup says is settled before and not asked here.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use unicode_script::Script;
use whatlang::{Detector, Lang};

use super::base_language;
use super::detect::{Guess, detect, lang_of, letters};
use super::script::{script_of, scripts_of, usual_language};

/// Letters of a paragraph below which statistics are not asked.
const MIN_PARAGRAPH_LETTERS: usize = 40;
/// The same for a quotation, which announces itself.
const MIN_QUOTE_LETTERS: usize = 30;
/// Words that a quotation needs.
const MIN_QUOTE_WORDS: usize = 5;
/// The same for a stretch of letters that the language does not write: it is foreign already, the question is only what.
const MIN_RUN_LETTERS: usize = 24;
/// Letters from which on a language that no document of the site is in is believed, of a paragraph and of a stretch.
const MIN_STRANGER_LETTERS: usize = 100;
const MIN_STRANGER_RUN_LETTERS: usize = 60;
/// Changes of script in one text beyond these are no changes of language; a text of that many has no sense in it.
const MAX_RUNS: usize = 1 << 16;
/// Quotations looked at in one paragraph.
const MAX_QUOTES: usize = 1000;
/// How much of a paragraph is looked at; of a longer one, its beginning, middle and end, for it may begin with a quotation.
const SAMPLE_BYTES: usize = 480;

/// Languages asked first, with those that most documents of the site are in: what is likeliest to be quoted. Each costs some
/// microseconds a paragraph.
const FIRST_ASKED: [Lang; 18] = [
    Lang::Eng,
    Lang::Fra,
    Lang::Deu,
    Lang::Spa,
    Lang::Por,
    Lang::Ita,
    Lang::Rus,
    Lang::Ukr,
    Lang::Bul,
    Lang::Ara,
    Lang::Pes,
    Lang::Urd,
    Lang::Hin,
    Lang::Mar,
    Lang::Nep,
    Lang::Ben,
    Lang::Heb,
    Lang::Yid,
];
/// How many of the site's.
const MAX_ASKED_ON_SITE: usize = 8;

/// The languages of a site's documents.
#[derive(Debug, Default)]
pub struct Site {
    /// Number of documents by base language.
    num_docs: BTreeMap<String, usize>,
    /// What a word in these letters is taken for.
    by_script: HashMap<Script, Arc<str>>,
}

impl Site {
    /// Of documents with these tags.
    pub fn new<'t>(tags: impl Iterator<Item = &'t str>) -> Self {
        let mut site = Site::default();
        tags.for_each(|tag| *site.num_docs.entry(base_language(tag).to_owned()).or_default() += 1);
        let mut by_script: HashMap<Script, Vec<(&str, usize)>> = HashMap::new();
        for (language, &num_docs) in &site.num_docs {
            if let Some(&script) = scripts_of(language).first() {
                by_script.entry(script).or_default().push((language, num_docs));
            }
        }
        let chosen = by_script.into_iter().filter_map(|(script, languages)| {
            let all: usize = languages.iter().map(|(_, n)| n).sum();
            let (language, most) = languages.into_iter().rev().max_by_key(|(_, n)| *n)?;
            // Terms in Latin letters are English the world over, unless the site itself speaks one such language.
            let plausible = script != Script::Latin || most * 2 > all;
            plausible.then(|| (script, Arc::from(language)))
        });
        site.by_script = chosen.collect();
        site
    }

    /// What a word in letters of this script is taken for.
    pub fn language_of(&self, script: Script) -> Arc<str> {
        self.by_script.get(&script).cloned().unwrap_or_else(|| usual_language(script))
    }

    /// Whether a text in this language surprises nobody here.
    fn knows(&self, language: &str) -> bool {
        language == "en" || self.num_docs.contains_key(language)
    }
}

/// Tells what is foreign in texts that are said to be in one language.
#[derive(Debug)]
pub struct Judge<'s> {
    site: &'s Site,
    /// What the text is said to be in, without script and region.
    language: &'s str,
    own_scripts: Vec<Script>,
    /// For languages that statistics know among others of their script: a quick first opinion.
    quick: Option<(Lang, Detector)>,
}

/// What statistics say of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// In its language, or nothing says otherwise.
    Own,
    /// In another.
    Other(Arc<str>),
    /// Too short to tell.
    Short,
}

/// A part of a text in letters of one kind, and its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// From its first letter to its last.
    pub bytes: Range<usize>,
    /// `None` where its letters are the language's own.
    pub lang: Option<Arc<str>>,
}

impl<'s> Judge<'s> {
    /// For texts said to be in the language of `tag`, written in `own_scripts`.
    pub fn new(site: &'s Site, tag: &'s str, own_scripts: Vec<Script>) -> Self {
        let language = base_language(tag);
        let quick = lang_of(language).map(|own| {
            let mut by_docs: Vec<(&String, &usize)> = site.num_docs.iter().collect();
            by_docs.sort_by_key(|&(_, num_docs)| std::cmp::Reverse(num_docs));
            let on_site = by_docs.iter().filter_map(|(language, _)| lang_of(language)).take(MAX_ASKED_ON_SITE);
            (own, Detector::with_allowlist(on_site.chain(FIRST_ASKED).chain([own]).collect()))
        });
        Judge { site, language, own_scripts, quick }
    }

    /// Whether the texts' language is written in this script.
    pub fn writes(&self, script: Script) -> bool {
        self.own_scripts.contains(&script)
    }

    /// Whether it is not known in what script the texts' language is written.
    pub fn writes_anything(&self) -> bool {
        self.own_scripts.is_empty()
    }

    /// Cuts part of a text where its script changes to one that the language does not write, and back. What lies between
    /// pieces has no letters.
    pub fn pieces(&self, text: &str, part: Range<usize>) -> Vec<Piece> {
        let mut runs: Vec<(Range<usize>, Option<Script>)> = Vec::new();
        for (at, character) in text[part.clone()].char_indices() {
            let Some(script) = script_of(character) else { continue };
            let script = (!self.writes(script)).then_some(script);
            let at = part.start + at;
            let end = at + character.len_utf8();
            let is_full = runs.len() >= MAX_RUNS;
            match runs.last_mut() {
                Some((run, last)) if *last == script => run.end = end,
                _ if is_full => break,
                _ => runs.push((at..end, script)),
            }
        }
        let piece = |(bytes, script): (Range<usize>, Option<Script>)| Piece {
            lang: script.map(|script| self.language_of_run(&text[bytes.clone()], script)),
            bytes,
        };
        runs.into_iter().map(piece).collect()
    }

    fn language_of_run(&self, run: &str, script: Script) -> Arc<str> {
        // Han needs no length: a single kana tells.
        let num_letters = letters(run);
        let believes = |guess: &Guess| match script {
            Script::Han => true,
            _ => self.site.knows(&guess.tag) || guess.reliable && num_letters >= MIN_STRANGER_RUN_LETTERS,
        };
        if (script == Script::Han || num_letters >= MIN_RUN_LETTERS)
            && let Some(guess) = detect(run, &[]).filter(believes)
        {
            return guess.tag.into();
        }
        self.site.language_of(script)
    }

    /// What statistics say of the parts of a paragraph that are in letters of its language.
    pub fn verdict<'p>(&self, text: &str, own: impl Iterator<Item = &'p Range<usize>>) -> Verdict {
        self.verdict_of(&joined(text, own), MIN_PARAGRAPH_LETTERS)
    }

    fn verdict_of(&self, text: &str, min_letters: usize) -> Verdict {
        let Some((own, quick)) = &self.quick else { return Verdict::Own };
        let num_letters = letters(text);
        if num_letters < min_letters {
            return Verdict::Short;
        }
        let parts = sample(text);
        let joined = parts.join(" ");
        if quick.detect(&joined).is_none_or(|info| info.lang() == *own && info.is_reliable()) {
            return Verdict::Own;
        }
        let Some(guess) = detect(&joined, &[]) else { return Verdict::Own };
        let expected = num_letters >= MIN_STRANGER_LETTERS || self.site.knows(&guess.tag);
        let everywhere =
            || parts.len() == 1 || parts.iter().all(|part| detect(part, &[]).is_some_and(|part| part.tag == guess.tag));
        if guess.reliable && expected && !is_same(&guess.tag, self.language) && everywhere() {
            Verdict::Other(guess.tag.into())
        } else {
            Verdict::Own
        }
    }

    /// Quotations in other languages.
    pub fn quotes(&self, text: &str) -> Vec<(Range<usize>, Arc<str>)> {
        let mut found = Vec::new();
        for quote in quotes(text).into_iter().take(MAX_QUOTES) {
            let quoted = &text[quote.clone()];
            if quoted.split_whitespace().nth(MIN_QUOTE_WORDS - 1).is_none() {
                continue;
            }
            let pieces = self.pieces(text, quote.clone());
            let own = pieces.iter().filter(|piece| piece.lang.is_none()).map(|piece| &piece.bytes);
            if let Verdict::Other(language) = self.verdict_of(&joined(text, own), MIN_QUOTE_LETTERS) {
                found.push((quote, language));
            }
        }
        found
    }
}

/// Names of one language, as far as telling them apart goes.
fn is_same(a: &str, b: &str) -> bool {
    const SAME: [&[&str]; 3] = [&["no", "nb", "nn"], &["hr", "sr", "bs", "sh", "cnr"], &["fa", "prs"]];
    a == b || SAME.iter().any(|same| same.contains(&a) && same.contains(&b))
}

/// Parts of a text in one.
fn joined<'t, 'p>(text: &'t str, mut parts: impl Iterator<Item = &'p Range<usize>>) -> Cow<'t, str> {
    let first = &text[parts.next().cloned().unwrap_or_default()];
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return first.into();
    }
    parts.fold(first.to_owned(), |all, part| all + " " + &text[part.clone()]).into()
}

/// The text, or pieces of its beginning, middle and end, of [`SAMPLE_BYTES`] and a little.
fn sample(text: &str) -> Vec<&str> {
    if text.len() <= SAMPLE_BYTES {
        return vec![text];
    }
    let third = SAMPLE_BYTES / 3;
    let part = |start: usize| {
        let start = text.floor_char_boundary(start);
        &text[start..text.ceil_char_boundary(start + third)]
    };
    vec![part(0), part((text.len() - third) / 2), part(text.len() - third)]
}

/// What stands between a quotation mark and the one that closes it.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut quotes: Vec<Range<usize>> = Vec::new();
    // Where the open quotation begins, and the marks that may close it.
    let mut open: Option<(usize, &[char])> = None;
    for (at, character) in text.char_indices() {
        let behind = at + character.len_utf8();
        match open {
            Some((start, closing)) if closing.contains(&character) => {
                quotes.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                let closing: &[char] = match character {
                    '«' => &['»'],
                    '»' => &['«', '»'],
                    '„' => &['“', '”'],
                    '“' => &['”'],
                    '”' => &['”'],
                    '"' => &['"'],
                    '『' => &['』'],
                    '「' => &['」'],
                    _ => continue,
                };
                open = Some((behind, closing));
            }
        }
    }
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site::new(["ar", "ar", "en", "fr", "fr", "ru", "bg", "ru", "zh-Hant"].into_iter())
    }

    /// The stretches of `text` and their languages, `-` for the text's own.
    fn pieces<'t>(tag: &str, text: &'t str) -> Vec<(&'t str, String)> {
        let site = site();
        let judge = Judge::new(&site, tag, scripts_of(tag));
        let pieces = judge.pieces(text, 0..text.len()).into_iter();
        pieces.map(|piece| (&text[piece.bytes], piece.lang.as_deref().unwrap_or("-").to_owned())).collect()
    }

    fn owned<'t>(pieces: &[(&'t str, &str)]) -> Vec<(&'t str, String)> {
        pieces.iter().map(|(text, lang)| (*text, (*lang).to_owned())).collect()
    }

    #[test]
    fn words_in_foreign_letters_are_what_the_site_writes_in_them() {
        // Two of three documents in Latin letters are French; most in Cyrillic ones are Russian.
        let expected = [("افتح ملف", "-"), ("README", "fr"), ("ثم", "-"), ("Open 2 Source", "fr"), ("Дума", "ru")];
        assert_eq!(pieces("ar", "افتح ملف «README» ثم Open 2 Source، ٢٠٢٦ Дума"), owned(&expected));
        assert_eq!(pieces("fr", "l’œuvre Ἀθῆναι, αβγ"), owned(&[("l’œuvre", "-"), ("Ἀθῆναι, αβγ", "el")]));
        // No letters foreign to these: kana and kanji, hanja, both alphabets of Serbian.
        assert_eq!(pieces("ja", "東京タワー と ひらがな").len(), 1);
        assert_eq!(pieces("ko", "대한민국(大韓民國)").len(), 1);
        assert_eq!(pieces("sr", "Београд Beograd").len(), 1);
        assert_eq!(pieces("sr-Latn", "Београд Beograd"), owned(&[("Београд", "ru"), ("Beograd", "-")]));
        // Several languages of a site share the Latin letters: then terms are English.
        let site = Site::new(["ar", "en", "fr", "de", "de"].into_iter());
        assert_eq!(&*site.language_of(Script::Latin), "en");
        assert_eq!(&*site.language_of(Script::Hebrew), "he");
    }

    #[test]
    fn a_stretch_in_foreign_letters_that_is_long_enough_tells_its_language() {
        let spanish = "la reunión se aplazó hasta que todos los delegados pudieran llegar a la capital del país";
        let bulgarian = "той заяви, че ще търси отговор на въпроса в най-кратък срок";
        let text = format!("قال {spanish} ثم {bulgarian} やあ");
        let expected = [("قال", "-"), (spanish, "es"), ("ثم", "-"), (bulgarian, "bg"), ("やあ", "ja")];
        assert_eq!(pieces("ar", &text), owned(&expected));
    }

    fn verdict(tag: &str, text: &str) -> Verdict {
        let site = site();
        Judge::new(&site, tag, scripts_of(tag)).verdict(text, std::iter::once(&(0..text.len())))
    }

    #[test]
    fn statistics_speak_of_paragraphs_only_where_they_are_sure() {
        let other = |lang: &str| Verdict::Other(lang.into());
        let french = "Le conseil a décidé hier de reporter la réunion à la semaine prochaine.";
        let russian = "Совет вчера решил перенести заседание на следующую неделю, сообщил его председатель.";
        let persian = "شورا دیروز تصمیم گرفت جلسه را به هفته آینده موکول کند، چون همه اعضا حاضر نبودند و این موضوع \
                       باید بررسی می‌شد، سپس دبیر گفت که نتیجه را اعلام خواهد کرد.";
        assert_eq!(verdict("en", french), other("fr"));
        assert_eq!(verdict("fr", french), Verdict::Own);
        assert_eq!(verdict("bg", russian), other("ru"));
        assert_eq!(verdict("ar", persian), other("fa"));
        assert_eq!(verdict("en", "Le conseil a décidé"), Verdict::Short);
        // Statistics know no Pidgin, and would take it for English; nor do they part Norwegian's two forms.
        let pidgin =
            "Open source na free software wey anybody fit use, study, change and share for any purpose at all.";
        assert_eq!(verdict("pcm", pidgin), Verdict::Own);
        assert_eq!(verdict("nn", "Eg veit ikkje kvifor dei ikkje vil vere med på møtet i morgon kveld."), Verdict::Own);
        // A language that nobody expects here needs more text.
        let dutch = "De raad heeft gisteren besloten de vergadering uit te stellen.";
        assert_eq!(verdict("fr", dutch), Verdict::Own);
        assert_eq!(verdict("fr", &dutch.repeat(3)), other("nl"));
    }

    #[test]
    fn quotations_of_a_few_words_are_judged_alone() {
        let site = site();
        let quotes = |tag: &str, text: &str| {
            let judge = Judge::new(&site, tag, scripts_of(tag));
            let quotes = judge.quotes(text).into_iter();
            quotes.map(|(bytes, lang)| format!("{lang}: {}", &text[bytes])).collect::<Vec<_>>()
        };
        let text = "The minister answered “il faut que les choses changent dans ce pays” and left; the “Quai d’Orsay” was silent.";
        assert_eq!(quotes("en", text), ["fr: il faut que les choses changent dans ce pays"]);
        let text = "Премиерът отговори: „мы никогда не согласимся с этими условиями, они неприемлемы“, и си тръгна.";
        assert_eq!(quotes("bg", text), ["ru: мы никогда не согласимся с этими условиями, они неприемлемы"]);
        assert_eq!(quotes("fr", "Il a dit « il faut que les choses changent dans ce pays » hier."), [""; 0]);
        assert_eq!(quotes("en", "An “unclosed il faut que les choses changent dans ce pays").len(), 0);
    }

    #[test]
    fn a_long_paragraph_that_begins_with_a_quotation_is_what_most_of_it_is() {
        let french = "Le conseil a décidé hier de reporter la réunion à la semaine prochaine. ".repeat(4);
        let english = "The council decided yesterday to postpone the meeting until the following week. ".repeat(12);
        assert_eq!(verdict("en", &format!("{french}{english}")), Verdict::Own);
    }
}
