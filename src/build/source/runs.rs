//! Finds in every document the stretches of text that are in another language than it is, where no markup says so.
//!
//! A document stays what it was declared to be; only how its words are analysed follows the text. So a wrong declaration
//! costs little: its paragraphs tell, and what is too short to tell goes with most of them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_script::Script;

use super::super::document::{Document, LangSource, Span, Text};
use super::super::language::foreign::{Judge, Piece, Site, Verdict};
use super::super::language::script::{script_of, scripts_of};
use super::super::language::{base_language, detect};
use super::languages::sample;
use super::page::Page;
use super::problem::{Fault, Problem};

/// A document with a smaller share of letters that its language writes is declared wrongly.
const MIN_OWN_PERCENT: usize = 10;
/// Fewer letters than this prove nothing about a document.
const MIN_LETTERS: usize = 20;
/// Letters of long paragraphs that have to be in another language, of all in such paragraphs, for the short ones to follow.
const DOMINANT_THIRDS: usize = 2;
/// Fewer letters than this do not dominate.
const MIN_DOMINANT_LETTERS: usize = 100;

/// Marks the stretches in all documents, which have languages by now; what seems to be declared wrongly.
pub(crate) fn mark(pages: &mut [Page]) -> Vec<Problem> {
    let site = Site::new(pages.iter().map(|page| page.document.tag()));
    let mut tags: HashSet<&str> = pages.iter().map(|page| page.document.tag()).collect();
    let texts = pages.iter().flat_map(|page| page.document.texts());
    tags.extend(texts.flat_map(|text| text.spans()).map(|span| &*span.lang));
    let tags: Vec<String> = tags.into_iter().map(str::to_owned).collect();
    let judges: HashMap<&str, Judge<'_>> =
        tags.iter().map(|tag| (tag.as_str(), Judge::new(&site, tag, scripts_of(tag)))).collect();
    pages.par_iter_mut().filter_map(|page| mark_document(&mut page.document, &site, &judges)).collect()
}

fn mark_document(document: &mut Document, site: &Site, judges: &HashMap<&str, Judge<'_>>) -> Option<Problem> {
    let declared = judges.get(document.tag())?;
    let main = MainScript::of(document, declared);
    let mut problem = None;
    let actual: Option<Arc<str>> = match main {
        MainScript::Own => None,
        // Nobody knows what it is written in: its letters are its own.
        MainScript::Other(..) if declared.writes_anything() => Some(document.tag().into()),
        MainScript::Other(script, percent) => {
            let guess = detect(&sample(document), &[]).filter(|guess| guess.reliable);
            let lang = guess.map_or_else(|| site.language_of(script), |guess| guess.tag.into());
            problem = wrong_script(document, script, percent, &lang);
            Some(lang)
        }
    };
    let other_judge = actual.as_deref().map(|lang| {
        let mut scripts = scripts_of(lang);
        if let MainScript::Other(script, _) = main {
            scripts.push(script);
        }
        Judge::new(site, lang, scripts)
    });
    let judge = other_judge.as_ref().unwrap_or(declared);
    let parts: Vec<Parts> = document.texts().map(|text| Parts::of(text, judge, judges)).collect();
    let dominant = dominant(&parts);
    let own = base_language(document.tag()).to_owned();
    let rest = dominant.or_else(|| actual.clone());
    for (text, parts) in document.texts_mut().zip(parts) {
        let spans = parts.spans(text, &own, actual.as_ref(), rest.as_ref(), judge);
        text.set_spans(spans);
    }
    problem
}

fn wrong_script(document: &Document, script: Script, percent: usize, lang: &str) -> Option<Problem> {
    let (tag, by) = document.lang.clone().filter(|(_, by)| *by < LangSource::Detected)?;
    let script = script.full_name();
    let fault = Fault::OtherScript { tag, by, script, percent, lang: lang.to_owned() };
    Some(Problem { path: document.origin.path.clone(), line: document.origin.line, fault })
}

/// What most letters of a document are.
enum MainScript {
    /// Of scripts that its language writes, or there are too few.
    Own,
    /// Nearly all of others, mostly this one; it has so many per cent.
    Other(Script, usize),
}

impl MainScript {
    fn of(document: &Document, judge: &Judge<'_>) -> MainScript {
        let mut num_letters = 0;
        let mut others: Vec<(Script, usize)> = Vec::new();
        let mut num_own = 0;
        for text in document.texts() {
            for part in unmarked(text) {
                for script in text[part].chars().filter_map(script_of) {
                    num_letters += 1;
                    if judge.writes(script) {
                        num_own += 1;
                    } else {
                        match others.iter_mut().find(|(other, _)| *other == script) {
                            Some((_, n)) => *n += 1,
                            None => others.push((script, 1)),
                        }
                    }
                }
            }
        }
        match others.into_iter().max_by_key(|&(_, n)| n) {
            Some((script, n))
                if num_own * 100 < num_letters * MIN_OWN_PERCENT
                    && (num_letters >= MIN_LETTERS || judge.writes_anything()) =>
            {
                MainScript::Other(script, n * 100 / num_letters)
            }
            _ => MainScript::Own,
        }
    }
}

/// The parts of a text whose language no markup says.
fn unmarked(text: &Text) -> Vec<Range<usize>> {
    let mut parts = Vec::with_capacity(text.spans().len() + 1);
    let mut at = 0;
    for span in text.spans() {
        parts.push(at..span.bytes.start);
        at = span.bytes.end;
    }
    parts.push(at..text.len());
    parts
}

/// What is known of one text.
struct Parts {
    /// Where markup says the language: in order.
    marked: Vec<Piece>,
    /// Elsewhere; those without a language are in letters of the document's.
    unmarked: Vec<Piece>,
    /// On the latter.
    verdict: Verdict,
    /// Their length.
    num_bytes: usize,
}

impl Parts {
    fn of(text: &Text, judge: &Judge<'_>, judges: &HashMap<&str, Judge<'_>>) -> Parts {
        let mut marked = Vec::new();
        for span in text.spans() {
            let pieces = judges.get(&*span.lang).map(|judge| judge.pieces(text, span.bytes.clone()));
            let lang = |piece: Piece| Piece { lang: piece.lang.or_else(|| Some(span.lang.clone())), ..piece };
            marked.extend(pieces.unwrap_or_default().into_iter().map(lang));
        }
        let unmarked: Vec<Piece> = unmarked(text).into_iter().flat_map(|part| judge.pieces(text, part)).collect();
        let own = || unmarked.iter().filter(|piece| piece.lang.is_none()).map(|piece| &piece.bytes);
        let verdict = judge.verdict(text, own());
        let num_bytes = own().map(|bytes| bytes.len()).sum();
        Parts { marked, unmarked, verdict, num_bytes }
    }

    /// The stretches of a text that are not in `own`. `actual` is the language of the document's letters where it is not
    /// that, `rest` the language of what is too short to tell.
    fn spans(
        self,
        text: &str,
        own: &str,
        actual: Option<&Arc<str>>,
        rest: Option<&Arc<str>>,
        judge: &Judge<'_>,
    ) -> Vec<Span> {
        let mut quotes = Vec::new();
        let lang = match self.verdict {
            Verdict::Other(lang) => Some(lang),
            Verdict::Own | Verdict::Short => {
                quotes = judge.quotes(text);
                if self.verdict == Verdict::Own { actual.cloned() } else { rest.cloned() }
            }
        };
        let mut pieces = self.marked;
        for piece in self.unmarked {
            if piece.lang.is_some() {
                pieces.push(piece);
            } else {
                split(piece.bytes, lang.as_ref(), &quotes, &mut pieces);
            }
        }
        pieces.sort_by_key(|piece| piece.bytes.start);
        let mut spans: Vec<Span> = Vec::new();
        let mut is_open = false;
        for Piece { bytes, lang } in pieces {
            let Some(lang) = lang.filter(|lang| base_language(lang) != own) else {
                is_open = false;
                continue;
            };
            // Between pieces there are no letters, so equal neighbours are one stretch.
            match spans.last_mut().filter(|last| is_open && last.lang == lang) {
                Some(last) => last.bytes.end = bytes.end,
                None => spans.push(Span { bytes, lang }),
            }
            is_open = true;
        }
        spans
    }
}

/// A piece in `lang`, without the quotations in it.
fn split(bytes: Range<usize>, lang: Option<&Arc<str>>, quotes: &[(Range<usize>, Arc<str>)], pieces: &mut Vec<Piece>) {
    let mut push = |bytes: Range<usize>, lang: Option<&Arc<str>>| {
        if !bytes.is_empty() {
            pieces.push(Piece { bytes, lang: lang.cloned() });
        }
    };
    let mut at = bytes.start;
    let first = quotes.partition_point(|(quote, _)| quote.end <= bytes.start);
    for (quote, quoted) in quotes.iter().skip(first).take_while(|(quote, _)| quote.start < bytes.end) {
        let (start, end) = (quote.start.max(at), quote.end.min(bytes.end));
        if start < end {
            push(at..start, lang);
            push(start..end, Some(quoted));
            at = end;
        }
    }
    push(at..bytes.end, lang);
}

/// The language that most of the long texts are in; `None` where that is the document's.
fn dominant(parts: &[Parts]) -> Option<Arc<str>> {
    let mut num_bytes: BTreeMap<Option<&Arc<str>>, usize> = BTreeMap::new();
    for parts in parts {
        match &parts.verdict {
            Verdict::Own => *num_bytes.entry(None).or_default() += parts.num_bytes,
            Verdict::Other(lang) => *num_bytes.entry(Some(lang)).or_default() += parts.num_bytes,
            Verdict::Short => {}
        }
    }
    let all: usize = num_bytes.values().sum();
    let (lang, most) = num_bytes.into_iter().max_by_key(|(_, n)| *n)?;
    (most * 3 >= all * DOMINANT_THIRDS && most >= MIN_DOMINANT_LETTERS).then(|| lang.cloned()).flatten()
}
