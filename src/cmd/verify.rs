//! `tarjuman verify`: is a bundle as it was written?

use super::bundle::Bundle;
use super::{CommandError, Found};
use clap::Args;
use std::path::PathBuf;
use tarjuman::build::publish::{self, FileState};
use tarjuman::build::report::section_states;

/// Checks every section of the index and every file of the bundle.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The folder that `build` wrote, or the .wasm in it
    bundle: PathBuf,
}

impl VerifyArgs {
    /// Runs the command: [`Found::No`] when something is damaged.
    pub fn run(&self) -> Result<Found, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let mut sound = true;
        if self.bundle.is_dir() {
            for (name, state) in publish::verify(&self.bundle) {
                if state != FileState::Sound {
                    say!("{name:<20} {state}");
                    sound = false;
                }
            }
        }
        let states = section_states(bundle.index()?);
        let states = states.map_err(|source| CommandError::Format { path: bundle.path.clone(), source })?;
        for state in states {
            say!("{:<20} {:>10} bytes  {}", state.name, state.bytes, if state.sound { "ok" } else { "DAMAGED" });
            sound &= state.sound;
        }
        if sound {
            // Checksums tell damage; opening tells whether the contents hang together.
            bundle.engine()?;
            say!("{}: sound", bundle.path.display());
            return Ok(Found::Yes);
        }
        say!("{}: damaged; copy or build the bundle again", bundle.path.display());
        Ok(Found::No)
    }
}
