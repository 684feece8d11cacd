//! The `tarjuman` command line.
fn main() {}
