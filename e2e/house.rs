//! Where a journey takes place: a service of its own, and the program that drives the browser.

use std::env;
use std::error::Error;
use std::fs;
use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::thread;
use std::time::Duration;

use alongside_testkit::service::{Service, Setup};
use alongside_testkit::{Outcome, Scratch};
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};
use tokio::runtime;
use tokio::task::LocalSet;

use crate::tab::{Tab, Way};

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: &str = "chromedriver";
const AXE: &str = "../../assets/node_modules/axe-core/axe.min.js";
const PICTURES: &str = "../../out/e2e";
/// Nothing is asked of anybody but the service.
const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    // Screens are as wide as they say.
    "--hide-scrollbars",
];

/// The browser has answered by then.
const PATIENCE: Duration = Duration::from_secs(30);

/// Walks a journey. Without a browser it fails on the machine that checks, and says so elsewhere.
pub(crate) fn walk<J, F>(name: &'static str, journey: J) -> Outcome
where
    J: FnOnce(Rc<House>) -> F,
    F: Future<Output = Outcome> + 'static,
{
    let tools = match Tools::find() {
        Ok(tools) => tools,
        Err(missing) if is_checking() => return Err(missing.into()),
        Err(missing) => {
            say(&format!("{name} was not walked: {missing}"));
            return Ok(());
        }
    };
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    LocalSet::new().block_on(&runtime, async {
        let house = Rc::new(House::open(name, tools)?);
        // A journey that breaks off leaves no browser behind.
        let walked = tokio::task::spawn_local(journey(Rc::clone(&house))).await;
        for driver in house.drivers.take() {
            driver.quit().await?;
        }
        walked.map_err(|_| format!("{name} broke off"))?
    })
}

fn is_checking() -> bool {
    env::var("CI").is_ok_and(|ci| ci == "true")
}

#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests should know what was left out"
)]
fn say(line: &str) {
    eprintln!("{line}");
}

/// What is needed to walk.
struct Tools {
    browser: PathBuf,
    driver: PathBuf,
    axe: String,
}

impl Tools {
    fn find() -> Result<Self, String> {
        let path = env::var_os("PATH").unwrap_or_default();
        let find = |name: &&str| {
            env::split_paths(&path)
                .map(|folder| folder.join(name))
                .find(|file| file.is_file())
        };
        let browser = BROWSERS.iter().find_map(find);
        let browser = browser.ok_or("no Chromium is here; install `chromium` (Debian, Ubuntu)")?;
        let driver = find(&DRIVER);
        let driver = driver
            .ok_or("`chromedriver` is not here; install `chromium-driver` (Debian, Ubuntu)")?;
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE);
        let axe = fs::read_to_string(axe).map_err(|_| "axe is not here; run `make assets`")?;
        Ok(Self {
            browser,
            driver,
            axe,
        })
    }
}

/// A service, a program that drives browsers, and the browsers that it drives.
pub(crate) struct House {
    name: &'static str,
    setup: Setup,
    tools: Tools,
    driving: Driving,
    drivers: std::cell::RefCell<Vec<WebDriver>>,
    _service: Service,
    scratch: Scratch,
}

impl House {
    fn open(name: &'static str, tools: Tools) -> Result<Self, Box<dyn Error>> {
        let scratch = Scratch::sqlite()?;
        let setup = Setup::new(
            env!("CARGO_BIN_EXE_alongside"),
            scratch.url(),
            scratch.folder(),
        )?
        .demo();
        Ok(Self {
            name,
            _service: setup.start()?,
            setup,
            driving: Driving::start(&tools.driver)?,
            tools,
            drivers: std::cell::RefCell::default(),
            scratch,
        })
    }

    /// Opens a browser of its own, which knows nobody yet.
    pub(crate) async fn tab(&self, way: Way) -> Result<Tab, Box<dyn Error>> {
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(&self.tools.browser.to_string_lossy())?;
        for flag in FLAGS {
            wanted.add_arg(flag)?;
        }
        // The driver's client wants to know with what it would speak TLS, which it does not. Whoever comes second finds
        // it said already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let driver = WebDriver::builder(&self.driving.address, wanted)
            .request_timeout(PATIENCE)
            .connect()
            .await?;
        self.drivers.borrow_mut().push(driver.clone());
        let pictures = env::var("ALONGSIDE_PICTURES").is_ok_and(|wanted| wanted == "1");
        let pictures = pictures.then(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(PICTURES));
        if let Some(folder) = &pictures {
            fs::create_dir_all(folder)?;
        }
        Tab::new(
            driver,
            self.setup.origin(),
            &self.tools.axe,
            way,
            self.name,
            pictures,
        )
        .await
    }

    /// A file to send in.
    pub(crate) fn file(&self, name: &str, text: &str) -> Result<PathBuf, Box<dyn Error>> {
        let path = self.scratch.folder().join(name);
        fs::write(&path, text)?;
        Ok(path)
    }
}

/// The program that drives browsers.
struct Driving {
    program: Child,
    address: String,
}

impl Driving {
    fn start(program: &Path) -> Result<Self, Box<dyn Error>> {
        let mut program = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let said = program.stdout.take().ok_or("it has no output")?;
        let mut said = BufReader::new(said).lines();
        let port = said.by_ref().map_while(Result::ok).find_map(|line| {
            let port = line.split("successfully on port ").nth(1)?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        // What it says later has to go somewhere, or it would stop to wait.
        thread::spawn(move || said.map_while(Result::ok).for_each(drop));
        let port = port.ok_or("the driver did not say where it listens")?;
        Ok(Self {
            program,
            address: format!("http://127.0.0.1:{port}"),
        })
    }
}

impl Drop for Driving {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}
