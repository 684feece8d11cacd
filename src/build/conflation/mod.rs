//! Which surface forms of a language count as one word.

mod stemmer;

pub(crate) use stemmer::LanguageStemmer;

use crate::dictionary::AffixCounts;
use crate::text::rules;
use std::collections::{BTreeMap, HashMap};

/// What is known of one surface form of a language: how it is spelt, most often first when sorted.
pub(crate) type Spellings = HashMap<String, u32>;

/// The groups of one language.
pub(crate) struct Conflation {
    /// Indices into the given forms; groups in the order of their keys, forms in the order given.
    pub(crate) groups: Vec<Vec<usize>>,
    /// What the stemmer took off.
    pub(crate) affixes: AffixCounts,
}

/// Puts forms with the same folded stem in one group. A form spelt in several ways (*élève*, *élevé*) follows the most
/// frequent one. Grams, which have no spelling, are groups of their own.
pub(crate) fn conflate(tag: &str, forms: &[(&str, &Spellings)]) -> Conflation {
    let stemmer = LanguageStemmer::new(tag);
    let mut affixes = AffixCounts::default();
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (form, spellings)) in forms.iter().enumerate() {
        let usual = spellings.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(spelling, _)| spelling);
        let stem =
            usual.and_then(|spelling| stemmer.stem(spelling)).map(|stem| folded(&stem)).filter(|stem| !stem.is_empty());
        if let Some(stem) = &stem {
            affixes.add(form, stem);
        }
        groups.entry(stem.unwrap_or_else(|| (*form).to_owned())).or_default().push(index);
    }
    Conflation { groups: groups.into_values().collect(), affixes }
}

fn folded(text: &str) -> String {
    text.chars().flat_map(rules::fold).map(|(c, _)| c).filter(|&c| c != '\'').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(tag: &str, words: &[&str]) -> bool {
        let forms: Vec<(String, Spellings)> =
            words.iter().map(|word| (folded(word), Spellings::from([(word.to_lowercase(), 1)]))).collect();
        let forms: Vec<(&str, &Spellings)> = forms.iter().map(|(form, spellings)| (form.as_str(), spellings)).collect();
        conflate(tag, &forms).groups.len() == 1
    }

    #[test]
    fn inflected_forms_stand_together_in_their_own_language() {
        assert!(together("fr", &["négociation", "négociations"]));
        assert!(together("en", &["negotiate", "negotiated", "negotiating"]));
        assert!(together("ar", &["المكتبة", "والمكتبة", "بالمكتبة"]));
        assert!(together("ru", &["город", "города", "городу"]));
        assert!(together("tr", &["kitap", "kitaplar"]));
        assert!(!together("zh", &["运河", "运"]), "grams stay apart");
        assert!(!together("fr", &["paix", "guerre"]));
    }

    #[test]
    fn accents_guide_the_stemmer_but_not_the_key() {
        // Without its accents the French stemmer leaves "negociees" and "negocier" apart.
        assert!(together("fr", &["négociées", "négocier"]));
    }
}
