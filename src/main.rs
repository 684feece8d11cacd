//! The `tarjuman` command line: parse, run, exit code.

mod cmd;

use clap::{Parser, Subcommand};
use cmd::Found;
use std::process::ExitCode;

/// Search every language of your site from one box, with no server.
#[derive(Debug, Parser)]
#[command(name = "tarjuman", version, max_term_width = 120)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(cmd::build::BuildArgs),
    Serve(cmd::serve::ServeArgs),
    Query(cmd::query::QueryArgs),
    Read(cmd::read::ReadArgs),
    Eval(cmd::eval::EvalArgs),
    Inspect(cmd::inspect::InspectArgs),
    Verify(cmd::verify::VerifyArgs),
    Fold(cmd::fold::FoldArgs),
    #[command(hide = true)]
    Languages(cmd::languages::LanguagesArgs),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => args.run(),
        Command::Serve(args) => args.run(),
        Command::Query(args) => args.run(),
        Command::Read(args) => args.run(),
        Command::Eval(args) => args.run(),
        Command::Inspect(args) => args.run(),
        Command::Verify(args) => args.run(),
        Command::Fold(args) => args.run(),
        Command::Languages(args) => args.run(),
    };
    match result {
        Ok(Found::Yes) => ExitCode::SUCCESS,
        Ok(Found::No) => ExitCode::from(1),
        Err(error) => {
            eprintln!("tarjuman: {error}");
            ExitCode::from(2)
        }
    }
}
