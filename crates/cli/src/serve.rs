//! The service: everything put together, started, and stopped in order.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use alongside_domain::Instant;
use alongside_jobs::{
    Chance, Clock as JobsClock, Cosign, Forget, Letters, Options, Remind, RemoveFile, Runner,
    SendMessage, Sequence, SumUp, Tell,
};
use alongside_notify::{Folder, Mailer, Memory, Smtp, SmtpOptions, Texter};
use alongside_store::Database;
use alongside_store::files::Files;
use alongside_web::{Parts, Service, Settings, Texts, chance_of_the_system, serve};
use tokio::net::TcpListener;

use crate::config::Config;
use crate::demo;
use crate::failure::Failure;
use crate::{keep, library, now, output, record};

/// How many mails the demo shows.
const SHOWN_MAILS: usize = 50;
/// How long jobs that are begun may take when the service stops.
const TO_END: Duration = Duration::from_secs(20);
/// As many requests wait for the database at once; each has a thread.
const WAITING: usize = 24;

/// Runs the service until it is told to stop.
pub(crate) fn run(config: &Config, is_demo: bool) -> Result<(), Failure> {
    log();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(WAITING)
        .enable_all()
        .build()
        .map_err(|error| Failure::Start(error.to_string()))?;
    let database = keep::open(config)?;
    let files = runtime.block_on(keep::files(config))?;
    if is_demo {
        demo::refuse_what_is_real(config, &database)?;
        let (_, logo) = demo::logo()?;
        runtime
            .block_on(files.put(logo.into()))
            .map_err(|error| Failure::Start(error.to_string()))?;
        let start = now();
        keep::with_call(start, |call| demo::fill(&database, call.now, call.chance))?;
        if let Some(signer) = record::signer(config)? {
            record::begin_all(&database, &signer)?;
        }
    }
    let memory = is_demo.then(|| Arc::new(Memory::new(SHOWN_MAILS)));
    let providers = config.providers()?;
    let texter = providers
        .texter
        .or(memory.clone().map(|memory| memory as Arc<dyn Texter>));
    let mailer = mailer(config, providers.mailer, memory.clone())?;
    let (handle, kept) = (runtime.handle().clone(), files.clone());
    let remove_file = move |name| handle.block_on(kept.remove(name));
    let has_texts = texter.is_some();
    let runner = runner(config, &database, (mailer, texter), Box::new(remove_file))?;
    let bell = runner.bell();
    let service = service(config, database, files, memory, has_texts, move || {
        bell.ring();
    })?;
    let running = runner
        .start()
        .map_err(|error| Failure::Start(error.to_string()))?;
    let served = runtime.block_on(listen(config, service, is_demo));
    // What is still being answered ends first.
    drop(runtime);
    if !running.stop(TO_END) {
        tracing::warn!(
            "a job was still running when the service stopped; another process takes it over"
        );
    }
    served
}

fn service(
    config: &Config,
    database: Database,
    files: Files,
    memory: Option<Arc<Memory>>,
    has_texts: bool,
    ring: impl Fn() + Send + Sync + 'static,
) -> Result<Service, Failure> {
    let price = config.text_price()?;
    made(Parts {
        database,
        files,
        clock: Arc::new(instant),
        chance: chance_of_the_system(),
        kept: Arc::new(ring),
        settings: Settings {
            demo: memory.map(demo::shown),
            texts: has_texts.then_some(Texts { price }),
            ..told(config)?
        },
    })
}

/// A service for a copy of its pages, for which time stands still.
pub(crate) fn copied(
    config: &Config,
    database: Database,
    files: Files,
    at: Instant,
) -> Result<Service, Failure> {
    made(Parts {
        database,
        files,
        clock: Arc::new(move || at),
        chance: chance_of_the_system(),
        kept: Arc::new(|| {}),
        settings: Settings {
            copy: Some(at),
            ..told(config)?
        },
    })
}

/// What the settings tell the service.
fn told(config: &Config) -> Result<Settings, Failure> {
    let terms = library::school_terms(&config.school_terms)?;
    let (usual_terms, school_terms) = terms.into_iter().partition(|terms| terms.estimate);
    Ok(Settings {
        base: config.base()?,
        contact: config.contact.clone(),
        is_behind_proxy: config.behind_proxy,
        largest_file: config.largest_file(),
        charters: library::OFFERED,
        school_terms,
        usual_terms,
        faith_days: library::faith_days()?,
        demo: None,
        texts: None,
        copy: None,
        witnesses: config
            .witnesses()?
            .into_iter()
            .map(|(key, _)| key.to_string())
            .collect(),
    })
}

fn made(parts: Parts) -> Result<Service, Failure> {
    Service::new(parts).map_err(|unfit| Failure::Start(unfit.to_string()))
}

fn mailer(
    config: &Config,
    provider: Option<Arc<dyn Mailer>>,
    memory: Option<Arc<Memory>>,
) -> Result<Arc<dyn Mailer>, Failure> {
    if let Some(server) = &config.mail_server {
        let smtp = Smtp::open(server, &SmtpOptions::default());
        return Ok(Arc::new(smtp.map_err(|why| {
            Failure::Config(vec![format!("mail_server: {why}")])
        })?));
    }
    if let Some(provider) = provider {
        return Ok(provider);
    }
    if let Some(memory) = memory {
        return Ok(memory);
    }
    let folder = config.folder(config.mail_folder.as_ref(), "mail");
    let opened = Folder::open(&folder).map_err(|error| Failure::Start(error.to_string()))?;
    output::note(&format!(
        "No mail server is set, so mail is put into {} and reaches nobody.",
        folder.display()
    ));
    Ok(Arc::new(opened))
}

fn runner(
    config: &Config,
    database: &Database,
    (mailer, texter): (Arc<dyn Mailer>, Option<Arc<dyn Texter>>),
    remove_file: RemoveFile,
) -> Result<Runner, Failure> {
    let chance = chance_of_the_system();
    let mut own = [0; 8];
    chance(&mut own)?;
    let chance = || -> Chance {
        let chance = chance.clone();
        Box::new(move |bytes| chance(bytes).map_err(|error| error.to_string()))
    };
    let letters = Letters {
        origin: config.base()?.origin().to_owned(),
        from: config.sender()?,
        chance: chance(),
    };
    let clock: JobsClock = Arc::new(now);
    let name = format!("serve {:016x}", u64::from_be_bytes(own));
    let options = Options {
        // One is kept for what somebody waits for.
        workers: config.mails_at_once + 1,
        ..Options::named(name)
    };
    let runner = Runner::new(database.clone(), clock, options)
        .with(SendMessage::new(letters, mailer).and_texts(texter))
        .with(Tell(chance()))
        .with(Remind(chance()))
        .with_schedule(Remind::SCHEDULE)
        .with(SumUp(chance()))
        .with_schedule(SumUp::SCHEDULE)
        .with(Forget::new(remove_file))
        .with_schedule(Forget::SCHEDULE);
    let Some(signer) = record::signer(config)? else {
        return Ok(runner);
    };
    let runner = runner
        .with(Sequence::new(signer))
        .with_schedule(Sequence::SCHEDULE);
    let witnesses = config.witnesses()?;
    Ok(if witnesses.is_empty() {
        runner
    } else {
        runner
            .with(Cosign::new(witnesses))
            .with_schedule(Cosign::SCHEDULE)
    })
}

async fn listen(config: &Config, service: Service, is_demo: bool) -> Result<(), Failure> {
    let bind = async |address| {
        let bound = TcpListener::bind(address).await;
        bound.map_err(|error| Failure::Start(format!("{address}: {error}")))
    };
    let listener = bind(config.listen).await?;
    let ops = match config.ops_listen {
        Some(address) => Some(bind(address).await?),
        None => None,
    };
    // Whoever reads that it runs may end it at once, and it ends in order.
    let stopped = stopped().map_err(|error| Failure::Start(error.to_string()))?;
    output::note(&greeting(config, is_demo)?);
    serve(listener, ops, service, stopped)
        .await
        .map_err(|error| Failure::Start(error.to_string()))
}

/// Where to look, and in the demo how to sign in.
fn greeting(config: &Config, is_demo: bool) -> Result<String, Failure> {
    let base = config.base()?;
    let mut lines = vec![format!("Alongside is at {base}")];
    if is_demo {
        let shown = [
            ("/rivermead", "an invented borough: is it working there?"),
            ("/haringey-2021", "what public sources tell of 2021"),
            (
                "/demo",
                "sign in as anyone, and read the mail that goes out",
            ),
        ];
        lines.extend(shown.map(|(path, what)| format!("  {}  {what}", base.with(path))));
    }
    lines.push("Stop it with Ctrl+C.".to_owned());
    Ok(lines.join("\n"))
}

/// Comes when the service is to stop: Ctrl+C, or what a service manager sends. It is listened for from now on.
#[cfg(unix)]
pub(crate) fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Comes when the service is to stop: Ctrl+C.
#[cfg(not(unix))]
pub(crate) fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}

/// What goes on, to stderr: lines of JSON for programs, and only what is wrong for somebody at a terminal.
fn log() {
    let level = if std::io::stderr().is_terminal() {
        tracing::Level::WARN
    } else {
        tracing::Level::INFO
    };
    tracing_subscriber::fmt()
        .json()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .init();
    // What a panic says may be about somebody: only where it was is told.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "the program broke off in the middle of something");
    }));
}

fn instant() -> Instant {
    Instant::try_from(now()).unwrap_or(Instant::EPOCH)
}
