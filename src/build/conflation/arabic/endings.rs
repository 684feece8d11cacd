//! What stands behind an Arabic noun or verb.

/// An ending that may be cut.
pub(super) struct Ending {
    pub(super) written: &'static str,
    /// What the base has in its place.
    pub(super) base: &'static str,
    /// Characters that the base has at least.
    pub(super) min_base: usize,
    /// Where it may stand.
    pub(super) after: After,
}

/// What an ending may follow.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum After {
    /// Any word.
    Any,
    /// A word without the article: possessive and object pronouns, the accusative, verbs.
    Bare,
}

const fn ending(written: &'static str, base: &'static str, min_base: usize, after: After) -> Ending {
    Ending { written, base, min_base, after }
}

/// The word as it is.
pub(super) const NO_ENDING: Ending = ending("", "", 2, After::Any);

/// Longest first; of two as long the likelier. ه is ta marbuta in keys.
pub(super) const ENDINGS: [Ending; 39] = [
    // Dual and plural with pronouns, feminine before pronouns.
    ending("اتهما", "ات", 3, After::Bare),
    ending("اتهم", "ات", 3, After::Bare),
    ending("اتهن", "ات", 3, After::Bare),
    ending("اتها", "ات", 3, After::Bare),
    ending("اتنا", "ات", 3, After::Bare),
    ending("اتكم", "ات", 3, After::Bare),
    ending("تهما", "ه", 2, After::Bare),
    ending("اته", "ات", 3, After::Bare),
    ending("اتك", "ات", 3, After::Bare),
    ending("اتي", "ات", 3, After::Bare),
    ending("تهم", "ه", 2, After::Bare),
    ending("تهن", "ه", 2, After::Bare),
    ending("تها", "ه", 2, After::Bare),
    ending("تنا", "ه", 2, After::Bare),
    ending("تكم", "ه", 2, After::Bare),
    ending("هما", "", 3, After::Bare),
    ending("تين", "ه", 2, After::Any),
    ending("تان", "ه", 2, After::Any),
    ending("يين", "ي", 3, After::Any),
    ending("يون", "ي", 3, After::Any),
    ending("يات", "يه", 3, After::Any),
    ending("ته", "ه", 2, After::Bare),
    ending("تك", "ه", 2, After::Bare),
    ending("تي", "ه", 2, After::Bare),
    ending("ات", "ه", 2, After::Any),
    ending("ات", "", 3, After::Any),
    ending("ون", "", 3, After::Any),
    ending("ين", "", 3, After::Any),
    ending("ان", "", 4, After::Any),
    ending("وا", "", 3, After::Bare),
    ending("هم", "", 3, After::Bare),
    ending("هن", "", 3, After::Bare),
    ending("ها", "", 3, After::Bare),
    ending("نا", "", 3, After::Bare),
    ending("كم", "", 3, After::Bare),
    ending("ه", "", 3, After::Bare),
    ending("ا", "", 3, After::Bare),
    ending("ت", "", 3, After::Bare),
    ending("ك", "", 3, After::Bare),
];

/// What may be written behind an inflected noun when it is looked up in a list of words.
pub(super) const LISTED_ENDINGS: [&str; 14] =
    ["", "ا", "ه", "ات", "ين", "ون", "ان", "ي", "يه", "ها", "هم", "ته", "تها", "ت"];
