//! Light stemming: the longest known ending comes off if enough of the word is left.
//!
//! For languages that Snowball lacks. Endings are those of nouns and adjectives, where search needs them most; a second
//! row, where there is one, takes what the first left (the plural below a case, the vowel below a plural). All is done
//! on keys, which have no accents, nukta or vowel points.

use super::folded;
use super::rules::Rules;
use super::vocabulary::{Vocabulary, Word};

/// Endings of one language.
pub(crate) struct Suffixes {
    /// Each row folded, longest first.
    rows: Vec<Vec<String>>,
    min_chars: usize,
}

impl Suffixes {
    /// For a language subtag.
    pub(crate) fn new(language: &str) -> Option<Self> {
        let (_, min_chars, rows) = LANGUAGES.iter().find(|(tags, _, _)| tags.contains(&language))?;
        let row = |row: &&str| {
            let mut endings: Vec<String> = row.split_whitespace().map(folded).collect();
            endings.sort_by_key(|ending| std::cmp::Reverse(ending.chars().count()));
            endings
        };
        Some(Suffixes { rows: rows.iter().map(row).collect(), min_chars: *min_chars })
    }
}

impl Rules for Suffixes {
    fn stem(&self, word: &Word<'_>, _: &Vocabulary<'_>) -> String {
        let mut stem = word.key;
        for row in &self.rows {
            let cut = |ending: &String| {
                stem.strip_suffix(ending.as_str()).filter(|left| left.chars().count() >= self.min_chars)
            };
            stem = row.iter().find_map(cut).unwrap_or(stem);
        }
        stem.to_owned()
    }
}

/// Language subtags, characters that are left at least, and rows of endings.
const LANGUAGES: [(&[&str], usize, &[&str]); 19] = [
    // Bulgarian and Macedonian: the article, the plural, the vowel.
    (
        &["bg", "mk"],
        3,
        &["ят ът ия та то те от он ов ова ото ата ите", "овци ове еве ища ета ми", "ия ие ии иe а я о е и у ю"],
    ),
    // Belarusian: case endings of nouns and adjectives, then of verbs with the reflexive.
    (
        &["be"],
        3,
        &[
            "ся ца цца",
            "амі ямі ах ях ам ям ага яга ога ому аму яму ымі імі ай яй ой ей ую юю ая яя ае яе ыя ія ых іх ым ім аў яў оў ёў ою ею \
             аць яць іць ыць уць юць еш аеш ла лі ло аецца ецца ае уе ует іт ыў іў а я о е ё ы і у ю ь й э",
        ],
    ),
    (
        &["sk"],
        3,
        &["iami ami ach iach och om iam am ov ou iou ia ie iu ii eho emu ého ému ej ých ích ým ím ými ími \
           ovi ová ové y a e i o u í á é ý ú ä"],
    ),
    (&["sl"], 3, &["ega emu ejši imi ima ami ama oma ema ih im em om am ov ev ah eh jo ja je a e i o u"]),
    (
        &["lv"],
        3,
        &[
            "ajiem ajām ajos ajās ajai ajam iem ais ai am ām em ēm ie os ās es ēs is im us um īm īs ij iju iņa iņu iņas \
           a e i u o s š ā ē ī ū",
        ],
    ),
    (&["gl"], 3, &["mente ción cións", "óns óis ais eis ois es s ns", "a o e"]),
    // Azerbaijani: case, possession, plural.
    (
        &["az"],
        3,
        &[
            "dan dən da də nın nin nun nün ın in un ün ya yə nı ni nu nü",
            "ları ləri lar lər sı si su sü ı i u ü",
            "lar lər",
        ],
    ),
    (
        &["bn", "as"],
        3,
        &[
            "গুলোকে গুলোর গুলোতে গুলিকে গুলির গুলিতে গুলো গুলি দেরকে দের দিগের রা েরা টিকে টির টিতে টাকে টার টাতে টি টা \
             খানা খানি জন কে র ের এর তে েতে য় ে ও ই",
            "া ি ী ে ো",
        ],
    ),
    (
        &["mr", "kok"],
        3,
        &[
            "ांनी ांना ांचा ांची ांचे ांच्या ांवर ांमध्ये ांत ांसाठी ांपासून ांशी ांकडे ांमुळे मध्ये साठी पासून पर्यंत मुळे कडे शी वर तील चा ची चे च्या \
             ला ने नी त ना ीला ीने ीत ीच्या ाचा ाची ाचे ाच्या ाला ाने ात ावर ासाठी ाशी ातील ातून तून ून",
            "ा ी े ो ू ं या िया ्या",
        ],
    ),
    (&["gu"], 2, &["ઓમાં ઓને ઓનો ઓની ઓનું ઓના ોમાં ોને ોનો ોની ોનું ોના ોથી માંથી માં થી ને નો ની નું ના નાં ઓ", "ો ી ે ા ું ાં ુ"]),
    (&["pa"], 2, &["ਾਂ ੀਆਂ ਿਆਂ ਆਂ ੀਂ ੋਂ ਿਓ", "ਾ ੀ ੇ ੋ"]),
    (
        &["te"],
        3,
        &[
            "ాన్ని ానికి ాలలో ాలకు ాలను ాల్లో ంలో ంతో లకు లను లలో లతో లపై లచే లుగా లకి ల లు కు కి ను ని లో తో పై చే గా యొక్క నుండి కోసం న",
            "ా ి ీ ు ూ ె ే ొ ో ం",
        ],
    ),
    (
        &["kn"],
        3,
        &[
            "ಗಳನ್ನು ಗಳಿಂದ ಗಳಿಗೆ ಗಳಲ್ಲಿ ಗಳು ಗಳ ವನ್ನು ಯನ್ನು ನನ್ನು ನ್ನು ದಲ್ಲಿ ಯಲ್ಲಿ ನಲ್ಲಿ ಲ್ಲಿ ದಿಂದ ಯಿಂದ ನಿಂದ ಿಂದ ಕ್ಕೆ ಿಗೆ ಗೆ ಿನ ದ ಯ ನ ವು ವಾಗಿ ವಾದ ರು ರನ್ನು ರಿಗೆ ರ",
            "ಾ ಿ ೀ ು ೂ ೆ ೇ ೊ ೋ",
        ],
    ),
    (
        &["ml"],
        3,
        &[
            "ങ്ങളുടെ ങ്ങളിൽ ങ്ങളിലെ ങ്ങളെ ങ്ങൾക്ക് ങ്ങൾ കളുടെ കളിൽ കളിലെ കളെ കൾക്ക് കൾ ത്തിന്റെ ത്തിൽ ത്തിലെ ത്തിന് ത്തെ ത്തോടെ യുടെ യിൽ യിലെ യെ യ്ക്ക് \
             വിന്റെ വിൽ വിനെ ിന്റെ ിൽ ിലെ ിന് ിനെ ുടെ ക്ക് ും ം മായ മായി മാണ് ാണ്",
            "ാ ി ീ ു ൂ െ േ ൊ ോ ്",
        ],
    ),
    (
        &["si"],
        3,
        &["වරුන්ගේ වරුන් වරු යන්ගේ යන්ට යන් න්ගේ න්ට න් වලින් වලට වල ගේ ගෙන් කින් කට ක් යක් වක් ෙන් ෙහි ට යි ව ද", "ා ැ ෑ ි ී ු ූ ෙ ේ ො ෝ ය ්"],
    ),
    // Urdu: plurals and the oblique; ں stands for a nasal vowel.
    (&["ur", "pnb"], 3, &["یوں یاں ئیں ؤں وں یں ات", "ا ہ ے ی و"]),
    (&["ckb"], 3, &["ەکانیان ەکانی ەکان ەکەی ەکەدا ەکە انی ان ێکی ێک ەوە یان دا", "ی ە"]),
    (&["ps"], 3, &["انو ونو ګانو ګانې ګان ونه ان وو", "ه ې ي و ۍ"]),
    // Swahili: what stands behind a verb or a place.
    (&["sw"], 4, &["ni eni"]),
];
