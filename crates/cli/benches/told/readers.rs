//! Whoever reads pages, and whoever says that they come.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;

use crate::Outcome;
use crate::latency::Latency;

/// As many read at once.
const CONNECTIONS: usize = 8;
const PAGES: [&str; 6] = [
    "/rivermead",
    "/rivermead/standards",
    "/rivermead/meetings",
    "/rivermead/record",
    "/rivermead/organisations",
    "/rivermead/calendar",
];

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .build()
        .into()
}

/// Asks for so many pages a second, each at its time; what has to wait has been waiting since then.
pub(crate) fn read(port: u16, a_second: u32, time: Duration) -> Outcome<Latency> {
    let (begun, every) = (Instant::now(), Duration::from_secs(1) / a_second);
    let next = AtomicU32::new(0);
    let took = side_by_side(CONNECTIONS, || {
        let (agent, mut took) = (agent(), Vec::new());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let due = begun + every * number;
            if due >= begun + time {
                return Ok(took);
            }
            thread::sleep(due.saturating_duration_since(Instant::now()));
            let page = PAGES[number as usize % PAGES.len()];
            let mut answer = agent.get(format!("http://127.0.0.1:{port}{page}")).call()?;
            if answer.status() != 200 {
                return Err(format!("{page} was answered with {}", answer.status()).into());
            }
            answer.body_mut().read_to_vec()?;
            took.push(due.elapsed().as_secs_f64() * 1_000.0);
        }
    })?;
    Ok(Latency::of(took))
}

/// Does the same in so many threads, and puts together what each gives.
pub(crate) fn side_by_side<T: Send>(
    threads: usize,
    work: impl Fn() -> Outcome<Vec<T>> + Sync,
) -> Outcome<Vec<T>> {
    let all: Result<Vec<Vec<T>>, String> = thread::scope(|scope| {
        let begun: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| work().map_err(|why| why.to_string())))
            .collect();
        let ended = begun.into_iter().map(thread::ScopedJoinHandle::join);
        ended
            .map(|ended| ended.unwrap_or_else(|_| Err("a thread broke off".to_owned())))
            .collect()
    });
    Ok(all?.into_iter().flatten().collect())
}

/// Somebody of a network of their own opens the form and says that they come: how long it took until that was taken, in
/// milliseconds, and how often they had to send it again.
pub(crate) fn come(port: u16, meeting: &str, number: usize) -> Outcome<(f64, usize)> {
    let agent = agent();
    let address = format!("http://127.0.0.1:{port}/rivermead/meetings/{meeting}/reply");
    let network = format!("10.{}.{}.7", number / 250, number % 250);
    let mut form = agent
        .get(&address)
        .header("x-forwarded-for", &network)
        .call()?;
    let cookies = form.headers().get_all("set-cookie").iter();
    let cookies: Vec<String> = cookies
        .filter_map(|cookie| Some(cookie.to_str().ok()?.split(';').next()?.to_owned()))
        .collect();
    let page = form.body_mut().read_to_string()?;
    let token = page
        .split_once("name=\"form-token\" value=\"")
        .and_then(|(_, rest)| rest.split('"').next())
        .ok_or("no form")?;
    let begun = Instant::now();
    let mut asked_again = 0;
    loop {
        let answer = agent
            .post(&address)
            .header("x-forwarded-for", &network)
            .header("cookie", cookies.join("; "))
            .send_form([("form-token", token), ("name", "Sam"), ("means", "venue")])?;
        match answer.status().as_u16() {
            303 => return Ok((begun.elapsed().as_secs_f64() * 1_000.0, asked_again)),
            // "Try again": so many write at once that this one was passed over too often.
            503 => asked_again += 1,
            status => return Err(format!("a reply was answered with {status}").into()),
        }
    }
}
