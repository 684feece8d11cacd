//! Wordnets in XML, as the Global WordNet Association describes it (WN-LMF): lexicons of a language, with entries whose senses name synsets.
//!
//! The text is read once, event by event. Nothing is expanded but character references and the five entities of XML itself, so no
//! declared entity can grow. Synsets of several wordnets are one where they have the same `ili`; those without are their own.

use super::{Batch, Damage, Key, clean};
use crate::build::language::canonical_tag;
use crate::build::translate::LexiconFault;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::HashMap;

pub(super) fn read<'t>(text: &'t str, batch: &mut Batch<'t>) {
    batch.has_senses = true;
    let mut reader = Reader::from_str(text);
    let mut damage = Damage::new();
    let mut lang = None;
    // Written forms of the entry at hand.
    let mut forms: Vec<String> = Vec::new();
    let mut ili: HashMap<String, String> = HashMap::new();
    let mut is_lmf = false;
    loop {
        let start = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let line = line_of(text, reader.error_position() as usize);
                return batch.error(line, LexiconFault::Xml(error.to_string()));
            }
        };
        let element = match &event {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => break,
            _ => continue,
        };
        let mut values = match Attributes::of(element) {
            Ok(values) => values,
            Err(what) => return batch.error(line_of(text, start), LexiconFault::Xml(what)),
        };
        match element.local_name().as_ref() {
            "LexicalResource" => is_lmf = true,
            "Lexicon" => {
                let code = values.take("language").unwrap_or_default();
                let Some(tag) = canonical_tag(&code).ok().filter(|tag| tag != "und") else {
                    return batch.error(line_of(text, start), LexiconFault::LanguageCode(code));
                };
                lang = Some(batch.lang(tag));
            }
            "LexicalEntry" => forms.clear(),
            "Lemma" | "Form" => forms.extend(values.take("writtenForm")),
            "Sense" => {
                let (Some(lang), Some(synset)) = (lang, values.take("synset")) else { continue };
                for form in &forms {
                    let word = clean(form);
                    if damage.passes(&word, lang, &batch.langs[usize::from(lang)], || line_of(text, start)) {
                        let word = Cow::Owned(word.into_owned());
                        batch.entries.push((Key::Id(Cow::Owned(synset.clone())), lang, word));
                    }
                }
            }
            "Synset" => {
                if let (Some(id), Some(known)) = (values.take("id"), values.take("ili"))
                    && known.len() > 1
                    && known != "in"
                {
                    ili.insert(id, known);
                }
            }
            _ => {}
        }
    }
    if !is_lmf {
        return batch.error(1, LexiconFault::NotLmf);
    }
    for (key, ..) in &mut batch.entries {
        if let Key::Id(id) = key
            && let Some(ili) = ili.get(id.as_ref())
        {
            *key = Key::Id(Cow::Owned(ili.clone()));
        }
    }
    damage.tell(batch);
}

/// The attributes of an element.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(element: &BytesStart<'_>) -> Result<Attributes, String> {
        let mut values = Vec::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let name = attribute.key.local_name().as_ref().to_owned();
            if matches!(name.as_str(), "language" | "writtenForm" | "synset" | "id" | "ili") {
                let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| error.to_string())?;
                values.push((name, value.into_owned()));
            }
        }
        Ok(Attributes(values))
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.swap_remove(at).1)
    }
}

/// The 1-based line that a place is in.
fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|&&byte| byte == b'\n').count()
}
