use super::*;
use std::time::Instant;

fn one(text: &str) -> Batch<'_> {
    parse(Path::new("x.tab"), text)
}

/// Key, language and word of each entry.
fn entries(batch: &Batch<'_>) -> Vec<String> {
    let entry = |(key, lang, word): &(Key<'_>, u16, Cow<'_, str>)| {
        let key = match key {
            Key::Row(row) => row.to_string(),
            Key::Id(id) => id.to_string(),
        };
        format!("{key} {} {word}", batch.langs[usize::from(*lang)])
    };
    batch.entries.iter().map(entry).collect()
}

fn told(problems: &[LexiconProblem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn columns_have_words_of_any_languages() {
    let batch = one("key\ten\tarb\tzh-Hant\nx\tceasefire | truce\tهُدْنة\t\ny\t\tدِمَشْق\t大馬士革\n\n");
    assert!(batch.problems.is_empty() && batch.warnings.is_empty(), "{:?}", batch.problems);
    assert_eq!(
        entries(&batch),
        ["2 en ceasefire", "2 en truce", "2 ar هدنة", "3 ar دمشق", "3 zh-Hant 大馬士革"],
        "no vowel marks, in the order of the languages"
    );
}

#[test]
fn a_wordnet_has_lemmas_and_broken_plurals() {
    let text = "# Arabic WordNet (AWN v2)\tarb\thttp://example.org/\tCC BY SA 3.0\n\
        03012209-s\tarb:lemma\tأوّلِي\n05169813-n\tarb:lemma:root\tشأن\n05169813-n\tarb:lemma:brokenplural\tشؤون\n\
        05169813-n\tarb:def\t0\tتعريف\n05169813-n\teng:lemma\tstate_affairs\n05169813-n\tlemma\tأمر\n";
    let batch = one(text);
    assert!(batch.problems.is_empty() && batch.has_senses, "{:?}", batch.problems);
    let expected = ["03012209-a ar أولي", "05169813-n ar شؤون", "05169813-n en state affairs", "05169813-n ar أمر"];
    assert_eq!(entries(&batch), expected);
}

#[test]
fn a_wordnet_in_xml_names_synsets_by_their_ili() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE LexicalResource SYSTEM "http://globalwordnet.github.io/schemas/WN-LMF-1.1.dtd">
<LexicalResource xmlns:dc="http://purl.org/dc/elements/1.1/">
  <Lexicon id="x-he" label="x" language="he" email="x@example.org" license="y" version="1">
    <LexicalEntry id="w1"><Lemma writtenForm="שלום" partOfSpeech="n"/><Form writtenForm="שלומות"/>
      <Sense id="s1" synset="x-1-n"/><Sense id="s2" synset="x-2-n"><Example>שלום &amp; תודה</Example></Sense></LexicalEntry>
    <Synset id="x-1-n" ili="i35545" partOfSpeech="n"/><Synset id="x-2-n" ili="" partOfSpeech="n"/>
  </Lexicon>
  <Lexicon id="x-en" language="en"><LexicalEntry id="e1"><Lemma writtenForm="peace &#38; quiet" partOfSpeech="n"/>
      <Sense id="s3" synset="e-1-n"/></LexicalEntry><Synset id="e-1-n" ili="i35545"/></Lexicon>
</LexicalResource>"#;
    let batch = one(text);
    assert!(batch.problems.is_empty(), "{:?}", batch.problems);
    let expected =
        ["i35545 he שלום", "i35545 he שלומות", "x-2-n he שלום", "x-2-n he שלומות", "i35545 en peace & quiet"];
    assert_eq!(entries(&batch), expected);
}

#[test]
fn what_is_wrong_is_told_with_file_line_and_remedy() {
    let lmf =
        |inside: &str| format!("<LexicalResource>\n<Lexicon language=\"fa\">\n{inside}</Lexicon></LexicalResource>");
    for (text, expected) in [
        (
            String::new(),
            "x.tab:1: this is no lexicon: the first line of a tab-separated one names a language for each column",
        ),
        ("en\nceasefire\n".to_owned(), "x.tab:1: this is no lexicon"),
        ("en,ar\nceasefire,هدنة\n".to_owned(), "x.tab:1: this is no lexicon"),
        (
            "en\tarabisch\n".to_owned(),
            "x.tab:1: column 2 of the first line is 'arabisch', which is not a canonical language",
        ),
        ("en\tar\teng\n".to_owned(), "x.tab:1: two columns have the language 'en'"),
        ("en\tar\n".to_owned(), "x.tab: there is no word in it"),
        (
            "en\tar\ntruce\tهدنة\nwar\n".to_owned(),
            "x.tab:3: the row has words of 1 languages; give words of two at least",
        ),
        ("en\tar\n\ntruce\tهدنة\tсловo\n".to_owned(), "x.tab:3: the row has 3 cells, the first line 2"),
        ("en\tar\ntruce\ttrêve\n".to_owned(), "x.tab:2: ar: 'trêve' is Latin, which the language is not written in"),
        ("en\tru\ntruce\tмиp\n".to_owned(), "x.tab:2: ru: 'миp' mixes letters of Cyrillic and Latin"),
        ("en\tar\ntruce|\tهدنة\n".to_owned(), "x.tab:2: en: the cell is empty or has an empty word"),
        (
            "# x\tarabisch\tu\tl\n1-n\tlemma\tسلام\n".to_owned(),
            "x.tab:1: 'arabisch' is no language; write an ISO 639 code",
        ),
        ("# x\tarb\tu\tl\n1-n\tarb:lemma\n".to_owned(), "x.tab:2: the line has 2 cells; it must be 'synset<TAB>"),
        ("1-n\tlemma\tسلام\n".to_owned(), "x.tab:1: the language of the word is not told; write 'arb:lemma'"),
        ("# x\tarb\tu\tl\n1-n\tarb:def\tسلام\n".to_owned(), "x.tab: there is no word in it"),
        ("<html>\n</html>".to_owned(), "x.tab:1: this XML is no wordnet"),
        (lmf("<LexicalEntry><Lemma writtenForm='سلام'/>\n</Lexicon>"), "x.tab:4: the XML cannot be read: "),
        (lmf("\n<Lexicon language='perso'/>"), "x.tab:4: 'perso' is no language"),
        (lmf("<LexicalEntry><Lemma writtenForm='&bomb;'/></LexicalEntry>"), "x.tab:3: the XML cannot be read: "),
    ] {
        let found = told(&one(&text).problems);
        assert!(found.iter().any(|problem| problem.starts_with(expected)), "{expected}\n{found:#?}");
    }
}

#[test]
fn what_is_odd_is_told_once_and_used() {
    let rows: String = (0..20).map(|n| format!("run\tجرى{n}\n")).collect();
    let text = format!("en\tar\ntruce\tهدنة\nبلا\tx\n\ntruce\tهدنة\ntruce\tهدنة\n{rows}").replace("بلا\tx\n", "");
    let batch = one(&text);
    assert_eq!(
        told(&batch.warnings),
        [
            "x.tab:4: the row has the same words as line 2 (2 such rows); one of them is enough",
            "x.tab:6: en: 'run' stands in 20 rows (0 other words have as many); of its translations only the best few are used"
        ]
    );
    let batch = one("# x\tarb\tu\tl\n1-n\tarb:lemma\t...\n2-n\tarb:lemma\tpeace and war\n3-n\tarb:lemma\tسلام\n");
    assert_eq!(entries(&batch), ["3-n ar سلام"]);
    let warnings = told(&batch.warnings);
    assert!(warnings[0].starts_with("x.tab:2: 2 words are left out; the first: ar: the cell is empty"), "{warnings:?}");
}

#[test]
fn wordnets_are_one_lexicon_and_columns_one_each() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<(PathBuf, f32)> = [
        ("a.tab", "\u{feff}# a\tarb\tu\tl\n1-n\tarb:lemma\tسلام\n", 1.0),
        ("b.tab", "# b\teng\tu\tl\n1-n\teng:lemma\tpeace\n", 0.5),
        ("c.tsv", "\u{feff}he\ten\nשלום\tpeace\n", 1.0),
        ("d.tsv", "ru\ten\nмир\tpeace\n", 0.0),
    ]
    .map(|(name, text, weight)| {
        fs::write(folder.path().join(name), text).unwrap();
        (folder.path().join(name), weight)
    })
    .to_vec();
    let (lexicons, warnings) = load(&files).unwrap();
    assert!(warnings.is_empty());
    assert_eq!(lexicons.len(), 2, "what counts nothing is not there");
    assert_eq!(lexicons[0].langs, ["he", "en"]);
    assert_eq!(lexicons[1].words, [(0, "سلام".to_owned()), (1, "peace".to_owned())]);
    assert_eq!(lexicons[1].sets, [[(0, 1.0), (1, 0.5)]]);
    fs::write(folder.path().join("a.tab"), b"# a\tarb\tu\tl\n1-n\tarb:lemma\t\xd3\xe1\xc7\xe3\n").unwrap();
    let problems = load(&files).unwrap_err();
    assert!(
        problems[0].to_string().ends_with("a.tab:2: the text is not UTF-8; save the file as UTF-8"),
        "{problems:?}"
    );
}

/// Entities that name each other would grow to a billion words; sets of thousands of words to millions of pairs.
#[test]
fn hostile_files_do_not_grow() {
    let start = Instant::now();
    let entities: String =
        (1..30).map(|n| format!("<!ENTITY e{n} \"&e{};&e{};\">", n - 1, n - 1)).collect::<Vec<_>>().join("\n");
    let bomb = format!(
        "<!DOCTYPE LexicalResource [<!ENTITY e0 \"lol\">{entities}]>\n<LexicalResource><Lexicon language=\"en\">\
         <LexicalEntry><Lemma writtenForm=\"&e29;\"/><Sense synset=\"1\"/></LexicalEntry></Lexicon></LexicalResource>"
    );
    let batch = one(&bomb);
    assert_eq!(batch.problems.len(), 1, "{:?}", batch.problems);
    let deep = format!("<LexicalResource>{}", "<a>".repeat(200_000));
    assert!(!one(&deep).problems.is_empty());
    let lines: String = (0..20_000).map(|n| format!("1-n\teng:lemma\tword{n}\n1-n\tarb:lemma\tكلمة{n}\n")).collect();
    let crowd = format!("# x\teng\tu\tl\n{lines}");
    let mut assembly = Assembly::new(true);
    assembly.add(one(&crowd), 1.0);
    assembly.sets.drop_crowds();
    assert!(assembly.sets.sets[0].is_empty());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn real_wordnets_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/lexicons/omw");
    let Ok(files) = fs::read_dir(&folder) else {
        return eprintln!("skipped: {} is not there", folder.display());
    };
    let files = files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "tab"));
    let files: Vec<(PathBuf, f32)> = files.map(|path| (path, 1.0)).collect();
    let (lexicons, _) = load(&files).unwrap();
    let [wordnet] = &lexicons[..] else { panic!("one lexicon") };
    let meaning = |here: &str, word: &str, there: &str| {
        let lang = |lang: &str| wordnet.langs.iter().position(|other| other == lang).unwrap() as u16;
        let asked = (lang(here), word.to_owned());
        let of =
            |set: &Vec<(u32, f32)>| set.iter().map(|(number, _)| wordnet.words[*number as usize].clone()).collect();
        let sets = wordnet.sets.iter().map(of).filter(|words: &Vec<(u16, String)>| words.contains(&asked));
        let words = sets.flatten().filter(|(other, _)| *other == lang(there)).map(|(_, word)| word);
        words.collect::<std::collections::BTreeSet<String>>()
    };
    assert!(meaning("en", "peace", "ar").contains("سلام"));
    assert!(meaning("ru", "беженец", "en").contains("refugee"));
    assert!(meaning("ar", "شؤون", "en").contains("affair"), "a broken plural");
}
