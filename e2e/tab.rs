//! A browser's tab as somebody uses it, with axe looking over their shoulder.

use std::cell::Cell;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use data_encoding::BASE64;
use serde_json::{Value, json};
use thirtyfour::prelude::ElementQueryable as _;
use thirtyfour::{By, Key, WebDriver, WebElement};

type Done<T = ()> = Result<T, Box<dyn Error>>;

/// Screens that every page is looked at on: the narrowest that people have, and a common wide one.
const SCREENS: [(u32, u32); 2] = [(320, 640), (1280, 900)];
const RULES: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];
/// What is waited for has come by then.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// No page has as many places to stop at.
const STOPS: usize = 400;

/// How somebody uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Pointer,
    /// The same, and no script runs.
    PointerWithoutScript,
    /// Tab, Enter and letters.
    Keyboard,
}

pub(crate) struct Tab {
    pub(crate) driver: WebDriver,
    origin: String,
    axe: String,
    way: Way,
    name: &'static str,
    pictures: Option<PathBuf>,
    looks: Cell<u32>,
}

impl Tab {
    pub(crate) async fn new(
        driver: WebDriver,
        origin: String,
        axe: &str,
        way: Way,
        name: &'static str,
        pictures: Option<PathBuf>,
    ) -> Done<Self> {
        let tab = Self {
            driver,
            origin,
            axe: axe.to_owned(),
            way,
            name,
            pictures,
            looks: Cell::new(0),
        };
        tab.run_scripts(way != Way::PointerWithoutScript).await?;
        tab.screen(SCREENS[1]).await?;
        Ok(tab)
    }

    /// Types an address.
    pub(crate) async fn open(&self, address: &str) -> Done {
        Ok(self
            .driver
            .goto(format!("{}{address}", self.origin))
            .await?)
    }

    /// Where it is, without the name of the house.
    pub(crate) async fn address(&self) -> Done<String> {
        let url = self.driver.current_url().await?.to_string();
        let address = url.strip_prefix(&self.origin);
        Ok(address
            .ok_or_else(|| format!("led astray to {url}"))?
            .to_owned())
    }

    /// Waits until it has come to this address.
    pub(crate) async fn arrive(&self, address: &str) -> Done {
        self.wait(async || Ok(self.address().await? == address), address)
            .await
    }

    /// What is on the page, waited for.
    pub(crate) async fn find(&self, css: &str) -> Done<WebElement> {
        let query = self.driver.query(By::Css(css)).wait(PATIENCE, LOOK_AGAIN);
        Ok(query
            .first()
            .await
            .map_err(|error| format!("{css}: {error}"))?)
    }

    /// A link or a button that says this, waited for.
    async fn called(&self, what: &str) -> Done<WebElement> {
        let path = format!("//*[self::a or self::button][normalize-space()=\"{what}\"]");
        let query = self
            .driver
            .query(By::XPath(path.as_str()))
            .wait(PATIENCE, LOOK_AGAIN);
        Ok(query
            .first()
            .await
            .map_err(|error| format!("\"{what}\": {error}"))?)
    }

    /// The words of the page's heading.
    pub(crate) async fn heading(&self) -> Done<String> {
        Ok(self.find("h1").await?.text().await?)
    }

    /// All words in a part of the page.
    pub(crate) async fn words(&self, css: &str) -> Done<String> {
        Ok(self.find(css).await?.text().await?)
    }

    /// How many there are of something.
    pub(crate) async fn count(&self, css: &str) -> Done<usize> {
        Ok(self.driver.find_all(By::Css(css)).await?.len())
    }

    /// What a field holds.
    pub(crate) async fn value(&self, css: &str) -> Done<String> {
        Ok(self.find(css).await?.value().await?.unwrap_or_default())
    }

    /// Waits until a part of the page says this.
    pub(crate) async fn has_words(&self, css: &str, words: &str) -> Done {
        self.wait(async || Ok(self.words(css).await?.contains(words)), words)
            .await
    }

    /// Loads the page again until it is as wanted.
    pub(crate) async fn reload_until(&self, is_so: impl AsyncFn() -> Done<bool>) -> Done {
        let again = async || {
            let is_so = is_so().await?;
            if !is_so {
                self.driver.refresh().await?;
            }
            Ok(is_so)
        };
        self.wait(again, "what was waited for").await
    }

    async fn wait(&self, is_so: impl AsyncFn() -> Done<bool>, what: &str) -> Done {
        for _ in 0..PATIENCE.as_millis() / LOOK_AGAIN.as_millis() {
            if is_so().await? {
                return Ok(());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Err(format!("at {}: {what}: it did not come", self.address().await?).into())
    }

    /// Follows a link or sends a form, in the way of this tab, and waits until another page is there.
    pub(crate) async fn press(&self, css: &str) -> Done {
        let element = self.find(css).await?;
        self.go_by(&element).await
    }

    /// The same by what it says.
    pub(crate) async fn press_called(&self, what: &str) -> Done {
        let element = self.called(what).await?;
        self.go_by(&element).await
    }

    /// Chooses or presses something after which this page is still there.
    pub(crate) async fn touch(&self, css: &str) -> Done {
        let element = self.find(css).await?;
        if self.way == Way::Keyboard {
            self.tab_to(&element).await?;
            // Return would send the form that a choice stands in.
            return self.key(Key::Space).await;
        }
        self.activate(&element).await
    }

    async fn go_by(&self, element: &WebElement) -> Done {
        let before = self.find("html").await?;
        self.activate(element).await?;
        let is_another = async || Ok(self.find("html").await?.element_id() != before.element_id());
        self.wait(is_another, "another page").await
    }

    async fn activate(&self, element: &WebElement) -> Done {
        if self.way == Way::Keyboard {
            self.tab_to(element).await?;
            return self.key(Key::Enter).await;
        }
        Ok(element.click().await?)
    }

    /// Types into a field in place of what it holds.
    pub(crate) async fn fill(&self, css: &str, text: &str) -> Done {
        let field = self.find(css).await?;
        if self.way == Way::Keyboard {
            self.tab_to(&field).await?;
            return Ok(self.driver.action_chain().send_keys(text).perform().await?);
        }
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Chooses a file to send in, as the window of the system would.
    pub(crate) async fn choose_file(&self, css: &str, file: &Path) -> Done {
        Ok(self
            .find(css)
            .await?
            .send_keys(file.to_string_lossy().as_ref())
            .await?)
    }

    pub(crate) async fn key(&self, key: Key) -> Done {
        Ok(self.driver.action_chain().send_keys(key).perform().await?)
    }

    /// Presses Tab until it stands on something, and holds what every stop on the way must be: later in the page than
    /// the one before, on the screen, and shown.
    pub(crate) async fn tab_to(&self, element: &WebElement) -> Done {
        self.evaluate("delete window.stop_before, document.activeElement.blur(), getSelection().removeAllRanges()").await?;
        for _ in 0..STOPS {
            self.key(Key::Tab).await?;
            let stop = self.evaluate(STOP).await?;
            if let Some(wrong) = stop["wrong"].as_str() {
                return Err(format!(
                    "{}: Tab came to {}: {wrong}",
                    self.address().await?,
                    stop["at"]
                )
                .into());
            }
            if self.driver.active_element().await?.element_id() == element.element_id() {
                return Ok(());
            }
        }
        Err(format!("Tab never came to {}", element.outer_html().await?).into())
    }

    /// Has axe look at the page as it stands on each screen, and keeps pictures if they are wanted.
    pub(crate) async fn look(&self, state: &str) -> Done {
        if self.way == Way::Keyboard {
            // The same journey by pointer has it looked at.
            return Ok(());
        }
        // Those of the page itself do not run any more: it is there already.
        self.run_scripts(true).await?;
        self.evaluate(&self.axe).await?;
        let mut wrong = Vec::new();
        for screen in SCREENS {
            self.screen(screen).await?;
            let found = self.evaluate(&look()).await?;
            let found = found.as_array().ok_or("axe said nothing")?;
            wrong.extend(
                found
                    .iter()
                    .map(|line| format!("{} px: {}", screen.0, line.as_str().unwrap_or_default())),
            );
            self.take_picture(state, screen.0).await?;
        }
        self.run_scripts(self.way != Way::PointerWithoutScript)
            .await?;
        self.looks.set(self.looks.get() + 1);
        if wrong.is_empty() {
            return Ok(());
        }
        Err(format!(
            "{state} at {}:\n{}",
            self.address().await?,
            wrong.join("\n")
        )
        .into())
    }

    async fn run_scripts(&self, wanted: bool) -> Done {
        let off = json!({ "value": !wanted });
        self.ask("Emulation.setScriptExecutionDisabled", off)
            .await
            .map(drop)
    }

    async fn take_picture(&self, state: &str, width: u32) -> Done {
        let Some(folder) = &self.pictures else {
            return Ok(());
        };
        let taken = self
            .ask(
                "Page.captureScreenshot",
                json!({ "captureBeyondViewport": true }),
            )
            .await?;
        let taken = BASE64.decode(taken["data"].as_str().unwrap_or_default().as_bytes())?;
        let name = format!("{}-{:02}-{state}-{width}.png", self.name, self.looks.get());
        Ok(fs::write(folder.join(name), taken)?)
    }

    async fn screen(&self, (width, height): (u32, u32)) -> Done {
        let screen =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.ask("Emulation.setDeviceMetricsOverride", screen)
            .await
            .map(drop)
    }

    /// Asks the browser's own tools something.
    pub(crate) async fn ask(&self, what: &str, with: Value) -> Done<Value> {
        Ok(self.driver.cdp().send_raw(what, with).await?)
    }

    /// What an expression comes to in the page, which works where the page's own scripts do not run.
    pub(crate) async fn evaluate(&self, expression: &str) -> Done<Value> {
        let asked =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.ask("Runtime.evaluate", asked).await?;
        if !answer["exceptionDetails"].is_null() {
            return Err(answer["exceptionDetails"].to_string().into());
        }
        Ok(answer["result"]["value"].take())
    }
}

fn look() -> String {
    let rules = json!(RULES);
    format!(
        "(async () => {{
            const found = [];
            const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
            if (over > 0) found.push(`${{over}} pixels wider than the screen`);
            const {{ violations }} = await axe.run({{ runOnly: {rules}, resultTypes: ['violations'] }});
            for (const {{ id, help, nodes }} of violations)
                found.push(`${{id}}: ${{help}}: ${{nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}}`);
            return found;
        }})()"
    )
}

/// What there is to say against the place where Tab stopped.
const STOP: &str = "(() => {
    const at = document.activeElement, before = window.stop_before;
    window.stop_before = at;
    const says = { at: at.outerHTML.slice(0, 120) };
    // Parts of a field for dates are the browser's own.
    if (at === document.body || at === before) return says;
    const box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const isMarked = (style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    if (before?.isConnected && !(before.compareDocumentPosition(at) & 4))
        says.wrong = 'it stands before the stop before it';
    else if (box.width < 2 || box.height < 2) says.wrong = 'it cannot be seen';
    else if (box.bottom <= 0 || box.top >= innerHeight) says.wrong = 'it is not on the screen';
    else if (!isMarked(style)) says.wrong = 'nothing shows that it has the focus';
    return says;
})()";
