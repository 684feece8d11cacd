//! One Arabic word before one corpus: which of its letters are clitics and endings.

use super::super::vocabulary::Vocabulary;
use super::endings::{After, ENDINGS, Ending, LISTED_ENDINGS, NO_ENDING};
use super::{Arabic, Spelt};
use std::collections::HashSet;
use std::ops::Range;

/// What stands before all else.
const CONJUNCTIONS: [&str; 3] = ["", "و", "ف"];
/// The article, and what is written together with it; ل takes its alef.
const ARTICLES: [&str; 4] = ["ال", "بال", "كال", "لل"];
/// What stands before a word without the article; س makes a future of an imperfect.
const PREPOSITIONS: [&str; 5] = ["", "ب", "ل", "ك", "س"];

/// Bytes of a letter.
const LETTER: usize = 2;

/// A way of cutting the front of a word.
struct Front {
    /// Bytes that come off.
    cut: usize,
    /// Whether the article is among them.
    has_article: bool,
    /// How often the base must occur for each time that the word does, and how often is enough (بشكل is more frequent than
    /// شكل); 0 where no evidence is asked. Chosen, not tuned: ف and ك are more often part of the stem than و.
    doubt: (f32, f32),
}

const NO_DOUBT: (f32, f32) = (0.0, 0.0);

pub(super) struct Analysis<'a> {
    rules: &'a Arabic,
    vocabulary: &'a Vocabulary<'a>,
    spelt: &'a Spelt<'a>,
    /// How often the word occurs, once at least.
    count: u32,
}

impl<'a> Analysis<'a> {
    pub(super) fn new(rules: &'a Arabic, vocabulary: &'a Vocabulary<'a>, spelt: &'a Spelt<'a>) -> Self {
        Analysis { rules, vocabulary, spelt, count: vocabulary.count(spelt.key).max(1) }
    }

    /// The bytes that the deepest cut which holds leaves, and what the base has behind them.
    pub(super) fn cut(&self) -> (Range<usize>, &'static str) {
        let key = self.spelt.key;
        let (mut kept, mut added, mut deepest) = (0..key.len(), "", 0);
        for front in self.fronts() {
            let rest = &key[front.cut..];
            for ending in ENDINGS.iter().chain([&NO_ENDING]) {
                let Some(bare) = rest.strip_suffix(ending.written) else { continue };
                let depth = front.cut + ending.written.len();
                if depth > deepest && self.holds(&front, bare, ending) {
                    deepest = depth;
                    (kept, added) = (front.cut..front.cut + bare.len(), ending.base);
                }
            }
        }
        (kept, added)
    }

    /// The word as a dictionary has it, with one letter for every hamza.
    pub(super) fn stem(&self) -> String {
        let (kept, added) = self.cut();
        let bare = &self.spelt.key[kept.clone()];
        let is_feminine = if kept.end == self.spelt.key.len() { self.spelt.is_feminine } else { added == "ه" };
        let feminine = format!("{bare}ه");
        let form = match added {
            // A plural below a pronoun: its singular, if that is known.
            "ات" if self.support_feminine(&feminine) > 0 => self.dictionary_form(&feminine, true),
            "ات" if self.support(bare) > 0 => self.dictionary_form(bare, false),
            _ => self.dictionary_form(&format!("{bare}{added}"), is_feminine),
        };
        match self.rules.plurals.get(form.as_str()) {
            Some(&singular) => singular.to_owned(),
            None => self.with_one_hamza(form, kept),
        }
    }

    /// Writes the hamzas of `form`, which begins as the letters `kept` of the key do, as one letter (شئون, شؤون).
    fn with_one_hamza(&self, form: String, kept: Range<usize>) -> String {
        if form == "شيء" {
            // As often written شئ.
            return "شء".to_owned();
        }
        if !self.spelt.key[kept.clone()].starts_with(form.get(..kept.len().min(form.len())).unwrap_or_default()) {
            return form;
        }
        let letter = |(at, c): (usize, char)| {
            if at < kept.len() && self.spelt.carriers.contains(&(kept.start + at)) { 'ء' } else { c }
        };
        form.char_indices().map(letter).collect()
    }

    /// The ways of cutting the front, none included.
    fn fronts(&self) -> Vec<Front> {
        let mut fronts = vec![Front { cut: 0, has_article: false, doubt: NO_DOUBT }];
        for conjunction in CONJUNCTIONS {
            let Some(rest) = self.spelt.key.strip_prefix(conjunction) else { continue };
            for article in ARTICLES {
                if let Some(cut) = self.article(conjunction, article) {
                    fronts.push(Front { cut, has_article: true, doubt: NO_DOUBT });
                }
            }
            for preposition in PREPOSITIONS {
                let cut = conjunction.len() + preposition.len();
                let Some(bare) = rest.strip_prefix(preposition).filter(|_| cut > 0) else { continue };
                let is_imperfect =
                    bare.starts_with(['ي', 'ت', 'ن']) || bare.starts_with('ا') && self.spelt.alefs.contains(&cut);
                let may_follow = preposition != "س" || is_imperfect;
                let is_clitic = self.may_be_clitic(self.spelt.key) && (cut == LETTER || self.may_be_clitic(rest));
                if may_follow && is_clitic {
                    let doubt = match (conjunction, preposition) {
                        // Hardly any other word begins like a verb behind س, so the verb may be unknown.
                        (_, "س") if bare.len() > 3 * LETTER => NO_DOUBT,
                        ("ف", _) => (2.0, 4.0),
                        (_, "ك") => (1.0, 4.0),
                        (_, "") => (0.5, 2.0),
                        _ => (0.7, 3.0),
                    };
                    fronts.push(Front { cut, has_article: false, doubt });
                }
            }
        }
        // What has the article has nothing before it but what stands before the article.
        if fronts.iter().any(|front| front.has_article) {
            fronts.retain(|front| front.has_article);
        }
        fronts
    }

    /// How much comes off if the word begins with the article in this company.
    fn article(&self, conjunction: &str, article: &str) -> Option<usize> {
        let key = self.spelt.key;
        let noun = key.strip_prefix(conjunction)?.strip_prefix(article).filter(|noun| noun.len() >= 2 * LETTER)?;
        if self.rules.function_words.contains(noun) {
            return None;
        }
        let cut = key.len() - noun.len();
        let is_known = self.support(noun) > self.vocabulary.count(key);
        // For لل the first lam stands in the place of the article's alef.
        let from_alef = &key[cut - 2 * LETTER..];
        if article == "لل" {
            // Before a noun that begins with lam, two of three are written: للغة is ل with اللغة.
            let with_lam = self.support(&key[cut - LETTER..]);
            if with_lam > 0 && with_lam + self.vocabulary.count(key) >= self.support(noun) {
                return Some(cut - LETTER);
            }
        } else if self.spelt.alefs.contains(&(cut - 2 * LETTER)) {
            return None;
        }
        if self.is_listed(&self.rules.article_like, from_alef) || self.takes_article(from_alef) {
            return None;
        }
        // والد, بالغ, كالسيوم: letters of the stem unless the noun is known.
        let is_stem = article != "لل"
            && cut > 2 * LETTER
            && (self.is_listed(&self.rules.whole_beginnings, key) || !is_known && noun.len() < 4 * LETTER);
        (!is_stem).then_some(cut)
    }

    /// Whether the first letter of a word may be a clitic: no word that is listed, or that takes the article.
    fn may_be_clitic(&self, word: &str) -> bool {
        !self.is_listed(&self.rules.whole_beginnings, word) && !self.takes_article(word)
    }

    /// Whether the word may be cut so: into front, `bare` and ending.
    fn holds(&self, front: &Front, bare: &str, ending: &Ending) -> bool {
        let base = format!("{bare}{}", ending.base);
        let is_particle = self.rules.function_words.contains(base.as_str());
        if ending.written.is_empty() {
            return match (front.cut, front.has_article) {
                (0, _) | (_, true) => true,
                _ if is_particle => bare.len() >= 3 * LETTER,
                _ => bare.len() >= 3 * LETTER && self.is_supported(self.support(&base), front),
            };
        }
        let rest = &self.spelt.key[front.cut..];
        if is_particle || bare.len() < LETTER * ending.min_base || self.rules.whole_endings.contains(rest) {
            return false;
        }
        if ending.after == After::Bare {
            // What takes the article, or is written with ta marbuta, is a noun without a pronoun, and no verb.
            if front.has_article || self.spelt.is_feminine || self.takes_article(rest) {
                return false;
            }
        }
        let fits = match ending.written {
            // Verbal nouns in ين: تحسين.
            "ين" => bare.len() > 3 * LETTER || !bare.starts_with('ت'),
            // Endings of verbs, before which only a conjunction stands.
            "ت" | "وا" => front.cut <= LETTER,
            "ا" => !self.spelt.alefs.contains(&(self.spelt.key.len() - LETTER)),
            "ك" => bare.len() > 3 * LETTER || self.takes_article(bare),
            _ => true,
        };
        let support = match ending.written {
            // Of a noun's letters it may be another word: عرض offer, عرضت she showed.
            "ت" | "وا" if self.takes_article(&base) => 0,
            "ت" | "وا" => self.vocabulary.count(&base),
            // Each of the two plurals shows the other.
            "ون" => self.support(&base).max(self.support(&format!("{bare}ين"))),
            "ين" => self.support(&base).max(self.support(&format!("{bare}ون"))),
            _ if ending.base == "ه" => self.support_feminine(&base),
            _ => self.support(&base),
        };
        // Of two letters, soon another word's.
        fits && (bare.len() > 2 * LETTER || support > 2) && support > 0 && self.is_supported(support, front)
    }

    fn is_supported(&self, support: u32, front: &Front) -> bool {
        let (share, enough) = front.doubt;
        support as f32 >= (share * self.count as f32).min(enough)
    }

    /// The form under which a dictionary has the base: of verbs the masculine (يكتب for تكتب), of adjectives too.
    fn dictionary_form(&self, base: &str, is_feminine: bool) -> String {
        let verb = base.strip_prefix('ت').filter(|verb| verb.len() >= 2 * LETTER && !is_feminine);
        let masculine = verb.map(|verb| format!("ي{verb}")).filter(|verb| self.vocabulary.has(verb));
        // Neither is a noun: تعليم, يوم.
        if let Some(masculine) = masculine.filter(|verb| !self.takes_article(base) && !self.takes_article(verb)) {
            return masculine;
        }
        let masculine = base.strip_suffix('ه').filter(|masculine| is_feminine && masculine.len() >= 2 * LETTER);
        let masculine = masculine.filter(|masculine| self.is_adjective(masculine) && self.support(masculine) > 0);
        masculine.unwrap_or(base).to_owned()
    }

    /// Whether a word and its feminine are one: participles and adjectives, by their patterns.
    fn is_adjective(&self, word: &str) -> bool {
        if self.rules.apart.contains(word) || self.rules.adjectives.contains(word) {
            return !self.rules.apart.contains(word);
        }
        let letters: Vec<char> = word.chars().collect();
        match letters[..] {
            // Verbal nouns: تسمية.
            ['ت', _, _, 'ي'] => false,
            [_, _, .., _, 'ي'] | [_, _, 'ي', _] | [_, 'ا', _, _] | ['م', _, _, 'و', _] => true,
            // The nouns of the third form (مشاركة) look like its participles.
            ['م', _, 'ا', _, _] => false,
            ['م', _, _, _, _, ..] => true,
            _ => false,
        }
    }

    /// How often a noun occurs, bare or with the article; once more if it is one that we know.
    fn support(&self, noun: &str) -> u32 {
        let counts = self.with_article(noun).map(|form| self.vocabulary.count(&form));
        self.vocabulary.count(noun) + counts.sum::<u32>() + u32::from(self.rules.is_known(noun))
    }

    /// As [`Self::support`], of a word that ends in ta marbuta; ه alone is *his*.
    fn support_feminine(&self, noun: &str) -> u32 {
        self.support(noun) - self.vocabulary.count(noun) + self.vocabulary.count_feminine(noun)
    }

    /// Whether the article stands before it somewhere, so that what it begins with is its own.
    fn takes_article(&self, word: &str) -> bool {
        self.with_article(word).any(|form| self.vocabulary.has(&form))
    }

    fn with_article(&self, word: &str) -> impl Iterator<Item = String> {
        ["ال", "وال", "بال", "لل"].iter().map(move |article| format!("{article}{word}"))
    }

    /// Whether a list has a word, bare or inflected.
    fn is_listed(&self, list: &HashSet<&str>, word: &str) -> bool {
        LISTED_ENDINGS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|word| list.contains(word)))
    }
}
