//! `tarjuman serve`: builds, shows the site on this machine, and does both again when a file changes.
//!
//! The bundle is served from memory: pages see the one before or the one after, never half of each, a failed build leaves
//! the last good one, and without `--out` nothing is written that would have to be removed again. One thread waits for changes
//! and builds; each connection has its own.

mod http;
mod pages;
mod request;
mod site;
mod watch;

use super::build::{Compiled, Inputs};
use super::{CommandError, Found};
use clap::Args;
use http::Server;
use pages::Pages;
use site::Site;
use std::path::PathBuf;
use std::thread;
use std::time::Instant;
use tarjuman::build::pages::KnownPages;
use tarjuman::build::publish::{check, publish};
use watch::{Change, Scope, Watch};

/// Builds, shows the site on this machine, and rebuilds and reloads open pages when files change.
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    inputs: Inputs,
    /// Also write the bundle, as `build` does; without it nothing is written
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write beside, and over, files that tarjuman did not write
    #[arg(long, requires = "out")]
    force: bool,
    /// The finished site to show around the bundle, when it is none of the sources
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Address to listen on; with 0.0.0.0 other machines see the site, too
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// Port, 0 for any; without it 8000, or the first free one of the nine after it
    #[arg(long)]
    port: Option<u16>,
    /// Look for changes every second, where the system does not tell of them (network folders, containers)
    #[arg(long)]
    poll: bool,
    /// Open the browser
    #[arg(long)]
    open: bool,
}

impl ServeArgs {
    /// Runs until it is interrupted.
    pub fn run(&self) -> Result<Found, CommandError> {
        self.check()?;
        let site = Site::new(&self.inputs.sources, self.out.as_deref(), self.site.as_deref());
        let pages = Pages::default();
        let server = Server::listen(&self.host, self.port)?;
        let mut watch = self.watch(&site)?;
        let is_built = self.build(&site, &pages);
        self.announce(&site, &server, is_built);
        thread::scope(|scope| {
            scope.spawn(|| server.answer(&site, &pages, scope));
            scope.spawn(|| pages.keep_alive());
            loop {
                match watch.wait() {
                    Change::Reload => pages.reload(),
                    Change::Rebuild => {
                        // A fresh watch sees new folders, and other files that the settings name; it begins before files are read.
                        match self.watch(&site) {
                            Ok(fresh) => watch = fresh,
                            Err(error) => eprintln!("tarjuman: {error}"),
                        }
                        self.build(&site, &pages);
                    }
                }
            }
        })
    }

    /// What no later change of a file would mend ends the command before it begins.
    fn check(&self) -> Result<(), CommandError> {
        for source in &self.inputs.sources {
            if source.as_os_str() == "-" {
                let what = "standard input can be read once only; name a file or a folder, or use build".to_owned();
                return Err(CommandError::File { path: source.clone(), what });
            }
            std::fs::metadata(source).map_err(CommandError::io("reading", source))?;
        }
        if let Some(folder) = self.site.as_ref().filter(|folder| !folder.is_dir()) {
            let what = "--site is no folder; name the one that holds the finished site".to_owned();
            return Err(CommandError::File { path: folder.clone(), what });
        }
        if let Some(out) = &self.out {
            check(out, self.force)?;
        }
        self.inputs.engine().map(drop)
    }

    fn watch(&self, site: &Site) -> Result<Watch, CommandError> {
        let scope = Scope::new(&self.inputs.sources, &self.inputs.settings(), site.folder(), self.out.as_deref());
        Watch::start(scope, self.poll)
    }

    /// Whether there is a new bundle; otherwise pages are told why not.
    fn build(&self, site: &Site, pages: &Pages) -> bool {
        let start = Instant::now();
        let known = if self.site.is_some() { KnownPages::All } else { KnownPages::in_site(site.folder()) };
        let compiled = self.inputs.compile(known, false).and_then(|compiled| {
            if let Some(out) = &self.out {
                publish(out, &compiled.bundle.files, &compiled.bundle.hash, self.force)?;
            }
            Ok(compiled)
        });
        match compiled {
            Ok(Compiled { bundle, index_len, reading, .. }) => {
                let (documents, seconds) = (reading.documents.len(), start.elapsed().as_secs_f64());
                say!("{documents} documents in {seconds:.2} s: index {:.2} MB", index_len as f64 / 1e6);
                pages.built(bundle.files);
                true
            }
            Err(error) => {
                eprintln!("tarjuman: {error}");
                pages.failed(&error);
                false
            }
        }
    }

    fn announce(&self, site: &Site, server: &Server, is_built: bool) {
        let url = server.url();
        let (folder, bundle) = (site.folder().map(|folder| folder.display()), site.bundle());
        match folder {
            Some(folder) if bundle == "/" => say!("{url}/ shows the search page, and {folder}"),
            Some(folder) => say!("{url}/ shows {folder}, {url}{bundle} the search page"),
            None => say!("{url}/ shows the search page; the pages that it finds are shown with --site DIR"),
        }
        if !is_built {
            say!("the build failed, and is tried again when a file changes");
        }
        say!("changes are built as files are saved; Ctrl-C ends");
        if self.open
            && let Err(error) = open::that_detached(format!("{url}/"))
        {
            eprintln!("warning: no browser could be opened: {error}; open {url}/");
        }
    }
}
