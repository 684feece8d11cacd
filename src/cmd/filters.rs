//! `--filter`, `--sort` and `--facets` of `tarjuman query`, checked against what the index has.

use super::CommandError;
use tarjuman::build::document::Date;
use tarjuman::{Filters, Info};

/// What a filter asks of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    /// One of those that are asked for so.
    Any,
    /// This one too.
    All,
    Not,
    Min,
    Max,
}

const HELP: &str = "write key=value (repeated: any of them), key+=value (this one too), key!=value, key>=value, key<=value, \
                    key= (has none) or key!= (has some)";

/// The filters of `--filter`.
pub fn filters(asked: &[String], info: &Info) -> Result<Filters, CommandError> {
    let mut by_name: Vec<(&str, Vec<(Operator, String)>)> = Vec::new();
    let mut filters = Filters::default();
    for text in asked {
        let wrong = |what: String| CommandError::Asked { option: "filter", found: text.clone(), what };
        let (name, operator, value) = parsed(text).ok_or_else(|| wrong(HELP.to_owned()))?;
        let names = || info.filters.0.iter().map(|(name, _)| name.as_str());
        let known = info.filters.0.iter().find(|(known, _)| known == name);
        let (_, kind) =
            known.ok_or_else(|| wrong(format!("there is no filter '{name}'; known are {}", list(names()))))?;
        if value.is_empty() && matches!(operator, Operator::Any | Operator::Not) {
            filters.add(name, operator == Operator::Any, &[(None, None)]);
            continue;
        }
        if kind == "text" && matches!(operator, Operator::Min | Operator::Max) {
            return Err(wrong(format!("'{name}' holds texts; ranges are of numbers and dates")));
        }
        let value = key(kind, value).map_err(wrong)?;
        let at = by_name.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            by_name.push((name, Vec::new()));
            by_name.len() - 1
        });
        by_name[at].1.push((operator, value));
    }
    for (name, conditions) in &by_name {
        let of = |wanted: Operator| {
            conditions.iter().filter(move |(operator, _)| *operator == wanted).map(|(_, value)| Some(value.as_str()))
        };
        let each = |wanted: Operator| of(wanted).map(|value| (value, value)).collect::<Vec<_>>();
        for (operator, negated) in [(Operator::Any, false), (Operator::Not, true)] {
            let ranges = each(operator);
            if !ranges.is_empty() {
                filters.add(name, negated, &ranges);
            }
        }
        each(Operator::All).into_iter().for_each(|range| filters.add(name, false, &[range]));
        let (min, max) = (of(Operator::Min).max().flatten(), of(Operator::Max).min().flatten());
        if let (Some(low), Some(high)) = (min, max)
            && low > high
        {
            let found = format!("{name}>=…' and '{name}<=…");
            return Err(CommandError::Asked { option: "filter", found, what: "the range is upside down".to_owned() });
        }
        if min.is_some() || max.is_some() {
            filters.add(name, false, &[(min, max)]);
        }
    }
    Ok(filters)
}

/// The key of `--sort`; empty for relevance.
pub fn sort(asked: &str, info: &Info) -> Result<String, CommandError> {
    let key = asked.strip_prefix('-').unwrap_or(asked);
    // Where no document has a date, sorting by it does no harm.
    let keys =
        || ["date"].into_iter().chain(info.sort.0.iter().map(|(key, _)| key.as_str()).filter(|&key| key != "date"));
    if asked == "relevance" || keys().any(|known| known == key) {
        return Ok(if asked == "relevance" { String::new() } else { asked.to_owned() });
    }
    let known = list(["relevance"].into_iter().chain(keys()));
    let what = format!("known are {known}, with - before it for descending order");
    Err(CommandError::Asked { option: "sort", found: asked.to_owned(), what })
}

/// The names of `--facets`; `None` for all.
pub fn facets(asked: &[String], info: &Info) -> Result<Option<Vec<String>>, CommandError> {
    match asked {
        [] => Ok(None),
        [all] if all == "all" => Ok(None),
        [none] if none == "none" => Ok(Some(Vec::new())),
        _ => {
            let names = || info.filters.0.iter().filter(|(_, kind)| kind != "date").map(|(name, _)| name.as_str());
            if let Some(unknown) = asked.iter().find(|asked| names().all(|name| name != *asked)) {
                let what = format!("known are {}, all and none", list(names()));
                return Err(CommandError::Asked { option: "facets", found: unknown.clone(), what });
            }
            Ok(Some(asked.to_vec()))
        }
    }
}

fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Name, operator and value.
fn parsed(text: &str) -> Option<(&str, Operator, &str)> {
    let (left, value) = text.split_once('=')?;
    let signs = [('!', Operator::Not), ('+', Operator::All), ('>', Operator::Min), ('<', Operator::Max)];
    let signed = signs.into_iter().find_map(|(sign, operator)| Some((left.strip_suffix(sign)?, operator)));
    let (name, operator) = signed.unwrap_or((left, Operator::Any));
    let name = name.trim();
    (!name.is_empty()).then_some((name, operator, value.trim()))
}

/// The value as the index has it.
fn key(kind: &str, value: &str) -> Result<String, String> {
    match kind {
        "text" => Ok(value.to_owned()),
        "number" => match value.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Filters::number(number)),
            _ => Err(format!("'{value}' is not a number")),
        },
        _ => match Date::parse(value).filter(|_| value.len() == 10) {
            Some(date) => Ok(Filters::number(f64::from(date.days))),
            None => Err(format!("'{value}' is not a day as YYYY-MM-DD")),
        },
    }
}
