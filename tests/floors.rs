//! The house rule: a module imports only what lies on a lower floor, so that the engine can be learned from the ground up.
//!
//! Read from the source as text, which is enough for code that rustfmt has formatted, and needs no parser.
//!
//! ```text
//! 6 wasm
//! 5 search                                cmd -> build, search
//! 4 format      <-------------------  build (0-4)
//! 3 postings  lexicon  store
//! 2 dictionary
//! 1 text
//! 0 bytes
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The rooms (top-level modules of `src/`) with their floors. Neighbours on one floor do not know each other.
const FLOORS: [(&str, u32); 9] = [
    ("bytes", 0),
    ("text", 1),
    ("dictionary", 2),
    ("postings", 3),
    ("lexicon", 3),
    ("store", 3),
    ("format", 4),
    ("search", 5),
    ("wasm", 6),
];

/// The highest floor that `build` uses: it knows the layouts, and nothing of searching.
const HIGHEST_FOR_BUILD: u32 = 4;

#[test]
fn imports_go_down_the_floors_only() {
    let files = read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(files.len() > 3, "src/ was not found");
    let found = violations(&files);
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn planted_violations_are_found() {
    let cases = [
        ("upwards", "text/fold.rs", "use crate::dictionary::Fst;"),
        ("the neighbour", "postings/reader.rs", "use crate::store::Fields;"),
        ("in a list", "text/fold.rs", "use crate::{bytes::Cursor, search::Query};"),
        ("over several lines", "text/fold.rs", "use crate::{\n    bytes::Cursor,\n    format::Index,\n};"),
        ("in an expression", "bytes/cursor.rs", "fn f() { crate::text::fold(); }"),
        ("by super", "bytes/cursor.rs", "use super::super::text::Fold;"),
        ("by super from a nested file", "search/query/parser.rs", "use super::super::super::wasm::Engine;"),
        ("build searches", "build/report.rs", "use crate::search::Query;"),
        ("search builds", "search/score.rs", "use crate::build::inverter::Inverter;"),
        ("wasm knows the command line", "wasm/mod.rs", "use crate::cmd::serve;"),
        ("build knows the command line", "build/mod.rs", "use crate::cmd::Progress;"),
        ("unknown room", "cellar/mod.rs", "use crate::bytes::Cursor;"),
        ("import of an unknown room", "format/mod.rs", "use crate::cellar::Wine;"),
        ("a reader imports its writer", "store/fields.rs", "use super::writer::write_fields;"),
        ("the same through mod.rs", "store/fields.rs", "use super::write_fields;"),
    ];
    for (name, path, source) in cases {
        assert_eq!(
            violations(&with_writer(path, source)).len(),
            1,
            "{name}: {:?}",
            violations(&with_writer(path, source))
        );
    }
}

#[test]
fn what_is_allowed_is_not_reported() {
    let cases = [
        ("downwards", "search/score.rs", "use crate::{bytes::Cursor, postings::{DocId, Impact}};"),
        ("inside a room", "format/index.rs", "use super::container::Container;\nuse crate::format::VERSION;"),
        (
            "the command line uses all",
            "cmd/build.rs",
            "use crate::{build::report::Report, search::Query, format::Index};",
        ),
        ("build writes", "build/inverter.rs", "use crate::store::write_fields;"),
        ("a writer beside a writer", "format/writer.rs", "use crate::store::write_fields;"),
        ("comments", "bytes/cursor.rs", "//! See [`crate::search::Query`].\n/* */ // crate::text"),
        (
            "tests use the writer",
            "store/fields.rs",
            "#[cfg(test)]\nmod tests {\n    use super::super::write_fields;\n    use crate::search::Query;\n}",
        ),
    ];
    for (name, path, source) in cases {
        assert_eq!(violations(&with_writer(path, source)), Vec::<String>::new(), "{name}");
    }
}

/// A source tree of one file and a room that has a writer.
fn with_writer(path: &str, source: &str) -> Vec<Source> {
    [("store/mod.rs", "mod writer;\npub(crate) use writer::{NewRecord, write_fields};"), (path, source)]
        .map(|(path, text)| Source { path: path.to_owned(), text: text.to_owned() })
        .into()
}

/// A file: its path below `src/` with `/` between the segments, and what is in it.
struct Source {
    path: String,
    text: String,
}

/// A path that starts at the crate's root: `crate::store::Fields` on line 7 is `(7, ["store", "Fields"])`.
type Import = (usize, Vec<String>);

fn read_sources(src: &Path) -> Vec<Source> {
    let mut files = Vec::new();
    let mut folders = vec![src.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below: Vec<_> = path.strip_prefix(src).unwrap().iter().map(|name| name.to_str().unwrap()).collect();
                files.push(Source { path: below.join("/"), text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn violations(files: &[Source]) -> Vec<String> {
    let writers_names: BTreeSet<String> = files.iter().flat_map(|file| names_from_writers(&file.text)).collect();
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.path.contains('/')) {
        for (line, path) in imports(file) {
            let Some(reason) = objection(&file.path, &path, &writers_names) else { continue };
            found.push(format!("src/{}:{line}: crate::{}: {reason}", file.path, path.join("::")));
        }
    }
    found
}

/// Why this file may not use this path; `None` when it may.
fn objection(file: &str, path: &[String], writers_names: &BTreeSet<String>) -> Option<String> {
    let room = file.split('/').next()?;
    let other = path.first()?.as_str();
    let reader = !is_writer(file) && !file.ends_with("mod.rs") && floor(room).is_some();
    if reader && path.iter().any(|name| name.starts_with("writer") || writers_names.contains(name)) {
        return Some("a reader never imports a writer".to_owned());
    }
    if room == other || room == "cmd" {
        return None;
    }
    if other == "build" || other == "cmd" {
        return Some(format!("{room} does not know {other}"));
    }
    let Some(other_floor) = floor(other) else {
        return Some(format!("{other} has no floor; give it one in tests/floors.rs"));
    };
    match floor(room) {
        Some(own) if other_floor < own => None,
        Some(own) if other_floor == own => Some(format!("{other} is a neighbour of {room}, both on floor {own}")),
        Some(own) => Some(format!("{room} is on floor {own}, {other} above it on {other_floor}")),
        None if room == "build" && other_floor <= HIGHEST_FOR_BUILD => None,
        None if room == "build" => {
            Some(format!("build uses floors 0 to {HIGHEST_FOR_BUILD}, {other} is on {other_floor}"))
        }
        None => Some(format!("{room} has no floor; give it one in tests/floors.rs")),
    }
}

fn floor(room: &str) -> Option<u32> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

fn is_writer(file: &str) -> bool {
    file.rsplit('/').next().is_some_and(|name| name.starts_with("writer"))
}

/// What a `mod.rs` passes on from its writer: of `pub(crate) use writer::{A, write_b};` A and write_b.
fn names_from_writers(text: &str) -> Vec<String> {
    let code = code_of(text);
    let passed_on = code.match_indices("use writer").filter_map(|(at, _)| code[at + 4..].split_once(';'));
    passed_on.flat_map(|(path, _)| expand(path)).filter_map(|path| path.last().cloned()).collect()
}

/// All paths from the crate's root in the code of a file.
fn imports(file: &Source) -> Vec<Import> {
    let code = code_of(&file.text);
    let module: Vec<&str> = file.path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect();
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some((at, start)) = next_root(&code[rest..]).map(|(at, start)| (rest + at, start)) {
        let line = code[..at].matches('\n').count() + 1;
        let path = &code[at + start.len()..];
        let supers = start.matches("super::").count();
        rest = at + start.len();
        // `super` leads from the module to the one around it; what remains is a path below that one.
        let above: Vec<String> = match supers {
            0 => Vec::new(),
            _ => module[..module.len().saturating_sub(supers)].iter().map(|name| (*name).to_owned()).collect(),
        };
        found.extend(expand(path_at(path)).into_iter().map(|below| (line, [above.clone(), below].concat())));
    }
    found
}

/// The next `crate::` or row of `super::` that starts a path, and that start itself.
fn next_root(code: &str) -> Option<(usize, &str)> {
    let at = ["crate::", "super::"].iter().filter_map(|root| code.find(root)).min()?;
    let mut end = at + "crate::".len();
    while code[end..].starts_with("super::") {
        end += "super::".len();
    }
    Some((at, &code[at..end]))
}

/// The path at the start of `code`: names, `::`, and braces with all that is between them.
fn path_at(code: &str) -> &str {
    let mut depth = 0;
    let end = code.find(|character: char| {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        let part_of_path = character.is_alphanumeric() || matches!(character, '_' | ':' | '{' | '}');
        depth < 0 || (depth == 0 && !part_of_path)
    });
    &code[..end.unwrap_or(code.len())]
}

/// `a::{b, c::{d, e as f}}` as `a::b`, `a::c::d`, `a::c::e`.
fn expand(path: &str) -> Vec<Vec<String>> {
    let names = |path: &str| -> Vec<String> {
        let path = path.split(" as ").next().unwrap_or_default();
        path.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    };
    let Some((before, list)) = path.split_once('{') else {
        return vec![names(path)];
    };
    let list = list.rsplit_once('}').map_or(list, |(list, _)| list);
    let mut depth = 0;
    let items = list.split(|character: char| {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        character == ',' && depth == 0
    });
    let below = items.filter(|item| !item.trim().is_empty()).flat_map(expand);
    below.map(|below| [names(before), below].concat()).collect()
}

/// The text without comments and without test modules, line by line so that numbers stay right.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        code.push_str(line.split("//").next().unwrap_or_default());
        code.push('\n');
        let opens_tests = lines.peek().is_some_and(|next| next.trim_start().starts_with("mod ") && next.ends_with('{'));
        if line.trim() == "#[cfg(test)]" && opens_tests {
            let indent = line.len() - line.trim_start().len();
            let closing = format!("{}}}", " ".repeat(indent));
            for skipped in lines.by_ref() {
                code.push('\n');
                if skipped == closing {
                    break;
                }
            }
        }
    }
    code
}
