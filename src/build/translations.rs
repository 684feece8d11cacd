//! Which documents are translations of each other.
//!
//! Two documents that name each other as translations are one page in two languages, and so are all that such pairs connect; a site
//! whose languages each name English alone says enough. They fold into one hit. Where that would put two pages of one language
//! together somebody is mistaken, so each document keeps what it says itself, and nothing folds.

use super::document::Document;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The sets of translations of an index' documents.
pub(crate) struct Translations<'d> {
    by_url: HashMap<&'d str, u32>,
    /// Those that fold first.
    pub(crate) sets: Vec<Vec<u32>>,
    pub(crate) num_folding: usize,
    /// Of each document, the number of its set.
    pub(crate) number: Vec<Option<u32>>,
}

impl<'d> Translations<'d> {
    pub(crate) fn of(documents: &'d [Document]) -> Self {
        let by_url: HashMap<&str, u32> = documents.iter().map(|document| document.url.as_str()).zip(0..).collect();
        let named: Vec<BTreeSet<u32>> = documents
            .iter()
            .zip(0..)
            .map(|(document, own)| {
                let inside = document.alternates.values().filter_map(|url| by_url.get(url.as_str()).copied());
                inside.filter(|&doc| doc != own).collect()
            })
            .collect();
        let connected = connected(&named);
        let mut pages: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        connected.iter().zip(0..).for_each(|(&first, doc)| pages.entry(first).or_default().push(doc));
        let is_page = |docs: &Vec<u32>| {
            let langs: BTreeSet<&str> = docs.iter().map(|&doc| documents[doc as usize].tag()).collect();
            docs.len() > 1 && langs.len() == docs.len()
        };
        pages.retain(|_, docs| is_page(docs));
        let page_numbers: HashMap<u32, u32> = pages.keys().copied().zip(0..).collect();

        let mut own: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let own_set = |doc: u32| {
            let named = &named[doc as usize];
            let set =
                || named.iter().copied().chain([doc]).collect::<BTreeSet<u32>>().into_iter().collect::<Vec<u32>>();
            (!named.is_empty() && !page_numbers.contains_key(&connected[doc as usize])).then(set)
        };
        own.extend((0..documents.len() as u32).filter_map(own_set).map(|set| (set, 0)));
        own.values_mut().zip(pages.len() as u32..).for_each(|(number, next)| *number = next);
        let number = |doc: u32| match own_set(doc) {
            Some(set) => own.get(&set).copied(),
            None => page_numbers.get(&connected[doc as usize]).copied(),
        };
        let number = (0..documents.len() as u32).map(number).collect();
        let num_folding = pages.len();
        let sets = pages.into_values().chain(own.into_keys()).collect();
        Translations { by_url, sets, num_folding, number }
    }

    /// Every two documents that are translations of each other, once, the first before the second.
    pub(crate) fn pairs(&self) -> BTreeSet<[u32; 2]> {
        let mut pairs = BTreeSet::new();
        let mut add = |a: u32, b: u32| a != b && pairs.insert([a.min(b), a.max(b)]);
        for set in self.sets.iter().take(self.num_folding) {
            set.iter().for_each(|&a| set.iter().for_each(|&b| _ = add(a, b)));
        }
        // What does not fold is what each document says itself.
        for (number, doc) in self.number.iter().zip(0..) {
            let own = number.map(|number| number as usize).filter(|&number| number >= self.num_folding);
            own.iter().flat_map(|&number| &self.sets[number]).for_each(|&other| _ = add(doc, other));
        }
        pairs
    }

    /// Language and url of the translations of `document` that are not in the index.
    pub(crate) fn outside(&self, document: &'d Document) -> Vec<(&'d str, &'d str)> {
        let outside = document.alternates.iter().filter(|(_, url)| !self.by_url.contains_key(url.as_str()));
        outside.map(|(lang, url)| (lang.as_str(), url.as_str())).collect()
    }
}

/// For each document the first of those that it is connected with by pairs that name each other.
fn connected(named: &[BTreeSet<u32>]) -> Vec<u32> {
    let mut firsts: Vec<u32> = (0..named.len() as u32).collect();
    fn first_of(firsts: &mut [u32], mut doc: u32) -> u32 {
        while firsts[doc as usize] != doc {
            firsts[doc as usize] = firsts[firsts[doc as usize] as usize];
            doc = firsts[doc as usize];
        }
        doc
    }
    for (doc, others) in (0..).zip(named) {
        for &other in others.iter().filter(|&&other| named[other as usize].contains(&doc)) {
            let (a, b) = (first_of(&mut firsts, doc), first_of(&mut firsts, other));
            firsts[a.max(b) as usize] = a.min(b);
        }
    }
    (0..named.len() as u32).map(|doc| first_of(&mut firsts, doc)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::document::LangSource;

    /// Url, language, and the translations that it names.
    type Page<'p> = (&'p str, &'p str, &'p [(&'p str, &'p str)]);

    fn documents(pages: &[Page<'_>]) -> Vec<Document> {
        let document = |(url, lang, alternates): &Page<'_>| Document {
            url: (*url).to_owned(),
            lang: Some(((*lang).to_owned(), LangSource::Declared)),
            alternates: alternates.iter().map(|(lang, url)| ((*lang).to_owned(), (*url).to_owned())).collect(),
            ..Document::default()
        };
        pages.iter().map(document).collect()
    }

    #[test]
    fn pairs_that_name_each_other_make_one_page() {
        let documents = documents(&[
            ("/ar/a", "ar", &[("en", "/en/a")]),
            ("/en/a", "en", &[("ar", "/ar/a"), ("zh", "/zh/a"), ("tr", "https://elsewhere/")]),
            ("/ru/b", "ru", &[("en", "/en/a")]),
            ("/zh/a", "zh", &[("en", "/en/a")]),
        ]);
        let translations = Translations::of(&documents);
        // The Russian page names the English one, which knows nothing of it.
        assert_eq!(translations.sets, [vec![0, 1, 3], vec![1, 2]]);
        assert_eq!(
            (translations.num_folding, &translations.number[..]),
            (1, &[Some(0), Some(0), Some(1), Some(0)][..])
        );
        assert_eq!(translations.outside(&documents[1]), [("tr", "https://elsewhere/")]);
        assert_eq!(translations.pairs().into_iter().collect::<Vec<_>>(), [[0, 1], [0, 3], [1, 2], [1, 3]]);
    }

    #[test]
    fn two_pages_of_one_language_never_fold() {
        let documents = documents(&[
            ("/en/a", "en", &[("fr", "/fr/a")]),
            ("/en/b", "en", &[("ar", "/ar/a")]),
            ("/fr/a", "fr", &[("en", "/en/a"), ("ar", "/ar/a")]),
            ("/ar/a", "ar", &[("en", "/en/b"), ("fr", "/fr/a")]),
        ]);
        let translations = Translations::of(&documents);
        assert_eq!((translations.num_folding, translations.sets.len()), (0, 4));
        assert_eq!(translations.number, [Some(0), Some(3), Some(1), Some(2)]);
    }
}
