//! A query word to the groups that may stand for it.

use super::page::Via;
use super::phrase::Phrase;
use super::query::QueryWord;
use crate::bytes::Cursor;
use crate::dictionary::{Edge, GroupId, Member, NOWHERE, SOUND, with_prefix, within_one_edit};
use crate::format::{Index, Missing};

/// Dictionary keys that one prefix may stand for; a single letter of a large dictionary has more.
const MAX_PREFIX_KEYS: usize = 20_000;
/// Words shorter than this are not corrected: nearly every other short word is one edit away.
const MIN_FUZZY_CHARS: usize = 4;
/// Nor longer ones: the walk is as deep as the word is long.
const MAX_FUZZY_CHARS: usize = 64;

/// What a neighbour counts of a word that is nowhere as it is typed: as much as the word, for it most likely is the word. Of
/// short words that is less certain. With one edit in the rarest word of XQuAD's questions (`benches/typos.mjs`, nine
/// languages) MRR@10 loses .024 if every neighbour counts half, .014 with these, .008 with the neighbours' families.
const NEIGHBOUR_WEIGHT: u32 = 64;
const MIN_CERTAIN_CHARS: usize = 5;
/// Neighbours whose families are gathered, and by how many bits their weight is halved.
const MAX_FAMILY_FORMS: usize = 5;
const FAMILY_SHIFT: u32 = 1;
/// Translations of one meaning whose families are gathered. From English MRR@10 rises by .018 in Spanish, .017 in German, .027 in Russian
/// and .009 in Hindi, and falls by .005 in Arabic (XQuAD, what is bundled).
const MAX_TRANSLATED_FORMS: usize = 16;
/// Completions of misspelt beginnings.
const MAX_MISSPELT_KEYS: usize = 256;

/// Synonyms of a word beyond these are left out: no genuine word has so many, a forged one may have any number.
const MAX_CLASSES: usize = 64;

/// Families: how many letters a word has to begin with in common with the one asked, and what it counts then, in 64ths.
/// A stem is sometimes too fine (*émigré*, *émigration*); a family mends that. Mean MRR@10 on XQuAD's twelve languages:
/// .9356 without, .9430 with four letters alone, .9446 with both; a plateau in weights and lengths.
const FAMILIES: [(usize, u32); 2] = [(5, 45), (4, 32)];

/// What documents count, in 64ths, that hold a word without the marks with which it is asked (*marche* for *marché*),
/// where the corpus has both. Of use where marks make words: Vietnamese MRR@10 .920 without, .944 with.
const OTHER_SPELLING_WEIGHT: u32 = 45;

/// What a class of expansions counts, in 64ths of the word itself. They bound each other: whatever its own rarity, a
/// document that only holds a completion or a neighbour scores below one that holds the word as often.
/// The order is what matters; the values themselves are not tuned yet.
const fn weight(via: Via) -> u32 {
    match via {
        Via::Exact => 64,
        Via::Inflected => 56,
        Via::Prefix => 40,
        Via::Fuzzy => 32,
        // Each has its own; never asked.
        Via::Synonym | Via::Translation | Via::Sound => 0,
    }
}

/// A group that may stand for the query word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidates {
    pub(crate) via: Via,
    /// In 64ths.
    pub(crate) weight: u32,
    /// Each once; none that an earlier class has.
    pub(crate) groups: Vec<GroupId>,
    /// For each group a form of it by which it was reached; empty for prefixes, whose text tells by itself, and for words of
    /// other languages.
    pub(crate) forms: Vec<String>,
    /// For groups that are terms of several words, the groups of these; empty when there are no such.
    pub(crate) rows: Vec<(GroupId, Vec<GroupId>)>,
}

/// Classes of groups, best first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Expansion {
    pub(crate) classes: Vec<Candidates>,
    /// Groups of forms that begin like the word, the longer beginning first. They raise documents that match and match
    /// none by themselves.
    pub(crate) families: Vec<Candidates>,
    /// As in the query word.
    pub(crate) field: u8,
    pub(crate) slot: u8,
    pub(crate) required: bool,
    /// Of a phrase, how to find it in a text, and for each document its level, or 0 if it is not there.
    pub(crate) phrase: Option<(Phrase, Vec<u8>)>,
}

impl Expansion {
    /// Adds a class of groups, each reached by a form; for prefixes, whose text tells by itself, without.
    fn add(&mut self, via: Via, groups: Vec<GroupId>, forms: Vec<String>) {
        if !groups.is_empty() {
            self.classes.push(Candidates { via, weight: weight(via), groups, forms, rows: Vec::new() });
        }
    }

    /// Whether the word is known to be one of the group, as typed or inflected.
    fn is(&self, group: GroupId) -> bool {
        self.classes.iter().any(|class| class.via <= Via::Inflected && class.groups.contains(&group))
    }

    /// Whether an earlier class has the group.
    fn has(&self, group: GroupId) -> bool {
        self.classes.iter().any(|class| class.groups.contains(&group))
    }
}

/// Adds to the words of a query what the site's owner says means the same as they do, alone or in a row: behind the word
/// itself, before what only begins or is spelt like it.
pub(crate) fn add_synonyms(index: &Index<'_>, words: &mut [Expansion]) {
    let mut edges = Cursor::new(index.edges, 0);
    while let Ok(edge) = Edge::read(&mut edges) {
        for at in 0..words.len() {
            let Some(row) = words.get_mut(at..at + edge.words.len()) else { break };
            if !row.iter().zip(&edge.words).all(|(word, &group)| word.is(group)) {
                continue;
            }
            for word in row.iter_mut().filter(|word| word.classes.len() < MAX_CLASSES && !word.is(edge.target)) {
                let at = word.classes.iter().filter(|class| class.via <= Via::Synonym).count();
                let (groups, forms) = (vec![edge.target], vec![edge.form.to_owned()]);
                word.classes.insert(
                    at,
                    Candidates { via: Via::Synonym, weight: edge.weight.into(), groups, forms, rows: Vec::new() },
                );
            }
        }
    }
}

/// Adds to the words of a query what means the same in other languages, behind all that is of the word's own.
///
/// A word that is known is no typing error, whatever languages were asked for.
pub(crate) fn add_translations(index: &Index<'_>, words: &mut [Expansion], missing: &Missing) {
    let language = |group: GroupId| {
        let first = index.postings(group, missing).and_then(|postings| postings.first_doc(index.num_docs()));
        first.map(|doc| index.directory.language_of(doc))
    };
    for at in 0..words.len() {
        let Some(word) = words.get(at) else { break };
        let known = word.classes.iter().filter(|class| class.via <= Via::Inflected).flat_map(|class| &class.groups);
        let asked: Vec<GroupId> = known.copied().collect();
        let mut translated: Vec<GroupId> = Vec::new();
        for &group in &asked {
            for concept in index.concepts(group) {
                let stands = |words: &[Expansion], member: &Member| {
                    let row = words.get(at..at + member.words.len()).unwrap_or_default();
                    member.words.first() == Some(&group)
                        && !row.is_empty()
                        && row.iter().zip(&member.words).all(|(word, &group)| word.is(group))
                };
                let Some(len) =
                    concept.members.iter().filter(|m| stands(words, m)).map(|member| member.words.len()).max()
                else {
                    continue;
                };
                let own = language(group);
                let via = if concept.source == SOUND { Via::Sound } else { Via::Translation };
                let weight = u32::from(concept.weight);
                for (nth, word) in words.get_mut(at..at + len).unwrap_or_default().iter_mut().enumerate() {
                    word.classes.retain(|class| class.via != Via::Fuzzy);
                    let (mut groups, mut rows) = (Vec::new(), Vec::new());
                    for member in &concept.members {
                        if member.target != NOWHERE && !word.has(member.target) && language(member.target) != own {
                            groups.push(member.target);
                            if member.words != [member.target] {
                                rows.push((member.target, member.words.clone()));
                            }
                        }
                    }
                    // Of a term once, or its translation's family would count for each of its words.
                    if via == Via::Translation && nth == 0 {
                        let is_word = |group: &&GroupId| rows.iter().all(|(target, _)| target != *group);
                        translated.extend(groups.iter().filter(is_word).take(MAX_TRANSLATED_FORMS));
                    }
                    let before = |class: &&Candidates| class.via < via || class.via == via && class.weight > weight;
                    let place = word.classes.iter().filter(before).count();
                    match word.classes.get_mut(place) {
                        Some(class) if class.via == via && class.weight == weight => {
                            class.groups.extend(groups);
                            class.rows.extend(rows);
                        }
                        _ => word.classes.insert(place, Candidates { via, weight, groups, forms: Vec::new(), rows }),
                    }
                }
            }
        }
        // Which of a family stands in the text is a matter of the sentence: *contributor*, *contribution*.
        let mut forms = Vec::new();
        for group in translated {
            forms.extend(index.first_form(group, missing));
        }
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        if let Some(word) = words.get_mut(at) {
            word.families.extend(families(index, &forms, FAMILY_SHIFT, missing));
        }
    }
}

/// Groups found for a class, in the order in which they were found, each once.
#[derive(Default)]
pub(super) struct Found {
    pub(super) groups: Vec<GroupId>,
    pub(super) forms: Vec<String>,
}

impl Found {
    fn add(&mut self, index: &Index<'_>, key: &[u8], value: u32) {
        if let Ok(form) = std::str::from_utf8(key) {
            index.lists.groups(&value).iter().for_each(|&group| self.push(group, form));
        }
    }

    fn push(&mut self, group: GroupId, form: &str) {
        if !self.groups.contains(&group) {
            self.groups.push(group);
            self.forms.push(form.to_owned());
        }
    }
}

/// The word itself where the corpus has it; completions of a word that is still being typed; where no `allowed` language has
/// either, other inflections; else words one edit away, and completions of what is one edit away.
pub(crate) fn expand(index: &Index<'_>, word: &QueryWord, allowed: &[bool], missing: &Missing) -> Expansion {
    let mut expansion =
        Expansion { field: word.field, slot: word.slot, required: word.required, ..Expansion::default() };
    if !word.gram && !word.strict {
        expansion.families = families(index, &[&word.text], 0, missing);
    }
    if let Some(value) = index.lookup(&word.text, missing) {
        let groups = index.lists.groups(&value).to_vec();
        let forms = groups.iter().map(|_| word.text.clone()).collect();
        let spelling = word.spelling.as_ref().and_then(|spelling| index.lookup(spelling, missing));
        let mut weight = weight(Via::Exact);
        if let Some(spelling) = spelling {
            // Its text tells which words to mark by their folded form.
            let groups = index.lists.groups(&spelling).to_vec();
            expansion.classes.push(Candidates { via: Via::Exact, weight, groups, forms: Vec::new(), rows: Vec::new() });
            weight = OTHER_SPELLING_WEIGHT;
        }
        expansion.classes.push(Candidates { via: Via::Exact, weight, groups, forms, rows: Vec::new() });
    }
    if word.prefix {
        expansion.add(Via::Prefix, completions(index, &word.text, &expansion, missing), Vec::new());
    }
    let is_there =
        |expansion: &Expansion| expansion.classes.iter().any(|class| is_in(index, &class.groups, allowed, missing));
    if word.gram || is_there(&expansion) {
        return expansion;
    }
    let mut found = inflections(index, &word.text, false, missing);
    if found.groups.is_empty() {
        found = inflections(index, &word.text, true, missing);
    }
    expansion.add(Via::Inflected, found.groups, found.forms);
    let num_chars = word.text.chars().count();
    if !word.strict && (MIN_FUZZY_CHARS..=MAX_FUZZY_CHARS).contains(&num_chars) && !is_there(&expansion) {
        let (found, begun) = neighbours(index, word, missing);
        let certain = num_chars >= MIN_CERTAIN_CHARS;
        if certain {
            let forms: Vec<&str> = found.forms.iter().take(MAX_FAMILY_FORMS).map(String::as_str).collect();
            expansion.families.extend(families(index, &forms, FAMILY_SHIFT, missing));
        }
        let weight = if certain { NEIGHBOUR_WEIGHT } else { weight(Via::Fuzzy) };
        for (found, weight) in [(found, weight), (begun, self::weight(Via::Fuzzy))] {
            if !found.groups.is_empty() {
                let Found { groups, forms } = found;
                expansion.classes.push(Candidates { via: Via::Fuzzy, weight, groups, forms, rows: Vec::new() });
            }
        }
    }
    expansion
}

/// Whether documents in `allowed` languages have one of the groups; so they do if none has any, for then the site's owner
/// named it for its synonyms.
fn is_in(index: &Index<'_>, groups: &[GroupId], allowed: &[bool], missing: &Missing) -> bool {
    let mut elsewhere = false;
    let here = groups.iter().any(|&group| {
        let mut here = false;
        if let Some(postings) = index.postings(group, missing) {
            postings.each_doc(index.num_docs(), &mut |doc| {
                let allowed = allowed.get(index.directory.language_of(doc)) == Some(&true);
                here |= allowed;
                elsewhere |= !allowed;
            });
        }
        here
    });
    here || !groups.is_empty() && !elsewhere
}

fn completions(index: &Index<'_>, prefix: &str, earlier: &Expansion, missing: &Missing) -> Vec<GroupId> {
    let mut groups = GroupSet::new(index);
    groups.add_below(index, prefix, missing);
    groups.into_list(|group| !earlier.has(group))
}

/// The families of some words: those of the longest beginning first; none of a word that is shorter than all of them.
fn families(index: &Index<'_>, words: &[&str], shift: u32, missing: &Missing) -> Vec<Candidates> {
    let mut families = Vec::new();
    let mut seen = GroupSet::new(index);
    for (num_chars, weight) in FAMILIES {
        let mut family = GroupSet::new(index);
        for word in words {
            let Some((last, c)) = word.char_indices().nth(num_chars - 1) else { continue };
            family.add_below(index, word.get(..last + c.len_utf8()).unwrap_or_default(), missing);
        }
        let groups = family.into_list(|group| seen.insert(group));
        families.push(Candidates {
            via: Via::Prefix,
            weight: weight >> shift,
            groups,
            forms: Vec::new(),
            rows: Vec::new(),
        });
    }
    families
}

/// Groups as bits, for a single letter begins thousands.
struct GroupSet {
    bits: Vec<u64>,
}

impl GroupSet {
    fn new(index: &Index<'_>) -> Self {
        GroupSet { bits: vec![0; index.directory.num_groups.div_ceil(64) as usize] }
    }

    /// Whether the group was not there yet.
    fn insert(&mut self, group: GroupId) -> bool {
        let Some(bits) = self.bits.get_mut(group as usize / 64) else { return false };
        let bit = 1 << (group % 64);
        let new = *bits & bit == 0;
        *bits |= bit;
        new
    }

    /// Inserts the groups of all forms below `prefix`.
    fn add_below(&mut self, index: &Index<'_>, prefix: &str, missing: &Missing) {
        let mut num_keys = 0;
        for fst in index.dictionaries(prefix, missing) {
            with_prefix(fst, prefix.as_bytes(), &mut |_, value| {
                for &group in index.lists.groups(&value) {
                    self.insert(group);
                }
                num_keys += 1;
                num_keys < MAX_PREFIX_KEYS
            });
        }
    }

    /// The groups for which `wanted` holds, in order.
    fn into_list(self, mut wanted: impl FnMut(GroupId) -> bool) -> Vec<GroupId> {
        let mut groups = Vec::new();
        for (&word, first) in self.bits.iter().zip((0..).step_by(64)) {
            let mut left = word;
            while left != 0 {
                let group = first + left.trailing_zeros();
                if wanted(group) {
                    groups.push(group);
                }
                left &= left - 1;
            }
        }
        groups
    }
}

/// Groups of known forms that share the longest stem with a form that is not known (see `dictionary/affixes.rs`): of words that documents have,
/// or also of those that can only be `asked`.
fn inflections(index: &Index<'_>, word: &str, asked: bool, missing: &Missing) -> Found {
    let mut best_len = 0;
    let mut found = Found::default();
    let mut form = String::new();
    for language in 0..index.affixes.num_languages() {
        for stem in index.affixes.stems(language, word) {
            if stem.len() < best_len {
                break;
            }
            let here = inflections_in(index, language, stem, asked, &mut form, missing);
            if !here.groups.is_empty() {
                if stem.len() > best_len {
                    best_len = stem.len();
                    found = Found::default();
                }
                here.groups.iter().zip(&here.forms).for_each(|(&group, form)| found.push(group, form));
                break;
            }
        }
    }
    found
}

fn inflections_in(
    index: &Index<'_>,
    language: usize,
    stem: &str,
    asked: bool,
    form: &mut String,
    missing: &Missing,
) -> Found {
    let mut found = Found::default();
    let docs = index.docs(language);
    // Most stems are unknown whatever follows them: one walk per prefix tells.
    let mut known: Vec<(&str, bool)> = Vec::new();
    for (prefix, suffix) in index.affixes.pairs(language) {
        form.clear();
        form.push_str(prefix);
        form.push_str(stem);
        let begins = match known.iter().find(|(other, _)| other == prefix) {
            Some(&(_, begins)) => begins,
            None => {
                let begins = index.begins(form, missing);
                known.push((prefix, begins));
                begins
            }
        };
        if !begins {
            continue;
        }
        form.push_str(suffix);
        let Some(value) = index.lookup(form, missing) else { continue };
        for &group in index.lists.groups(&value) {
            // The group is one of this language if some document in it has the word. Words that are only asked, and languages that
            // only quotations are in, have no documents, and any group may be theirs.
            let mut here = docs.is_empty();
            if let (false, Some(postings)) = (here, index.postings(group, missing)) {
                here = asked && postings.len == 0;
                postings.each_doc(docs.end, &mut |doc| here |= doc >= docs.start);
            }
            if here {
                found.push(group, form);
            }
        }
    }
    found
}

/// Words one edit away; and, of a word that is still being typed, words that begin with what is one edit away.
pub(super) fn neighbours(index: &Index<'_>, word: &QueryWord, missing: &Missing) -> (Found, Found) {
    let (mut found, mut begun) = (Found::default(), Found::default());
    let mut num_keys = 0;
    for fst in index.dictionaries("", missing) {
        let mut beginnings: Vec<Vec<u8>> = Vec::new();
        within_one_edit(fst, &word.text, &mut |key, value, _| match value {
            Some(value) => found.add(index, key, value),
            None if word.prefix && beginnings.last().is_none_or(|last| !key.starts_with(last)) => {
                beginnings.push(key.to_vec());
            }
            None => {}
        });
        for beginning in &beginnings {
            with_prefix(fst, beginning, &mut |key, value| {
                begun.add(index, key, value);
                num_keys += 1;
                num_keys < MAX_MISSPELT_KEYS
            });
        }
    }
    (found, begun)
}
