//! Front matter: YAML between `---` lines or TOML between `+++` lines at the head of a Markdown file.

use serde_json::{Map, Value};

use super::problem::Fault;

/// A file cut in two.
#[derive(Debug, PartialEq)]
pub(crate) struct FrontMatter<'a> {
    pub(crate) fields: Map<String, Value>,
    /// What follows.
    pub(crate) body: &'a str,
}

/// The fields at the head of `text`, and what follows them.
///
/// # Errors
/// The 1-based line and what is wrong there. Nothing of the file can be trusted then: the fields might say `draft`.
pub(crate) fn split(text: &str) -> Result<FrontMatter<'_>, (usize, Fault)> {
    let fence = match text.lines().next().map(str::trim_end) {
        Some("---") => "---",
        Some("+++") => "+++",
        _ => {
            return Ok(FrontMatter { fields: Map::new(), body: text });
        }
    };
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    let mut at = 0;
    let mut found = None;
    for line in rest.split_inclusive('\n') {
        let ends = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if ends {
            found = Some((at, at + line.len()));
            break;
        }
        at += line.len();
    }
    let Some((end, after)) = found else {
        // A thematic break at the head of a page without front matter.
        let looks_like_fields = rest.lines().next().is_some_and(|line| line.contains([':', '=']));
        return if looks_like_fields {
            Err((1, Fault::FrontMatter(format!("the closing {fence} is missing"))))
        } else {
            Ok(FrontMatter { fields: Map::new(), body: text })
        };
    };
    let head = rest.get(..end).unwrap_or_default();
    let body = rest.get(after..).unwrap_or_default();
    let fields = if fence == "---" { yaml(head) } else { toml(head) }?;
    Ok(FrontMatter { fields, body })
}

fn yaml(head: &str) -> Result<Map<String, Value>, (usize, Fault)> {
    let value: serde_yaml_ng::Value = serde_yaml_ng::from_str(head).map_err(|error| {
        let line = error.location().map_or(1, |location| location.line());
        // The text ends in a place counted from the front matter's own head; ours counts from the file's.
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default().to_owned();
        (line + 1, Fault::FrontMatter(what))
    })?;
    match value {
        serde_yaml_ng::Value::Null => Ok(Map::new()),
        serde_yaml_ng::Value::Mapping(mapping) => Ok(json_object(mapping)),
        _ => Err((2, Fault::FrontMatter("not a list of fields such as 'title: …'".to_owned()))),
    }
}

fn json_object(mapping: serde_yaml_ng::Mapping) -> Map<String, Value> {
    mapping.into_iter().filter_map(|(key, value)| Some((yaml_key(key)?, json(value)))).collect()
}

fn yaml_key(key: serde_yaml_ng::Value) -> Option<String> {
    match json(key) {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        // Norway: YAML 1.1 reads `no: …` as false; under `alternates` it is a language.
        Value::Bool(truth) => Some(if truth { "yes" } else { "no" }.to_owned()),
        _ => None,
    }
}

fn json(value: serde_yaml_ng::Value) -> Value {
    use serde_yaml_ng::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(truth) => Value::Bool(truth),
        Yaml::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(integer), _) => Value::from(integer),
            (None, Some(integer)) => Value::from(integer),
            (None, None) => number.as_f64().map_or(Value::Null, Value::from),
        },
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(values) => Value::Array(values.into_iter().map(json).collect()),
        Yaml::Mapping(mapping) => Value::Object(json_object(mapping)),
        Yaml::Tagged(tagged) => json(tagged.value),
    }
}

fn toml(head: &str) -> Result<Map<String, Value>, (usize, Fault)> {
    let table: toml::Table = head.parse().map_err(|error: toml::de::Error| {
        let offset = error.span().map_or(0, |span| span.start);
        let line = 2 + head.bytes().take(offset).filter(|byte| *byte == b'\n').count();
        (line, Fault::FrontMatter(error.message().trim_end().to_owned()))
    })?;
    Ok(table.into_iter().map(|(key, value)| (key, toml_json(value))).collect())
}

fn toml_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(integer) => Value::from(integer),
        toml::Value::Float(float) => Value::from(float),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(datetime) => Value::String(datetime.to_string()),
        toml::Value::Array(values) => Value::Array(values.into_iter().map(toml_json).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, toml_json(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_say_the_same() {
        let FrontMatter { fields: yaml, body } =
            split("---\ntitle: العنوان\ndate: 2020-01-02\nn: 3\n---\nنص").expect("valid");
        assert_eq!((yaml["title"].as_str(), body), (Some("العنوان"), "نص"));
        let FrontMatter { fields: toml, body } =
            split("+++\r\ntitle = 'العنوان'\r\ndate = 2020-01-02\r\nn = 3\r\n+++\r\nنص").expect("valid");
        assert_eq!(body, "نص");
        assert_eq!(toml, yaml);
    }

    #[test]
    fn no_front_matter_is_no_error() {
        assert_eq!(split("# Title\n").expect("valid").body, "# Title\n");
        assert_eq!(split("---\n\nafter a break\n").expect("valid").body, "---\n\nafter a break\n");
        assert_eq!(split("").expect("valid").body, "");
        assert_eq!(split("---\n---\nx").expect("valid"), FrontMatter { fields: Map::new(), body: "x" });
    }

    #[test]
    fn errors_give_the_line_in_the_file() {
        let error = |text: &str| split(text).expect_err(text);
        assert_eq!(error("---\ntitle: a\nb: [1\n---\n").0, 4);
        assert_eq!(error("+++\ntitle = 'a'\nb = \n+++\n").0, 3);
        assert_eq!(error("---\n- a\n---\n").0, 2);
        assert_eq!(error("---\ntitle: a\n"), (1, Fault::FrontMatter("the closing --- is missing".into())));
    }

    #[test]
    fn norway_stays_a_language() {
        let FrontMatter { fields, .. } = split("---\nalternates:\n  no: /no/x\n  2: /y\n---\n").expect("valid");
        assert!(fields["alternates"].get("no").is_some());
    }
}
