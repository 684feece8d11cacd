//! What `eval` prints: a table for people, the same and every question for programs.

use super::comparison::Comparison;
use super::measures::{Measure, Values};
use super::trec::Topic;
use serde::Serialize;
use std::collections::BTreeMap;

/// A question that was asked and is judged.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Question<'t> {
    /// Its name.
    pub qid: &'t str,
    /// BCP 47, or `-`.
    pub lang: &'t str,
    /// As it was asked.
    pub query: &'t str,
    /// Now.
    #[serde(flatten)]
    pub values: Values,
    /// In the baseline, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Values>,
}

impl<'t> Question<'t> {
    /// A question with its values, now and before.
    pub fn new(topic: &'t Topic, values: Values, before: Option<Values>) -> Question<'t> {
        let lang = topic.lang.as_deref().unwrap_or("-");
        Question { qid: &topic.id, lang, query: &topic.query, values, before }
    }
}

/// The questions of each language, in the order of the tags.
pub fn by_language<'q, 't>(questions: &'q [Question<'t>]) -> BTreeMap<&'t str, Vec<&'q Question<'t>>> {
    let mut languages: BTreeMap<&str, Vec<&Question<'_>>> = BTreeMap::new();
    questions.iter().for_each(|question| languages.entry(question.lang).or_default().push(question));
    languages
}

#[derive(Debug, Serialize)]
struct Row<'t> {
    lang: &'t str,
    /// Questions.
    topics: usize,
    #[serde(flatten)]
    means: Values,
}

impl<'t> Row<'t> {
    fn new(lang: &'t str, questions: &[&Question<'_>]) -> Row<'t> {
        let means = Values::mean(questions.iter().map(|question| &question.values));
        Row { lang, topics: questions.len(), means }
    }
}

/// All that `eval` has to say.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report<'t> {
    languages: Vec<Row<'t>>,
    overall: Row<'t>,
    /// Asked, but not judged: left out.
    not_judged: usize,
    /// Judged, but not asked: left out.
    not_asked: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Comparison<'t>>,
    questions: Vec<Question<'t>>,
}

impl<'t> Report<'t> {
    /// Of some questions out of `num_topics` that were asked.
    pub fn new(
        questions: Vec<Question<'t>>,
        num_topics: usize,
        not_asked: usize,
        comparison: Option<Comparison<'t>>,
    ) -> Report<'t> {
        let languages = by_language(&questions).iter().map(|(&lang, questions)| Row::new(lang, questions)).collect();
        let overall = Row::new("all", &questions.iter().collect::<Vec<_>>());
        let not_judged = num_topics - questions.len();
        Report { languages, overall, not_judged, not_asked, comparison, questions }
    }

    /// One object.
    pub fn print_json(&self) {
        say!("{}", serde_json::to_string_pretty(self).unwrap_or_default());
    }

    /// A table, what was left out of it, and the comparison.
    pub fn print(&self) {
        let titles = Measure::ALL.map(Measure::title).map(|title| format!(" {title:>9}")).concat();
        say!("{:<10} {:>7}{titles}", "language", "topics");
        for Row { lang, topics, means } in self.languages.iter().chain([&self.overall]) {
            let means = Measure::ALL.map(|measure| format!(" {:>9.4}", means.get(measure))).concat();
            say!("{lang:<10} {topics:>7}{means}");
        }
        if self.not_judged > 0 {
            say!("left out: {} not judged", self.not_judged);
        }
        if self.not_asked > 0 {
            say!("left out: {} judged, but not asked", self.not_asked);
        }
        if let Some(comparison) = &self.comparison {
            comparison.print();
        }
    }
}
