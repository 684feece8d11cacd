//! What each language's rules join and what they leave apart. The words of a case are the whole corpus.

use super::*;

/// The words by group, as given.
pub(super) fn groups<'w>(tag: &str, words: &[&'w str]) -> Vec<Vec<&'w str>> {
    let corpus = Corpus::new(words);
    let keys = corpus.forms();
    let conflation = conflate(tag, &keys, &BTreeSet::new(), &BTreeSet::new(), &Names::default());
    let word = |form: &usize| {
        let key = keys[*form].0;
        *words.iter().find(|word| folded(word) == key).expect("a form is a word of the case")
    };
    conflation.groups.iter().map(|group| group.iter().map(word).collect()).collect()
}

/// Whether the words that `asked` gives stand together, in a corpus that has no others.
#[track_caller]
pub(super) fn one(tag: &str, words: &[&str]) {
    let groups = groups(tag, words);
    assert_eq!(groups.len(), 1, "{tag}: {groups:?}");
}

/// That no two of the words stand together.
#[track_caller]
pub(super) fn apart(tag: &str, words: &[&str]) {
    let groups = groups(tag, words);
    assert_eq!(groups.len(), words.len(), "{tag}: {groups:?}");
}

/// That of these words, among which the two are, the two stand together.
#[track_caller]
pub(super) fn together(tag: &str, a: &str, b: &str, words: &[&str]) {
    let groups = groups(tag, words);
    assert!(groups.iter().any(|group| group.contains(&a) && group.contains(&b)), "{tag}: {groups:?}");
}

/// Words with their spellings, sorted by key.
struct Corpus(BTreeMap<String, Spellings>);

impl Corpus {
    fn new(words: &[&str]) -> Self {
        let mut forms: BTreeMap<String, Spellings> = BTreeMap::new();
        for word in words {
            *forms.entry(folded(word)).or_default().entry((*word).to_owned()).or_default() += 1;
        }
        Corpus(forms)
    }

    fn forms(&self) -> Vec<(&str, &Spellings)> {
        self.0.iter().map(|(key, spellings)| (key.as_str(), spellings)).collect()
    }
}

/// The groups where a lexicon knows which words are names.
fn groups_with(tag: &str, words: &[&str], names: &[&str], common: &[&str]) -> Vec<Vec<String>> {
    let corpus = Corpus::new(words);
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let names = Names { names: set(names), common: set(common) };
    let conflation = conflate(tag, &corpus.forms(), &BTreeSet::new(), &BTreeSet::new(), &names);
    let form = |&form: &usize| corpus.forms()[form].0.to_owned();
    conflation.groups.iter().map(|group| group.iter().map(form).collect()).collect()
}

#[test]
fn names_stand_apart_from_common_words_of_their_stem() {
    let words = ["Madrid", "madre", "madres"];
    assert_eq!(groups_with("es", &words, &[], &[]).len(), 1);
    let apart = groups_with("es", &words, &["Madrid"], &["madre"]);
    assert_eq!(apart, [&["madre", "madres"][..], &["madrid"]]);
    // The cases of a name stay together.
    let words = ["Грузия", "Грузии", "груз", "грузы"];
    let apart = groups_with("ru", &words, &["Грузия"], &["груз"]);
    assert_eq!(apart, [&["груз", "грузы"][..], &["грузии", "грузия"]]);
    // Without a common word that the stem could be there is no reason to.
    assert_eq!(groups_with("ru", &words, &["Грузия"], &["вино"]).len(), 1);
    // A name that is a common word as well is told by nothing.
    assert_eq!(groups_with("it", &["Porto", "porti"], &["Porto"], &["porto"]).len(), 1);
}

/// The aliases of a corpus.
fn aliases(tag: &str, words: &[&str], asked: &[&str]) -> Vec<String> {
    let asked = asked.iter().map(|word| (*word).to_owned()).collect();
    let aliases = conflate(tag, &Corpus::new(words).forms(), &asked, &BTreeSet::new(), &Names::default()).aliases;
    aliases.into_iter().map(|(key, _)| key).collect()
}

#[test]
fn inflected_forms_stand_together_in_their_own_language() {
    one("fr", &["négociation", "négociations"]);
    one("en", &["negotiate", "negotiated", "negotiating"]);
    one("ru", &["город", "города", "городу"]);
    one("ru", &["ёлка", "елки"]);
    one("tr", &["kitap", "kitaplar"]);
    one("el", &["Οδυσσεύς", "ΟΔΥΣΣΕΥΣ", "Οδυσσέα"]);
    one("uk", &["м'ята", "м'яту"]);
    apart("fr", &["paix", "guerre"]);
    apart("zh", &["运河", "运"]);
}

#[test]
fn accents_guide_the_stemmer_but_not_the_key() {
    // Without its accents the French stemmer leaves "negociees" and "negocier" apart.
    one("fr", &["négociées", "négocier"]);
}

#[test]
fn names_do_not_meet_short_words() {
    // Of each the Spanish stemmer leaves the same two or three letters.
    apart("es", &["sus", "Susan"]);
    one("es", &["sus", "susan"]);
    apart("en", &["la", "Laing"]);
    one("en", &["la", "laing"]);
    // Another case of the name is no common word, nor is a German noun a name.
    one("el", &["Ρώμη", "Ρώμης"]);
    one("de", &["Ort", "Orten", "orte"]);
}

#[test]
fn turkish_i_has_two_forms_and_names_end_at_the_apostrophe() {
    // I is the capital of ı: with i in its place the vowels would not be in harmony, and the plural stay.
    one("tr", &["YILLAR", "yıl"]);
    one("tr", &["İstanbul", "İstanbul'dan", "İSTANBUL'DA"]);
    apart("en", &["Hawai'i", "Hawai"]);
}

#[test]
fn umlauts_are_found_as_two_letters() {
    assert_eq!(aliases("de", &["Müller", "Größe", "Haus", "Quelle"], &[]), ["groesse", "mueller"]);
    // Both spellings in one corpus are one word; a spelling that has none keeps to itself.
    one("de", &["Müller", "Mueller"]);
    apart("de", &["Quelle", "Qualle"]);
    assert_eq!(aliases("fr", &["Müller"], &[]), [""; 0]);
    assert_eq!(aliases("da", &["Århus", "Søren"], &[]), ["aarhus", "soeren"]);
    one("no", &["Ålesund", "Aalesund"]);
}

#[test]
fn serbian_is_one_language_in_two_scripts() {
    one("sr", &["Београд", "Beograd", "Београду", "Beogradu"]);
    one("sr-Latn", &["ljubav", "љубав"]);
    assert_eq!(aliases("sr", &["Ђоковић"], &[]), ["djokovic", "dokovic"]);
    assert_eq!(aliases("sr", &["Njegoš"], &[]), ["његош"]);
    // Croatian is not written in Cyrillic, so its words need no second key.
    assert_eq!(aliases("hr", &["Njegoš", "Đaković"], &[]), ["djakovic"]);
    apart("ru", &["вода", "voda"]);
}

#[test]
fn hebrew_letters_come_off_where_the_rest_is_a_word() {
    one("he", &["ספר", "הספר", "והספר", "בספר", "ספרים", "כשהספר"]);
    one("he", &["מדינה", "מדינות", "במדינה"]);
    // שולחן is no ש with ולחן; מלך takes the article and keeps its מ.
    apart("he", &["שולחן", "לחן"]);
    assert_eq!(groups("he", &["מלאך", "המלאך", "לאך"]).len(), 2);
}

#[test]
fn korean_particles_come_off() {
    one("ko", &["학교", "학교가", "학교를", "학교에서", "학교에서는", "학교들이"]);
    one("ko", &["사용", "사용하는", "사용합니다", "사용을"]);
    one("ko", &["GitHub", "GitHub를", "GitHub에서는"]);
    // 고양이 ends like a subject, but takes a subject's particle itself.
    assert_eq!(groups("ko", &["고양이", "고양이가", "고양", "고양시"]).len(), 3);
    // A vowel before 이: no particle.
    apart("ko", &["나이", "나"]);
}

#[test]
fn light_endings_of_languages_without_a_stemmer() {
    one("bg", &["град", "градът", "градове", "градовете"]);
    one("mk", &["книга", "книгата", "книги"]);
    one("bn", &["কাজ", "কাজের", "কাজগুলো", "কাজে"]);
    one("lv", &["grāmata", "grāmatas", "grāmatu"]);
    one("sk", &["mesto", "mesta", "mestám", "mestách"]);
    one("mr", &["भाषा", "भाषेचा", "भाषेत"]);
    one("te", &["పుస్తకం", "పుస్తకాలు", "పుస్తకాన్ని"]);
    one("gu", &["પુસ્તક", "પુસ્તકો", "પુસ્તકોમાં", "પુસ્તકનું"]);
    one("pa", &["ਕਿਤਾਬ", "ਕਿਤਾਬਾਂ"]);
    one("kn", &["ಮನೆ", "ಮನೆಗಳು", "ಮನೆಯಲ್ಲಿ"]);
    one("ml", &["പുസ്തകം", "പുസ്തകങ്ങൾ", "പുസ്തകത്തിൽ"]);
    one("si", &["පොත", "පොත්", "පොතේ"]);
    one("sl", &["mesto", "mesta", "mestih"]);
    one("gl", &["casa", "casas"]);
    one("az", &["kitab", "kitablar", "kitabdan"]);
    one("ckb", &["کتێب", "کتێبەکان", "کتێبێک"]);
    one("ur", &["کتاب", "کتابیں", "کتابوں"]);
    one("be", &["горад", "горада", "гораду"]);
    apart("bg", &["град", "грах"]);
}

#[test]
fn persian_plurals_with_and_without_a_half_space() {
    one("fa", &["کتاب", "کتاب\u{200c}ها", "کتابها", "کتاب\u{200c}های"]);
    apart("fa", &["کتاب", "مدرسه"]);
}

#[test]
fn what_readers_ask_leads_to_the_word_that_it_inflects() {
    assert_eq!(aliases("ru", &["пароход"], &["пароходами", "пароход", "город"]), ["пароходами"]);
    assert_eq!(aliases("ar", &["المكتبة"], &["ومكتبتها"]), ["ومكتبتها"]);
    assert_eq!(aliases("zh", &["运河"], &["运"]), [""; 0]);
}

#[test]
fn what_is_too_long_for_a_word_stays_as_it_is() {
    let (a, b) = ("a".repeat(70), "a".repeat(70) + "s");
    apart("en", &[&a, &b]);
}

#[test]
fn the_order_of_spellings_does_not_matter() {
    let words = ["Müller", "Mueller", "MÜLLER", "müller", "muller", "Mullers"];
    let mut reversed = words;
    reversed.reverse();
    let of = |words: &[&str]| {
        let conflation =
            conflate("de", &Corpus::new(words).forms(), &BTreeSet::new(), &BTreeSet::new(), &Names::default());
        (conflation.groups, conflation.aliases, AffixCounts::write(&[&conflation.affixes]))
    };
    assert_eq!(of(&words), of(&reversed));
}
