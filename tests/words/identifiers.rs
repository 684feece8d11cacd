//! Names of programs and of things in them.

use crate::Pages;

#[test]
fn a_letter_with_symbols_is_another_name() {
    let pages = Pages::of("en", &["Learn C++ now.", "Learn C# now.", "Learn C now.", "Learn F# now.", "C++11 is out."]);
    for (query, found) in [
        ("C++", &["C++11 is out.", "Learn C++ now."][..]),
        ("c++", &["C++11 is out.", "Learn C++ now."]),
        ("C#", &["Learn C# now."]),
        ("F#", &["Learn F# now."]),
        ("C", &["Learn C now."]),
        ("learn C++", &["Learn C++ now."]),
        ("J#", &[]),
        ("learn J#", &[]),
    ] {
        assert_eq!(pages.whole(query), found, "{query}");
    }
    assert_eq!(pages.marked("learn C++"), ["Learn", "C++"]);
    assert_eq!(pages.marked("C#"), ["C#"]);
    assert_eq!(pages.search("learn J# ").hits.len(), 4, "the other word alone");
    assert_eq!(pages.typed("C+"), ["Learn C now."], "not yet a name");
    assert_eq!(pages.typed("C")[0], "Learn C now.", "the letter before what it begins");
}

#[test]
fn names_of_many_parts_are_found_whole_and_by_their_parts() {
    let pages = Pages::of(
        "en",
        &[
            "Run it with node.js today.",
            "A node for the js console.",
            "Write for .NET or the net.",
            "Cast a net.",
            "Add --flag to it.",
            "Raise the flag.",
            "Update to v2.0.1 soon.",
            "Keep foo_bar here.",
            "Use notepad++ daily.",
            "Open a notepad.",
        ],
    );
    for (query, found, marked) in [
        ("node.js", &["Run it with node.js today."][..], "node.js"),
        ("Node.JS", &["Run it with node.js today."], "node.js"),
        (".NET", &["Write for .NET or the net."], ".NET net"),
        ("--flag", &["Add --flag to it."], "--flag"),
        ("v2.0.1", &["Update to v2.0.1 soon."], "v2.0.1"),
        ("foo_bar", &["Keep foo_bar here."], "foo_bar"),
        ("notepad++", &["Use notepad++ daily."], "notepad++"),
        ("foo bar", &["Keep foo_bar here."], "foo bar"),
        ("bar", &["Keep foo_bar here."], "bar"),
        ("js console", &["A node for the js console."], "js console"),
    ] {
        assert_eq!(pages.whole(query), found, "{query}");
        assert_eq!(pages.marked(query).join(" "), marked, "{query}");
    }
    for (query, found) in [("node", 2), ("js", 2), ("net", 2), ("flag", 2), ("notepad", 2)] {
        assert_eq!(pages.whole(query).len(), found, "{query}");
    }
    // Pages with the parts apart follow the ones with the whole.
    assert_eq!(pages.typed("node.js "), ["Run it with node.js today.", "A node for the js console."]);
    // A whole that no page has is its parts.
    assert_eq!(pages.whole("js.node"), ["A node for the js console.", "Run it with node.js today."]);
    assert_eq!(pages.whole("js_console"), ["A node for the js console."]);
    // While it is typed
    for query in ["node.j", "v2.0", "v2.", "--fl", ".ne", "foo_b"] {
        assert!(!pages.typed(query).is_empty(), "{query}");
    }
    assert_eq!(pages.typed("node.j")[0], "Run it with node.js today.");
}

#[test]
fn capitals_make_parts_of_a_word() {
    let pages = Pages::of(
        "en",
        &[
            "Call getUserById first.",
            "Each user has an id.",
            "Send an XMLHttpRequest.",
            "A request over http.",
            "On GitHub.",
            "On github.",
        ],
    );
    assert_eq!(pages.whole("getUserById"), ["Call getUserById first."]);
    assert_eq!(pages.whole("getuserbyid"), ["Call getUserById first."]);
    assert_eq!(pages.whole("user"), ["Call getUserById first.", "Each user has an id."]);
    assert_eq!(pages.whole("http request"), ["A request over http.", "Send an XMLHttpRequest."]);
    assert_eq!(pages.whole("get user by id"), ["Call getUserById first."]);
    assert_eq!(pages.typed("getUs"), ["Call getUserById first."]);
    // Some write them so, others not: the same word.
    assert_eq!(pages.whole("GitHub"), ["On GitHub.", "On github."]);
    assert_eq!(pages.whole("github"), ["On GitHub.", "On github."]);
    assert_eq!(pages.whole("userId"), ["Call getUserById first.", "Each user has an id."], "a whole that no page has");
    assert_eq!(pages.marked("user by"), ["User", "By"]);
    assert_eq!(pages.marked("getUserById"), ["getUserById"]);
}

#[test]
fn parts_are_inflected_and_names_are_not() {
    let pages = Pages::of("en", &["Call listUsers now.", "A user.", "Read users.txt now.", "Read user.txt now."]);
    assert_eq!(pages.whole("user").len(), 4);
    assert_eq!(pages.whole("users.txt"), ["Read users.txt now."]);
    assert_eq!(pages.whole("user.txt"), ["Read user.txt now."]);
}

#[test]
fn abbreviations_with_points_are_found() {
    let pages = Pages::of("en", &["In the U.S. today.", "Say us, not them."]);
    for query in ["U.S.", "u.s", "U.S"] {
        assert_eq!(pages.whole(query), ["In the U.S. today."], "{query}");
    }
    let pages = Pages::of("ru", &["Книги, карты и т.д. продаются.", "Конец.Начало"]);
    assert_eq!(pages.whole("т.д."), ["Книги, карты и т.д. продаются."]);
    // A missing space hides no word.
    assert_eq!(pages.whole("начало"), ["Конец.Начало"]);
    assert_eq!(pages.whole("конец начало"), ["Конец.Начало"]);
}

#[test]
fn names_stand_in_texts_of_any_script() {
    let texts = [
        ("ar", "لغة C++ سهلة", "C++", "C"),
        ("zh", "在C++中使用", "C++", "C"),
        ("ja", "使用.NETで開発", ".NET", "開ne"),
        ("hi", "यह node.js है", "node.js", "node.py"),
        ("he", "קובץ user_id.txt כאן", "user_id.txt", "user_name.txt"),
        ("ko", "C#으로 만든", "C#", "C"),
        ("ru", "метод getПользователь готов", "пользователь", "getполь"),
        ("th", "ใช้C++ที่นี่", "C++", "C"),
    ];
    for (lang, text, query, other) in texts {
        let pages = Pages::of(lang, &[text]);
        assert_eq!(pages.whole(query), [text], "{query} in {text}");
        assert!(pages.whole(other).is_empty(), "{other} in {text}");
        let marked = pages.marked(query).concat().to_lowercase();
        assert_eq!(marked, query.to_lowercase(), "{query} in {text}");
    }
}

#[test]
fn long_names_find_their_parts_in_excerpts() {
    // The words before it are stepped over, and so is the name's beginning.
    let text = format!(
        "{} www.example-site.org/some_path/readFileSync.html {}",
        "filler text. ".repeat(60),
        "more. ".repeat(60)
    );
    let pages = Pages::new("en", &[("/", &text)]);
    for (query, marked) in [
        ("site.org", "site.org"),
        ("org", "org"),
        ("path", "path"),
        ("file", "File"),
        ("readfilesync", "readFileSync"),
        ("readFileSync.html", "readFileSync.html"),
        ("sync html", "Sync html"),
    ] {
        assert_eq!(pages.marked(query).join(" "), marked, "{query}");
    }
}
