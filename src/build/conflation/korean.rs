//! Korean: particles and the commonest endings behind a noun, and *hada* verbs as their noun.
//!
//! A particle has one form after a consonant and one after a vowel, which tells most of those that are part of the noun
//! (고양이 does not end in a subject particle: 고양 has a consonant, but 고양이가 shows that 고양이 is the noun). Stems are whole
//! syllables; keys hold single letters, so a half-typed syllable still completes.

use super::folded;
use super::rules::Rules;
use super::vocabulary::{Vocabulary, Word};

/// Korean.
pub(crate) struct Korean {
    /// Longest first.
    endings: Vec<Ending>,
}

struct Ending {
    text: &'static str,
    after: After,
}

/// What the syllable before a particle ends in.
#[derive(Clone, Copy, PartialEq)]
enum After {
    Consonant,
    Vowel,
    Any,
}

const AFTER_CONSONANT: &str = "은 이 을 과 으로 이나 이란 이며 이고 이다 이라는 이라고 이라면 이지만 으로서 으로써 으로부터 으로는 으로도 으로의 이랑 이든 \
    이라도 이었다 이에요 이므로 과의 과는 과도 이자 이라 이죠 인 일 입니다 이나마 이야말로 이지";
const AFTER_VOWEL: &str = "는 가 를 와 로 나 란 며 고 다 라는 라고 라면 지만 로서 로써 로부터 로는 로도 로의 랑 든 라도 였다 예요 므로 와의 와는 와도 인 일 입니다";
const ANYWHERE: &str = "의 에 에서 에게 에게서 께 께서 한테 도 만 까지 부터 처럼 보다 마다 조차 마저 밖에 에는 에도 에서는 에서도 에서의 에게는 에게도 에의 만의 만을 만이 만으로 \
    까지의 까지는 부터의 부터는 처럼은 뿐 뿐만 대로 같이 하고 들 들이 들은 들을 들의 들에게 들도 들과 들에 들에서 들로 들만 들이나 들에게는 들보다 입니다 \
    이었습니다 였습니다 입니까 인지 인가 이라서 에서부터 에까지 로까지";
/// Behind the noun of a *hada* or *doeda* verb.
const VERBAL: &str = "하는 한 할 하고 하며 하여 해 해서 해야 했다 했던 했고 했습니다 합니다 합니까 하기 하기를 하기에 하면 하면서 하지 하지만 하게 한다 한다면 하거나 \
    하려면 하려고 하려는 하도록 하자 하던 하십시오 하세요 하시오 하시면 하였다 하였습니다 하더라도 할지 할수록 함 함을 함으로써 됩니다 되는 된 될 되고 되며 되어 \
    되어야 되지 되었다 되었습니다 되었고 됐다 되면 되기 된다 되도록 되거나 돼 돼야 시키는 시킬 시키고 시켜 시킵니다 시키기 스러운 적인 적으로";

impl Korean {
    pub(crate) fn new() -> Self {
        let row = |words: &'static str, after| words.split_whitespace().map(move |text| Ending { text, after });
        let mut endings: Vec<Ending> = row(AFTER_CONSONANT, After::Consonant)
            .chain(row(AFTER_VOWEL, After::Vowel))
            .chain(row(ANYWHERE, After::Any))
            .chain(row(VERBAL, After::Any))
            .collect();
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.text.chars().count()));
        Korean { endings }
    }
}

impl Rules for Korean {
    fn common_affixes(&self) -> (&'static [&'static str], &'static [&'static str]) {
        (&[], &["은", "는", "이", "가", "을", "를", "의", "에", "에서", "로", "으로", "와", "과", "도"])
    }

    fn stem(&self, word: &Word<'_>, vocabulary: &Vocabulary<'_>) -> String {
        let mut stem = word.spelling.as_str();
        // A particle, and the plural or a verb below it.
        for _ in 0..2 {
            if is_noun(stem, vocabulary) {
                break;
            }
            let Some(left) = self.endings.iter().find_map(|ending| cut(stem, ending, vocabulary)) else { break };
            stem = left;
        }
        stem.to_owned()
    }
}

/// Whether a word takes a subject or object particle in the corpus: then it has none itself. The topic's would not tell, for
/// it follows other particles.
fn is_noun(word: &str, vocabulary: &Vocabulary<'_>) -> bool {
    let particles = match ends_in(word) {
        After::Consonant => ["이", "을"],
        _ => ["가", "를"],
    };
    particles.iter().any(|particle| vocabulary.has(&folded(&format!("{word}{particle}"))))
}

fn cut<'w>(word: &'w str, ending: &Ending, vocabulary: &Vocabulary<'_>) -> Option<&'w str> {
    let left = word.strip_suffix(ending.text).filter(|left| !left.is_empty())?;
    let last = ends_in(left);
    // ㄹ counts as a vowel before 로.
    let fits = last == After::Any
        || ending.after == After::Any
        || ending.after == last
        || ending.text.starts_with('로') && left.chars().next_back().is_some_and(|c| (c as u32 - 0xac00) % 28 == 8);
    (fits && (left.chars().count() >= 2 || vocabulary.has(&folded(left)))).then_some(left)
}

/// What a word's last letter is; foreign words and numbers take either particle.
fn ends_in(word: &str) -> After {
    match word.chars().next_back() {
        Some(last @ '가'..='힣') if !(last as u32 - 0xac00).is_multiple_of(28) => After::Consonant,
        Some('가'..='힣') => After::Vowel,
        _ => After::Any,
    }
}
