//! Language tags: one canonical spelling for each language, whatever a site writes.
//!
//! Everything that names a language (front matter, `<html lang>`, a folder, an option) goes through [`canonical_tag`],
//! so that `afr` and `af`, `zh-hant` and `zh_Hant` are the same language everywhere else. The aliases are CLDR's, by way
//! of `icu_locale`. A folder name proves less than an attribute, hence [`path_tag`]: only languages that sites are
//! written in, and no names that folders bear for other reasons.

use icu_locale::{LanguageIdentifier, LocaleCanonicalizer};

/// The text that is not a language tag, with the likely remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{tag}' is not a language tag; write one like en, pt-BR or zh-Hant{hint}")]
pub struct TagError {
    /// As it was written.
    pub tag: String,
    /// "" or " ('fr' for French)".
    hint: String,
}

/// The two-letter codes of ISO 639-1 that CLDR keeps after canonicalisation, each followed by a space.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii \
    ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr \
    ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl \
    sm sn so sq sr ss st su sv sw ta te tg th ti tk tn to tr ts tt ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

/// Three-letter languages that sites are written in: those with data in CLDR or with a Wikipedia. The full ISO 639-3
/// would make languages of `src`, `lib`, `doc` and `api`.
const THREE_LETTERS: &str = "ace agq ann anp apc arn ary arz asa ast avk awa azb bal ban bas bcl bem bew bez bgc bgn \
    bho bjn blo blt bpy brx bss byn cad ccp cdo ceb cgg cho chr cic ckb crh csb csw dag dav diq dje doi dsb dty dua \
    dyo ebu ewo fil fon frp frr fur gaa gag gez glk gom gor got gsw gur guw guz hak haw hif hmn hnj hsb ilo inh jam \
    jbo jgo jmc kaa kab kaj kam kbd kbp kcg kde kea kgp khq kkj kln kok kpe krc ksb ksf ksh kxv lad lag lbe lez lfn \
    lij lkt lld lmo lrc ltg luo luy lzh mai mas mdf mer mfe mgh mgo mhn mhr mic mni mnw moh mrj mua mus mwl myv mzn \
    nan nap naq nds nia nmg nnh nov nqo nso nus nyn olo pag pap pcd pcm pdc pfl pis pms pnb pnt pwn quc raj rhg rif \
    rmy rof rue rup rwk sah saq sat sbp scn sco sdh seh ses sgs shi shn sid skr sma smj smn sms srn ssy stq szl szy \
    tcy teo tet tig tok tpi trv trw tum twq tyv tzm udm vai vec vep vls vmw vro vun wae wal wbp wuu xal xmf xnr xog \
    yav yrl yue zea zgh ";

/// Names that folders bear for other reasons, though each is also a code: `/mac/`, `/may/`, `/nav/`.
const FALSE_FRIENDS: &str = "ace aka als ant bal ban bar bin bug car cat chi cor day div doc dog est ext fan \
    fin fon fur got gur ham her ice ion jam lad lag lib lin log lug mac mad mag man map mar mas may min \
    mon nap nav new nor old pan pap per pis que run san sat see sid sin som src ssy sun tag tel tet tig \
    tim tok ton tum war wal yes zap zip in sh js-is no-js to-do so-so is-it ";

/// The canonical BCP 47 tag (language, script, region, variants; extensions are dropped) of what a site declares.
///
/// `_` counts as `-` and case does not matter. A two-letter code must be one of ISO 639-1; any well-formed three-letter
/// code is taken. `und` is allowed.
///
/// # Errors
/// [`TagError`] when the text is no tag or its two-letter code is nobody's.
pub fn canonical_tag(text: &str) -> Result<String, TagError> {
    let trimmed = text.trim();
    let written = trimmed.replace('_', "-");
    // Extensions and private use (`-u-co-pinyin`, `-x-web`) say nothing about the language itself.
    let end = written
        .match_indices('-')
        .find(|(at, _)| {
            let rest = written.as_bytes().get(at + 1..).unwrap_or_default();
            matches!(rest, [singleton] | [singleton, b'-', ..] if singleton.is_ascii_alphanumeric())
        })
        .map_or(written.len(), |(at, _)| at);
    let mut locale = written
        .get(..end)
        .filter(|_| trimmed.len() <= 64)
        .and_then(|core| core.parse::<icu_locale::Locale>().ok())
        .ok_or_else(|| error(trimmed))?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    let language = locale.id.language;
    let known = match language.as_str().len() {
        2 => is_in(TWO_LETTERS, language.as_str()),
        _ => true,
    };
    if known { Ok(locale.id.to_string()) } else { Err(error(trimmed)) }
}

/// The language of a tag, without script and region.
#[must_use]
pub fn base_language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The canonical tag of a path segment, when the segment is surely meant as a language: a language that sites are
/// written in, with an optional script and region (`zh-hant`, `pt_BR`, `es-419`), and no false friend.
#[must_use]
pub fn path_tag(segment: &str) -> Option<String> {
    let lower = segment.to_lowercase();
    if !(2..=14).contains(&segment.len()) || is_in(FALSE_FRIENDS, &lower) {
        return None;
    }
    let tag = canonical_tag(segment).ok()?;
    let id: LanguageIdentifier = tag.parse().ok()?;
    let language = id.language.as_str();
    let known = is_in(TWO_LETTERS, language) || is_in(THREE_LETTERS, language);
    (known && id.variants.is_empty()).then_some(tag)
}

fn is_in(list: &str, code: &str) -> bool {
    !code.is_empty() && list.split_ascii_whitespace().any(|known| known == code)
}

/// Languages that people write out instead of the tag.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("dutch", "nl"),
    ("english", "en"),
    ("french", "fr"),
    ("français", "fr"),
    ("german", "de"),
    ("deutsch", "de"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("español", "es"),
    ("swahili", "sw"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("العربية", "ar"),
    ("русский", "ru"),
    ("jp", "ja"),
    ("cn", "zh"),
    ("ua", "uk"),
];

fn error(tag: &str) -> TagError {
    let lower = tag.to_lowercase();
    let hint = NAMES
        .iter()
        .find(|(name, _)| strsim::damerau_levenshtein(name, &lower) * 5 <= name.chars().count())
        .map_or_else(String::new, |(_, code)| format!(" (did you mean '{code}'?)"));
    let mut shown: String = tag.chars().take(40).collect();
    if shown.len() < tag.len() {
        shown.push('…');
    }
    TagError { tag: shown, hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_become_one_tag() {
        for (written, tag) in [
            ("afr", "af"),
            ("arb", "ar"),
            ("cmn", "zh"),
            ("iw", "he"),
            ("in", "id"),
            ("zh-hant", "zh-Hant"),
            ("zh-hans", "zh-Hans"),
            ("ZH_TW", "zh-TW"),
            ("pt-br", "pt-BR"),
            ("pt_BR", "pt-BR"),
            ("es-419", "es-419"),
            ("pcm", "pcm"),
            ("sa", "sa"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("ca-valencia", "ca-valencia"),
            (" fr ", "fr"),
            ("und", "und"),
            ("de-u-co-phonebk", "de"),
            ("en-x-web", "en"),
            ("fra", "fr"),
            ("swa", "sw"),
        ] {
            assert_eq!(canonical_tag(written).as_deref(), Ok(tag), "{written}");
        }
    }

    #[test]
    fn nonsense_is_refused_with_a_hint() {
        for written in
            ["", "englsh", "e", "en-", "e n", "中文", "12", "xx", "en--us", "-", "x-y", "a-b-c", "русский язык"]
        {
            assert!(canonical_tag(written).is_err(), "{written}");
        }
        let message = canonical_tag("englsh").unwrap_err().to_string();
        assert_eq!(message, "'englsh' is not a language tag; write one like en, pt-BR or zh-Hant (did you mean 'en'?)");
        assert!(canonical_tag("Русский").unwrap_err().to_string().contains("'ru'"));
        assert!(canonical_tag(&"é".repeat(5000)).unwrap_err().to_string().len() < 200);
    }

    #[test]
    fn folders_are_languages_only_when_surely_meant() {
        for (segment, tag) in [
            ("en", "en"),
            ("zh-hans", "zh-Hans"),
            ("pt_br", "pt-BR"),
            ("es-419", "es-419"),
            ("pcm", "pcm"),
            ("afr", "af"),
            ("iw", "he"),
            ("ckb", "ckb"),
        ] {
            assert_eq!(path_tag(segment).as_deref(), Some(tag), "{segment}");
        }
        for segment in [
            "src", "lib", "doc", "docs", "api", "mac", "may", "js", "go", "new", "bin", "to-do", "no-js", "ع", "und",
            "blog", "x", "",
        ] {
            assert_eq!(path_tag(segment), None, "{segment}");
        }
    }
}
