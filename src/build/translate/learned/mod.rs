//! What the site's own translated pages teach: which words stand for which.
//!
//! Pages that name each other as translations are aligned ([`align`]), and words are matched by what they are always met with ([`model`]).
//! Nobody has judged these pairs, so they are kept only where both directions agree, where texts held out are found better with them
//! ([`trial`]), and not from pages that turn out to be no translations ([`strangers`]).
//!
//! Every two languages are a task of their own, whose arithmetic runs in one order; so bytes do not depend on threads.

mod align;
mod bitext;
mod model;
mod page;
mod report;
mod sets;
mod strangers;
mod trial;

pub use report::{LanguagePair, Learning, Outcome};

use crate::build::analysis::Languages;
use crate::build::document::Document;
use crate::build::language::base_language;
use crate::build::terms::Dictionary;
use crate::build::translations::Translations;
use crate::build::vocabulary::Word;
use crate::dictionary::{Concept, GroupId, Member};
use crate::text::FoldTable;
use align::align;
use bitext::Bitext;
use model::{Link, train};
use page::Page;
use rayon::prelude::*;
use sets::{Pair, WordSet, sets};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use strangers::strangers;
use trial::trial;

/// Texts of two languages that are learned from; pages beyond are left.
const MAX_TEXTS: usize = 20_000;
/// Fewer texts teach nothing that could be put to the test.
const MIN_TEXTS: usize = 20;
/// Pairs are kept from this probability on, and so many for each word. With 1,000 sentences learned from, English questions find Arabic
/// paragraphs of XQuAD, and the reverse, at MRR@10 .721 / .723 from 0.2 on, .727 / .729 from 0.1 on, .728 / .728 from 0.05 on.
const MIN_PROBABILITY: f64 = 0.1;
const MAX_PER_WORD: u32 = 3;
/// Where one of the words has a translation that is known, another has to be likelier: .729 / .739 without, .732 / .743 with.
const MIN_BESIDE_KNOWN: f64 = 0.2;
/// Words of all pages that any two languages share, up to which any two are compared. Beyond, only one language is, with each of the
/// others: in 28 languages that is a fourteenth of the work.
const MAX_WORDS: usize = 2_000_000;
/// The language that is then taken, where others share as many pages.
const USUAL_SOURCE: &str = "en";

/// Which words are known to mean the same.
#[derive(Default)]
pub(crate) struct Known {
    /// Of each group, the numbers of its concepts, in order.
    concepts: HashMap<GroupId, Vec<u32>>,
    /// The languages of the words of each concept.
    languages: BTreeSet<(u32, usize)>,
}

impl Known {
    pub(crate) fn of(concepts: &[Concept], words: &[Word]) -> Known {
        let mut known = Known::default();
        for (concept, number) in concepts.iter().zip(0..) {
            for member in concept.members.iter().filter(|member| member.words == [member.target]) {
                known.concepts.entry(member.target).or_default().push(number);
                let languages = words.get(member.target as usize).map(|word| &word.languages[..]).unwrap_or_default();
                known.languages.extend(languages.iter().map(|&language| (number, language)));
            }
        }
        known
    }

    fn concepts(&self, group: GroupId) -> &[u32] {
        self.concepts.get(&group).map_or(&[], Vec::as_slice)
    }

    /// Whether a word of that language is known that means the same.
    fn translates(&self, group: GroupId, language: usize) -> bool {
        self.concepts(group).iter().any(|&concept| self.languages.contains(&(concept, language)))
    }

    fn has(&self, [a, b]: [GroupId; 2]) -> bool {
        let others = self.concepts(b);
        self.concepts(a).iter().any(|concept| others.binary_search(concept).is_ok())
    }
}

/// Learns from all `documents` that are translations of each other what is not `known`.
pub(crate) fn learn(
    documents: &[Document],
    fold: &FoldTable,
    dictionary: &Dictionary<'_>,
    spoken: &Languages<'_>,
    known: &Known,
) -> (Vec<WordSet>, Learning) {
    let mut learning = Learning { nowhere: report::nowhere(documents), ..Learning::default() };
    let mut tasks: Vec<Task> = tasks(documents, spoken);
    let wanted: BTreeSet<u32> = tasks.iter().flat_map(|task| task.docs.iter().flatten()).copied().collect();
    let pages: HashMap<u32, Page> =
        wanted.into_par_iter().map(|doc| (doc, Page::of(&documents[doc as usize], fold, dictionary, spoken))).collect();
    let centre = choose(&mut tasks, &pages, spoken);
    let taught: Vec<Taught> = tasks.par_iter().map(|task| learn_pair(task, &pages, known)).collect();

    let mut pairs: Vec<Pair> = Vec::new();
    for (task, taught) in tasks.iter().zip(taught) {
        let url = |doc: u32| documents[doc as usize].url.clone();
        learning.strangers.extend(taught.strangers.iter().map(|docs| docs.map(url)));
        let side = usize::from(Some(task.languages[1]) == centre);
        let new = taught.links.iter().filter(|link| link.words[0] != link.words[1] && !known.has(link.words));
        let before = pairs.len();
        pairs.extend(new.map(|&Link { words, probability, .. }| Pair {
            centre: words[side],
            other: words[1 - side],
            probability,
        }));
        learning.pairs.push(LanguagePair {
            languages: task.languages.map(|number| spoken.tags[number].to_owned()),
            pages: task.docs.len() - taught.strangers.len(),
            texts: taught.num_texts,
            learned: pairs.len() - before,
            outcome: taught.outcome,
        });
    }
    learning.pairs.sort_by(|a, b| a.languages.cmp(&b.languages));
    (sets(&pairs), learning)
}

/// Concepts for the index.
pub(crate) fn concepts(sets: &[WordSet]) -> Vec<Concept> {
    let member = |&group: &GroupId| Member { words: vec![group], target: group };
    let concept =
        |set: &WordSet| Concept { members: set.words.iter().map(member).collect(), weight: set.weight, source: 3 };
    sets.iter().map(concept).collect()
}

/// Two languages, and the pages that are translations of each other.
struct Task {
    languages: [usize; 2],
    docs: Vec<[u32; 2]>,
}

/// Leaves of the tasks those that there is time for, and puts those first that concern the language which shares most pages with
/// others.
fn choose(tasks: &mut Vec<Task>, pages: &HashMap<u32, Page>, spoken: &Languages<'_>) -> Option<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for task in &*tasks {
        task.languages.iter().for_each(|&language| *shared.entry(language).or_default() += task.docs.len());
    }
    let usual = |language: usize| spoken.tags.get(language) == Some(&USUAL_SOURCE);
    let (&centre, _) = shared.iter().max_by_key(|&(&language, &docs)| (docs, usual(language), Reverse(language)))?;
    let docs = tasks.iter().flat_map(|task| task.docs.iter().flatten());
    let num_words: usize = docs.filter_map(|doc| pages.get(doc)).map(Page::num_words).sum();
    if num_words > MAX_WORDS {
        tasks.retain(|task| task.languages.contains(&centre));
    }
    tasks.sort_by_key(|task| (!task.languages.contains(&centre), task.languages));
    Some(centre)
}

/// For every two languages, the pages that are translations of each other, of each page once.
fn tasks(documents: &[Document], spoken: &Languages<'_>) -> Vec<Task> {
    let number = |doc: u32| spoken.number(base_language(documents[doc as usize].tag()));
    let mut tasks: BTreeMap<[usize; 2], Vec<[u32; 2]>> = BTreeMap::new();
    let mut seen: BTreeSet<(u32, usize)> = BTreeSet::new();
    for [a, b] in Translations::of(documents).pairs() {
        let (a, b) = if number(a) < number(b) { (a, b) } else { (b, a) };
        let (lang_a, lang_b) = (number(a), number(b));
        // Of versions in several scripts or for several countries one will do: others would seem to confirm it.
        if lang_a != lang_b && !seen.contains(&(a, lang_b)) && !seen.contains(&(b, lang_a)) {
            seen.extend([(a, lang_b), (b, lang_a)]);
            tasks.entry([lang_a, lang_b]).or_default().push([a, b]);
        }
    }
    tasks.into_iter().map(|(languages, docs)| Task { languages, docs }).collect()
}

/// What came of the pages of two languages.
struct Taught {
    links: Vec<Link>,
    num_texts: usize,
    strangers: Vec<[u32; 2]>,
    outcome: Outcome,
}

fn learn_pair(task: &Task, pages: &HashMap<u32, Page>, known: &Known) -> Taught {
    let Task { languages, docs } = task;
    let kept = |links| kept(links, known, *languages);
    let mut texts: Vec<Bitext> = Vec::new();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let num_chars =
        |side: usize| docs.iter().filter_map(|docs| pages.get(&docs[side])).map(Page::num_chars).sum::<u64>();
    let ratio = num_chars(1).max(1) as f64 / num_chars(0).max(1) as f64;
    for [a, b] in docs {
        let start = texts.len();
        if let (Some(a), Some(b), true) = (pages.get(a), pages.get(b), start < MAX_TEXTS) {
            texts.extend(align(a, b, ratio).into_iter().map(|words| Bitext::new(words, known)));
        }
        ranges.push(start..texts.len());
    }
    let mut links = kept(train(&texts.iter().collect::<Vec<_>>()));
    let strange = strangers(&texts, &ranges, &links);
    let good: Vec<&Bitext> = ranges
        .iter()
        .zip(&strange)
        .filter(|(_, strange)| !**strange)
        .flat_map(|(range, _)| &texts[range.clone()])
        .collect();
    if good.len() < texts.len() {
        links = kept(train(&good));
    }
    let outcome = if good.len() < MIN_TEXTS { Outcome::TooLittle } else { trial(&good, known, &kept).into() };
    let has_learned = matches!(outcome, Outcome::Learned { .. });
    if !has_learned {
        links.clear();
    }
    // Words that do not help to find a text are no witnesses against a page.
    let strange = docs.iter().zip(&strange).filter(|(_, strange)| has_learned && **strange);
    let strangers = strange.map(|(docs, _)| *docs).collect();
    Taught { links, num_texts: good.len(), strangers, outcome }
}

/// The pairs that are believed in both directions, the best of each word.
fn kept(mut links: Vec<Link>, known: &Known, languages: [usize; 2]) -> Vec<Link> {
    let min = |link: &Link| {
        let is_known = known.translates(link.words[0], languages[1]) || known.translates(link.words[1], languages[0]);
        if is_known { MIN_BESIDE_KNOWN } else { MIN_PROBABILITY }
    };
    links.retain(|link| link.probability >= min(link));
    for side in [0, 1] {
        links.sort_by(|a, b| {
            (a.words[side], b.probability, a.words)
                .partial_cmp(&(b.words[side], a.probability, b.words))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        let mut rank = 0;
        let mut word = None;
        links.retain(|link| {
            rank = if word == Some(link.words[side]) { rank + 1 } else { 0 };
            word = Some(link.words[side]);
            rank < MAX_PER_WORD
        });
    }
    links.sort_by_key(|link| link.words);
    links
}
