//! Translations: files that differ only in the language of their path, and what documents say themselves, made mutual.

use std::collections::HashMap;

use super::super::config::Config;
use super::page::Page;

/// Completes the alternates of all pages. What a document says itself is kept; when A names B, B names A; a document
/// never names itself or its own language.
pub(crate) fn complete(pages: &mut [Page], config: &Config) {
    by_path(pages);
    make_mutual(pages, config);
    for page in pages {
        let document = &mut page.document;
        let own = key(&document.url, config).to_owned();
        let lang = document.lang.as_ref().map(|(tag, _)| tag.as_str()).unwrap_or_default();
        document.alternates.retain(|tag, url| tag != lang && key(url, config) != own);
    }
}

/// The same path under several languages. Where two pages claim one language (a root page that was taken for French
/// beside one in `/fr/`), the one whose path says so wins.
fn by_path(pages: &mut [Page]) {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        if let Some(key) = &page.path_key {
            groups.entry(key.clone()).or_default().push(at);
        }
    }
    for mut members in groups.into_values() {
        let says = |at: &usize| pages.get(*at).is_some_and(|page| page.path_lang.is_some());
        if members.len() < 2 || !members.iter().any(says) {
            continue;
        }
        members.sort_by_key(|at| (!says(at), *at));
        let mut versions: Vec<(String, String)> = Vec::new();
        for page in members.iter().filter_map(|at| pages.get(*at)) {
            if let Some((tag, _)) = &page.document.lang
                && tag != "und"
                && !versions.iter().any(|(known, _)| known == tag)
            {
                versions.push((tag.clone(), page.document.url.clone()));
            }
        }
        for at in members {
            let Some(page) = pages.get_mut(at) else {
                continue;
            };
            for (tag, url) in &versions {
                page.document.alternates.entry(tag.clone()).or_insert_with(|| url.clone());
            }
        }
    }
}

fn make_mutual(pages: &mut [Page], config: &Config) {
    if pages.iter().all(|page| page.document.alternates.is_empty()) {
        return;
    }
    let mut by_url: HashMap<&str, usize> = HashMap::with_capacity(pages.len());
    for (at, page) in pages.iter().enumerate() {
        by_url.entry(key(&page.document.url, config)).or_insert(at);
    }
    let mut named: Vec<(usize, String, String)> = Vec::new();
    for page in pages.iter() {
        let Some((lang, _)) = page.document.lang.as_ref().filter(|(tag, _)| tag != "und") else {
            continue;
        };
        for url in page.document.alternates.values() {
            if let Some(other) = by_url.get(key(url, config)) {
                named.push((*other, lang.clone(), page.document.url.clone()));
            }
        }
    }
    for (at, lang, url) in named {
        if let Some(page) = pages.get_mut(at) {
            page.document.alternates.entry(lang).or_insert(url);
        }
    }
}

/// A url as far as it tells pages apart: without the site's own address and the last slash.
fn key<'a>(url: &'a str, config: &Config) -> &'a str {
    let base = config.base_url.trim_end_matches('/');
    let url = if base.is_empty() { url } else { url.strip_prefix(base).unwrap_or(url) };
    url.trim_end_matches('/')
}
