//! The service: what every request is answered with.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use alongside_domain::Instant;
use alongside_store::Database;
use alongside_store::files::Files;
use axum::Router;
use webauthn_rs::Webauthn;

use crate::areas::Areas;
use crate::cache::Cache;
use crate::limits::Limits;
use crate::look::{Look, NoLook};
use crate::metrics::Metrics;
use crate::ops;
use crate::relying_party::relying_party;
use crate::routes::{ROUTES, router};
use crate::settings::Settings;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;
/// Fills bytes by chance, or says that it cannot: then nothing is made that should be secret.
pub type Chance = Arc<dyn Fn(&mut [u8]) -> Result<(), NoChance> + Send + Sync>;

/// Is told that a change was kept.
pub type Kept = Arc<dyn Fn() + Send + Sync>;

/// The system has no random bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random bytes: {0}")]
pub struct NoChance(pub String);

/// What a service is made of.
#[derive(Clone)]
pub struct Parts {
    /// Where everything is kept.
    pub database: Database,
    /// Where uploaded files are kept.
    pub files: Files,
    /// Tells the time.
    pub clock: Clock,
    /// Draws secrets.
    pub chance: Chance,
    /// Told whenever a change was kept, so that the jobs that follow from it need not wait.
    pub kept: Kept,
    /// What it is told about where it runs.
    pub settings: Settings,
}

/// The service, shared by everyone who holds a clone.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

struct Inner {
    parts: Parts,
    look: Look,
    areas: Areas,
    cache: Cache,
    limits: Limits,
    metrics: Metrics,
    webauthn: Option<Webauthn>,
    is_ending: AtomicBool,
}

/// Why a service cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The program was built without its look.
    #[error(transparent)]
    NoLook(#[from] NoLook),
    /// There are no random bytes.
    #[error(transparent)]
    NoChance(#[from] NoChance),
}

impl Service {
    /// The service, or why it cannot be.
    pub fn new(parts: Parts) -> Result<Self, Unfit> {
        Self::with(parts, Look::built_in()?)
    }

    /// The service as tests take it, which need no Node.js: the files of its look are there and empty.
    pub fn bare(parts: Parts) -> Result<Self, Unfit> {
        Self::with(parts, Look::bare()?)
    }

    fn with(parts: Parts, look: Look) -> Result<Self, Unfit> {
        let mut salt = [0; 32];
        (parts.chance)(&mut salt)?;
        Ok(Self(Arc::new(Inner {
            look,
            areas: Areas::new(parts.settings.school_terms.clone()),
            cache: Cache::new(),
            limits: Limits::new(salt),
            metrics: Metrics::new(),
            webauthn: relying_party(&parts.settings.base),
            is_ending: AtomicBool::new(false),
            parts,
        })))
    }

    /// The service as a router, for whoever listens, and for copies and tests that ask without a network.
    pub fn router(&self) -> Router {
        if self.settings().copy.is_none() {
            return router(self, ROUTES);
        }
        let copied = ROUTES.iter().filter(|route| route.is_copied());
        router(self, &copied.copied().collect::<Vec<_>>())
    }

    /// What those who run it ask, to be served where the public does not reach.
    pub fn ops(&self) -> Router {
        ops::router(self.clone())
    }

    /// Says that no new requests should come, so that whoever shares them out asks elsewhere.
    pub(crate) fn end(&self) {
        self.0.is_ending.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_ending(&self) -> bool {
        self.0.is_ending.load(Ordering::Relaxed)
    }

    pub(crate) fn now(&self) -> Instant {
        (self.0.parts.clock)()
    }

    /// So many bytes by chance.
    pub(crate) fn draw<const N: usize>(&self) -> Result<[u8; N], NoChance> {
        let mut bytes = [0; N];
        (self.0.parts.chance)(&mut bytes)?;
        Ok(bytes)
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.parts.settings
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0.parts
    }

    pub(crate) fn look(&self) -> &Look {
        &self.0.look
    }

    pub(crate) fn areas(&self) -> &Areas {
        &self.0.areas
    }

    pub(crate) fn cache(&self) -> &Cache {
        &self.0.cache
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// What checks passkeys; nothing where none can be made.
    pub(crate) fn webauthn(&self) -> Option<&Webauthn> {
        self.0.webauthn.as_ref()
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Service")
            .field(&self.0.parts.settings.base)
            .finish()
    }
}

/// Random bytes from the system.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that draws from the system: everything else is handed its chance"
)]
pub fn chance_of_the_system() -> Chance {
    Arc::new(|bytes| getrandom::fill(bytes).map_err(|error| NoChance(error.to_string())))
}
