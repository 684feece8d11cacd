//! Questions as words: people who write them quote names, and mean no operator by it.

/// The question without what a query would take for an operator (docs/query.md).
pub(super) fn as_words(question: &str) -> String {
    let chars: Vec<char> = question.chars().collect();
    let is_letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
    let mut words = String::with_capacity(question.len() + 8);
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1);
        let begins = before.is_none_or(|at| !chars[at].is_alphanumeric() && chars[at] != '-');
        match c {
            // In צה"ל it is part of the word.
            '"' | '״' if is_letter(before) && is_letter(Some(at + 1)) => words.push(c),
            '"' | '«' | '»' | '“'..='‟' | '‹' | '›' | '「'..='』' | '〝'..='〟' | '״' | '＂' | '｢' | '｣' =>
            {
                words.push(' ');
            }
            '-' if begins && is_letter(Some(at + 1)) => words.push(' '),
            '*' => words.push(' '),
            ':' => words.push_str(": "),
            _ => words.push(c),
        }
    }
    words.split(' ').map(|word| if word == "OR" { "or" } else { word }).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::as_words;

    #[test]
    fn nothing_is_left_for_an_operator() {
        for (question, words) in [
            ("Who wrote \"War and peace\"?", "Who wrote  War and peace ?"),
            ("Что такое «кислород»?", "Что такое  кислород ?"),
            ("什么是「运河」", "什么是 运河 "),
            ("צה\"ל -5 e-mail --flag", "צה\"ל  5 e-mail --flag"),
            ("this OR that: title:x, navig*", "this or that:  title: x, navig "),
        ] {
            assert_eq!(as_words(question), words);
        }
    }
}
