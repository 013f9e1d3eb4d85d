//! What the log holds of a job, and what it never does.

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use alongside_testkit::{Outcome, Scratch};
use jiff::SignedDuration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::shop::{Mishap, Post, Shop};

alongside_testkit::on_both!(the_log_tells_of_each_attempt_and_never_for_whom);

/// Keeps every line.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<String>>);

impl Lines {
    fn text(&self) -> String {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, "{field}={value:?} ").ok();
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        span.record(&mut Line(&mut lines));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        event.record(&mut Line(&mut lines));
        lines.push('\n');
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn the_log_tells_of_each_attempt_and_never_for_whom(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    for number in 1..=3 {
        shop.enqueue(number, "mail")?;
    }
    shop.enqueue(4, "dance")?;
    let post = Post::with([Mishap::Away, Mishap::Refuses, Mishap::DiesAfter]);
    let runner = shop.post("a", &post);
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || {
        for _ in 0..3 {
            runner.work_off()?;
            shop.pass(SignedDuration::from_hours(1));
        }
        Ok::<_, alongside_store::Error>(())
    })?;
    let text = lines.text();
    // Two attempts, one and two for the mails, and three for what nobody knows.
    let of_mails = text.matches("kind=\"mail\"").count();
    assert_eq!((of_mails, text.lines().count()), (5, 8), "{text}");
    for field in ["id=", "attempt=2", "millis=", "message=a job was done"] {
        assert!(text.contains(field), "{field}: {text}");
    }
    for secret in ["sam", "example", "Hello"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    Ok(())
}
