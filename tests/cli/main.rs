//! The built `tarjuman` binary, from its command line: exit codes, messages, and what is on the disk afterwards.
#![cfg(feature = "cli")]

#[path = "../harness/mod.rs"]
mod harness;

mod bad_input;
mod boosts;
mod cross_language;
mod damage;
mod evaluation;
mod filters;
mod inspect;
mod language_page;
mod languages;
mod learning;
mod lexicons;
mod mixed;
mod newsroom;
mod offline;
mod output;
mod own_words;
mod queries;
mod query_language;
mod ranking;
mod reading;
mod reports;
mod results;
mod serve;
mod sources;
mod typos;
