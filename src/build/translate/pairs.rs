//! The owner's lexicons, as far as the corpus writes their words: which pairs are translations, and how surely.
//!
//! A wordnet has a dozen senses for a common word, and most are not meant. So no sense is taken as it is. Over all the sets that two words share,
//! the chance that one is translated by the other is estimated in both directions; of a word the best few of each language are
//! kept, and put together again to sets ([`super::cliques`]), each with one weight.

use super::cliques::cliques;
use super::own::WordSets;
use crate::build::analysis::Languages;
use crate::build::document::Document;
use crate::build::terms::{Dictionary, Entry, Unit, find_terms, units};
use crate::build::vocabulary::{Lengths, Vocabulary, Word};
use crate::dictionary::{Concept, GroupId, Member};
use crate::postings::GroupRecord;
use crate::text::FoldTable;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Translations of a word into one language. With the Open Multilingual Wordnet on XQuAD, two lose .001 in the mean of nine pairs of
/// languages, four gain less than .001.
const MAX_TRANSLATIONS: usize = 3;
/// The same of a word that is only asked. Two bring .002, and cost a sixth more (English questions, Arabic and Spanish paragraphs).
const MAX_ASKED_TRANSLATIONS: usize = 1;
/// Pairs that are less likely are none. With .03 no pair of languages gains more than .003.
const MIN_SCORE: f32 = 0.1;
/// Ranking wants less difference than there is between likely pairs and doubtful ones: MRR@10 English-Arabic .766 if all count the same,
/// .778 with the third root, .775 with the square root.
const POWER: f32 = 1.0 / 3.0;

/// A word of the corpus in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Node {
    lang: usize,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum What {
    Group(GroupId),
    /// Number of the entry.
    Term(usize),
}

/// The words of lexicons that a corpus has.
pub(crate) struct Pairs {
    entries: Vec<Entry>,
    nodes: Vec<Node>,
    lexicons: Vec<Sets>,
}

/// A lexicon, as far as it can translate anything: sets of nodes with what each counts.
struct Sets {
    has_senses: bool,
    sets: Vec<Vec<(u32, f32)>>,
}

/// What a lexicon's word may be.
enum Seen {
    Nothing,
    Groups(Vec<GroupId>),
    Term(Vec<Unit>),
}

impl Pairs {
    /// Reads the words in the languages that are `spoken`, and finds where in the documents those of several words stand. Terms that are
    /// `known` already are left out.
    pub(crate) fn new(
        own: &[Arc<WordSets>],
        known: &BTreeSet<(&str, &[Unit])>,
        documents: &[Document],
        fold: &FoldTable,
        vocabulary: &Vocabulary,
        spoken: &Languages<'_>,
    ) -> Pairs {
        let dictionary = Dictionary::new(&vocabulary.words, spoken);
        let mut pairs = Pairs { entries: Vec::new(), nodes: Vec::new(), lexicons: Vec::new() };
        let mut numbers: HashMap<Node, u32> = HashMap::new();
        let mut terms: HashMap<(usize, Vec<Unit>), usize> = HashMap::new();
        for lexicon in own {
            let langs: Vec<Option<usize>> =
                lexicon.langs.iter().map(|lang| spoken.tags.iter().position(|tag| tag == lang)).collect();
            let look = |(lang, word): &(u16, String)| match langs[usize::from(*lang)] {
                Some(lang) => look_up(word, spoken.tags[lang], fold, &dictionary, known),
                None => Seen::Nothing,
            };
            let seen: Vec<Seen> = lexicon.words.par_iter().map(look).collect();
            let mut of_word: Vec<Vec<u32>> = vec![Vec::new(); seen.len()];
            let mut sets = Vec::new();
            for set in &lexicon.sets {
                let there = || set.iter().filter(|(word, _)| !matches!(seen[*word as usize], Seen::Nothing));
                let there_langs: BTreeSet<u16> = there().map(|(word, _)| lexicon.words[*word as usize].0).collect();
                let is_written = |word: u32| match &seen[word as usize] {
                    Seen::Nothing => false,
                    Seen::Groups(groups) => groups.iter().any(|&group| vocabulary.words[group as usize].is_there()),
                    Seen::Term(_) => true,
                };
                if there_langs.len() < 2 || !there().any(|&(word, _)| is_written(word)) {
                    continue;
                }
                let mut nodes = Vec::new();
                for &(word, weight) in there() {
                    let Some(lang) = langs[usize::from(lexicon.words[word as usize].0)] else { continue };
                    let of_word = &mut of_word[word as usize];
                    if of_word.is_empty() {
                        let whats = match &seen[word as usize] {
                            Seen::Nothing => Vec::new(),
                            Seen::Groups(groups) => groups.iter().map(|&group| What::Group(group)).collect(),
                            Seen::Term(units) => {
                                let entries = &mut pairs.entries;
                                vec![What::Term(*terms.entry((lang, units.clone())).or_insert_with(|| {
                                    let lang = Some(spoken.tags[lang].to_owned());
                                    entries.push(Entry { lang, units: units.clone(), occurrences: Vec::new() });
                                    entries.len() - 1
                                }))]
                            }
                        };
                        for what in whats {
                            let node = Node { lang, what };
                            let next = numbers.len() as u32;
                            of_word.push(*numbers.entry(node).or_insert(next));
                            if numbers.len() > pairs.nodes.len() {
                                pairs.nodes.push(node);
                            }
                        }
                    }
                    nodes.extend(of_word.iter().map(|&node| (node, weight)));
                }
                sets.push(nodes);
            }
            pairs.lexicons.push(Sets { has_senses: lexicon.has_senses, sets });
        }
        let all = 0..pairs.entries.len();
        find_terms(&mut pairs.entries, all, documents, fold, &dictionary);
        pairs.keep_found();
        pairs
    }

    /// Takes terms that stand nowhere out of the sets, and sets that have nothing to translate any more.
    fn keep_found(&mut self) {
        let is_there: Vec<bool> = self
            .nodes
            .iter()
            .map(|node| match node.what {
                What::Group(_) => true,
                What::Term(entry) => !self.entries[entry].occurrences.is_empty(),
            })
            .collect();
        let nodes = &self.nodes;
        for lexicon in &mut self.lexicons {
            for set in &mut lexicon.sets {
                set.retain(|(node, _)| is_there[*node as usize]);
                set.sort_unstable_by(|a, b| (nodes[a.0 as usize].lang, a.0).cmp(&(nodes[b.0 as usize].lang, b.0)));
                set.dedup_by(|a, b| {
                    let same = a.0 == b.0;
                    if same {
                        b.1 = b.1.max(a.1)
                    }
                    same
                });
            }
            lexicon.sets.retain(|set| {
                let lang = |at: usize| set.get(at).map(|(node, _)| nodes[*node as usize].lang);
                lang(0) != lang(set.len().saturating_sub(1))
            });
        }
    }

    /// Calls for concepts of the pairs that are kept, and the records of the groups of several words, which are numbered from
    /// `first_group` on. Pairs of `certain` concepts are not given again, and count among the best few.
    pub(crate) fn write(
        &self,
        certain: &[Concept],
        vocabulary: &Vocabulary,
        spoken: &Languages<'_>,
        lengths: &Lengths,
        num_docs: usize,
        first_group: GroupId,
    ) -> (Vec<Concept>, Vec<GroupRecord>) {
        let kept = self.kept(certain, &vocabulary.words);
        let dictionary = Dictionary::new(&vocabulary.words, spoken);
        let mut records = Vec::new();
        let mut targets: HashMap<u32, Vec<Member>> = HashMap::new();
        let mut concepts = Vec::new();
        for (level, nodes) in cliques(&kept, |node| self.nodes[node as usize].lang) {
            let mut words: BTreeMap<GroupId, Member> = BTreeMap::new();
            let mut terms: Vec<Member> = Vec::new();
            for node in nodes {
                match self.nodes[node as usize].what {
                    What::Group(group) => {
                        words.insert(group, Member { words: vec![group], target: group });
                    }
                    What::Term(entry) => terms.extend_from_slice(targets.entry(node).or_insert_with(|| {
                        let entry = &self.entries[entry];
                        let record = entry.row_record(&dictionary, lengths, num_docs);
                        let target = first_group + records.len() as GroupId;
                        records.push(record);
                        let readings = entry.readings(&dictionary).into_iter().filter(|words| !words.is_empty());
                        readings.map(|words| Member { words, target }).collect()
                    })),
                }
            }
            let members = words.into_values().chain(terms).collect();
            concepts.push(Concept { members, weight: level * 8, source: 2 });
        }
        (concepts, records)
    }

    /// Pairs of nodes, the lower number first, with their weight in eighths; in order.
    fn kept(&self, certain: &[Concept], words: &[Word]) -> Vec<((u32, u32), u8)> {
        let mut scores: HashMap<(u32, u32), f32> = HashMap::new();
        for lexicon in &self.lexicons {
            for (pair, score) in self.scores(lexicon) {
                let best = scores.entry(pair).or_default();
                *best = best.max(score);
            }
        }
        let known = Known::of(certain);
        let mut by_node: HashMap<(u32, usize), Vec<(f32, u32)>> = HashMap::new();
        for (&(a, b), &score) in &scores {
            let is_same = self.nodes[a as usize].what == self.nodes[b as usize].what;
            if is_same || self.is_known(&known, a, b) || !(self.is_written(a, words) || self.is_written(b, words)) {
                continue;
            }
            // What is only asked need not be found.
            for (a, b) in [(a, b), (b, a)].into_iter().filter(|(_, b)| self.is_written(*b, words)) {
                by_node.entry((a, self.nodes[b as usize].lang)).or_default().push((score, b));
            }
        }
        let mut kept: BTreeMap<(u32, u32), u8> = BTreeMap::new();
        for ((a, _), mut others) in by_node {
            others.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            others.truncate(if self.is_written(a, words) { MAX_TRANSLATIONS } else { MAX_ASKED_TRANSLATIONS });
            for (score, b) in others {
                kept.insert((a.min(b), a.max(b)), eighths(score));
            }
        }
        kept.into_iter().collect()
    }

    fn is_written(&self, node: u32, words: &[Word]) -> bool {
        match self.nodes[node as usize].what {
            What::Group(group) => words[group as usize].is_there(),
            What::Term(_) => true,
        }
    }

    fn is_known(&self, known: &Known, a: u32, b: u32) -> bool {
        match (self.nodes[a as usize].what, self.nodes[b as usize].what) {
            (What::Group(a), What::Group(b)) => known.has(a, b),
            _ => false,
        }
    }

    /// What each pair of a lexicon counts, within 0 and 1: how likely it is a translation, the geometric mean of both directions. A word means
    /// each of its sets alike, but for the weight of a set; a set is said by each of its words of a language alike.
    fn scores(&self, lexicon: &Sets) -> HashMap<(u32, u32), f32> {
        let mut sums: HashMap<(u32, u32), (f32, f32, f32)> = HashMap::new();
        // What all sets of a node with words of a language weigh.
        let mut totals: HashMap<(u32, usize), f32> = HashMap::new();
        let lang = |node: u32| self.nodes[node as usize].lang;
        for set in &lexicon.sets {
            let by_lang: Vec<&[(u32, f32)]> = set.chunk_by(|a, b| lang(a.0) == lang(b.0)).collect();
            let weight = if lexicon.has_senses { (by_lang.len() - 1) as f32 } else { 1.0 };
            for (at, here) in by_lang.iter().enumerate() {
                for there in &by_lang[at + 1..] {
                    let share =
                        |words: &[(u32, f32)]| if lexicon.has_senses { weight / words.len() as f32 } else { 1.0 };
                    let (share_here, share_there) = (share(here), share(there));
                    for &(a, weight_a) in *here {
                        *totals.entry((a, lang(there[0].0))).or_default() += weight;
                        for &(b, weight_b) in *there {
                            let sum = sums.entry((a, b)).or_default();
                            sum.0 += share_there;
                            sum.1 += share_here;
                            sum.2 = sum.2.max(weight_a.min(weight_b));
                        }
                    }
                    for &(b, _) in *there {
                        *totals.entry((b, lang(here[0].0))).or_default() += weight;
                    }
                }
            }
        }
        let score = |((a, b), (to, from, weight)): ((u32, u32), (f32, f32, f32))| {
            let (total_a, total_b) = (totals[&(a, lang(b))], totals[&(b, lang(a))]);
            let score = (to / total_a * from / total_b).sqrt();
            (score >= MIN_SCORE).then(|| ((a.min(b), a.max(b)), score.powf(POWER) * weight))
        };
        sums.into_iter().filter_map(score).collect()
    }
}

/// A weight within 0 and 1.
fn eighths(score: f32) -> u8 {
    (8.0 * score).round().clamp(1.0, 8.0) as u8
}

/// Which groups are together in a concept.
struct Known(HashMap<GroupId, Vec<u32>>);

impl Known {
    fn of(concepts: &[Concept]) -> Known {
        let mut known: HashMap<GroupId, Vec<u32>> = HashMap::new();
        for (concept, number) in concepts.iter().zip(0..) {
            concept.members.iter().for_each(|member| known.entry(member.target).or_default().push(number));
        }
        Known(known)
    }

    fn has(&self, a: GroupId, b: GroupId) -> bool {
        let of = |group| self.0.get(&group).map_or(&[][..], Vec::as_slice);
        of(a).iter().any(|concept| of(b).contains(concept))
    }
}

fn look_up(
    word: &str,
    tag: &str,
    fold: &FoldTable,
    dictionary: &Dictionary<'_>,
    known: &BTreeSet<(&str, &[Unit])>,
) -> Seen {
    let entry = Entry { lang: Some(tag.to_owned()), units: units(word, fold), occurrences: Vec::new() };
    let there = |form: &str| {
        let groups: BTreeSet<GroupId> = dictionary.groups(form, Some(tag)).into_iter().collect();
        // Without documents a word is only there to be asked.
        groups.into_iter().collect::<Vec<GroupId>>()
    };
    if let Some(form) = entry.single() {
        let groups = there(form);
        return if groups.is_empty() { Seen::Nothing } else { Seen::Groups(groups) };
    }
    let is_there = |unit: &Unit| match unit {
        Unit::Word(form) => !there(form).is_empty(),
        Unit::Run(_) => true,
    };
    let is_term = !entry.units.is_empty() && entry.units.iter().all(is_there) && !known.contains(&(tag, &entry.units));
    if is_term { Seen::Term(entry.units) } else { Seen::Nothing }
}
