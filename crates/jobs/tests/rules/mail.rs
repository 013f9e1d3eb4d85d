//! Each mail at most once, and every mail that may be missing is seen, on both databases.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use super::shop::{Letters, Mishap, Post, Shop};
use alongside_jobs::{Compose, Context, Failure, Message, SendMessage, Work};
use alongside_store::jobs::{self, Leased};
use alongside_store::{Transaction, mails, outbox};
use alongside_testkit::{Outcome, Scratch};
use jiff::{SignedDuration, Timestamp, ToSpan};
use uuid::Uuid;

alongside_testkit::on_both!(
    each_mail_goes_out_once_with_several_runners,
    a_mail_that_may_have_gone_out_before_a_death_is_not_sent_again,
    a_mail_whose_process_was_killed_is_not_sent_again,
    a_mail_that_may_have_gone_out_waits_for_an_operator,
    a_mail_that_surely_did_not_go_out_is_sent_after_a_while,
    a_refused_address_is_given_up_at_once,
    a_mail_that_went_out_is_not_sent_again_when_its_job_was_not_kept_as_done,
    a_worker_whose_lease_has_lapsed_composes_and_sends_nothing,
    what_composing_keeps_is_kept_with_the_mark_or_not_at_all,
    where_there_is_nothing_to_send_the_job_is_done,
);

const LONG: SignedDuration = SignedDuration::from_hours(24);

fn each_mail_goes_out_once_with_several_runners(scratch: &Scratch) -> Outcome {
    const MAILS: u128 = 60;
    let shop = Shop::open(scratch)?;
    for number in 1..=MAILS {
        shop.enqueue(number, "mail")?;
    }
    let post = Post::with([]);
    let runners: Vec<_> = ["a", "b", "c"].map(|name| shop.post(name, &post)).into();
    let done = thread::scope(|scope| {
        let threads: Vec<_> = runners
            .iter()
            .map(|runner| scope.spawn(|| runner.work_off()))
            .collect();
        let done = threads.into_iter().map(thread::ScopedJoinHandle::join);
        done.filter_map(Result::ok).sum::<Result<u32, _>>()
    })?;
    assert_eq!(u128::from(done), MAILS);
    let mails = post.sent.mails();
    let ids: BTreeSet<Uuid> = mails.iter().map(|mail| mail.id).collect();
    assert_eq!((mails.len(), ids.len()), (60, 60));
    let backlog = shop.backlog()?;
    assert_eq!((backlog.open, backlog.dead), (0, 0));
    Ok(())
}

fn a_mail_that_may_have_gone_out_before_a_death_is_not_sent_again(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    let post = Post::with([Mishap::DiesAfter]);
    let runner = shop.post("a", &post);
    assert_eq!(runner.work_off()?, 1);
    shop.pass(LONG);
    assert_eq!(runner.work_off()?, 1);
    shop.pass(LONG);
    assert_eq!(runner.work_off()?, 0);
    assert_eq!(post.sent.mails().len(), 1);
    let says = shop.epitaph()?;
    assert!(says.contains("may have been sent"), "{says}");
    Ok(())
}

fn a_mail_whose_process_was_killed_is_not_sent_again(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    // As far as another process came before it was killed.
    let (now, until) = (shop.now(), shop.now() + 1.minute());
    shop.database.write(|tx| {
        jobs::take(tx, "killed", now, until, 1)?;
        mails::begin(tx, Uuid::from_u128(1), now)
    })?;
    let post = Post::with([]);
    let runner = shop.post("a", &post);
    assert_eq!(runner.work_off()?, 0);
    shop.pass(SignedDuration::from_mins(1));
    assert_eq!(runner.work_off()?, 1);
    assert_eq!(post.sent.mails().len(), 0);
    assert!(shop.epitaph()?.contains("may have been sent"));
    Ok(())
}

fn a_mail_that_may_have_gone_out_waits_for_an_operator(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    let id = Uuid::from_u128(1);
    shop.enqueue(1, "mail")?;
    let post = Post::with([Mishap::Uncertain]);
    let runner = shop.post("a", &post);
    runner.work_off()?;
    assert!(shop.epitaph()?.contains("may have been sent"));
    // To have another go is not to send it again.
    let now = shop.now();
    assert!(shop.database.write(|tx| jobs::revive(tx, id, now))?);
    runner.work_off()?;
    assert_eq!((post.sent.mails().len(), shop.dead()?.len()), (1, 1));
    // To say so is.
    shop.database
        .write(|tx| mails::clear(tx, id).and_then(|_| jobs::revive(tx, id, now)))?;
    runner.work_off()?;
    let ids: Vec<Uuid> = post.sent.mails().iter().map(|mail| mail.id).collect();
    assert_eq!(ids, [id, id]);
    assert_eq!(shop.dead()?, []);
    Ok(())
}

fn a_mail_that_surely_did_not_go_out_is_sent_after_a_while(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    let post = Post::with([Mishap::Away, Mishap::Away]);
    let runner = shop.post("a", &post);
    let mut attempts = Vec::new();
    for seconds in 0..=60 {
        if runner.work_off()? == 1 {
            attempts.push(seconds);
        }
        shop.pass(SignedDuration::from_secs(1));
    }
    // Ten seconds after the first, and thirty after the second.
    assert_eq!(attempts, [0, 10, 40]);
    assert_eq!(post.sent.mails().len(), 1);
    assert_eq!(shop.backlog()?.open, 0);
    Ok(())
}

fn a_refused_address_is_given_up_at_once(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    let post = Post::with([Mishap::Refuses]);
    let runner = shop.post("a", &post);
    runner.work_off()?;
    assert_eq!(
        shop.epitaph()?,
        "not sent, and never will be: naming the recipient: refused with 550 5.1.1"
    );
    assert_eq!(shop.dead()?[0].attempts, 1);
    // Surely nothing was sent, so an operator may simply have another go.
    assert_eq!(shop.mark(1)?, None);
    let now = shop.now();
    shop.database
        .write(|tx| jobs::revive(tx, Uuid::from_u128(1), now))?;
    runner.work_off()?;
    assert_eq!(post.sent.mails().len(), 1);
    Ok(())
}

fn a_mail_that_went_out_is_not_sent_again_when_its_job_was_not_kept_as_done(
    scratch: &Scratch,
) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    let (now, until) = (shop.now(), shop.now() + 1.minute());
    shop.database.write(|tx| {
        jobs::take(tx, "killed", now, until, 1)?;
        mails::begin(tx, Uuid::from_u128(1), now)?;
        mails::sent(tx, Uuid::from_u128(1), now, now)
    })?;
    shop.pass(LONG);
    let post = Post::with([]);
    assert_eq!(shop.post("a", &post).work_off()?, 1);
    assert_eq!(post.sent.mails().len(), 0);
    let backlog = shop.backlog()?;
    assert_eq!((backlog.open, backlog.dead), (0, 0));
    Ok(())
}

fn a_worker_whose_lease_has_lapsed_composes_and_sends_nothing(scratch: &Scratch) -> Outcome {
    /// Comes to its work only when another has the job.
    struct Slow<W>(W);

    impl<W: Work> Work for Slow<W> {
        fn kind(&self) -> &'static str {
            self.0.kind()
        }

        fn run(&self, job: &Leased, context: &Context<'_>) -> Result<(), Failure> {
            let later = context.now() + 1.hour();
            let until = later + 1.hour();
            let database = context.database();
            let taken = database.write(|tx| jobs::take(tx, "b", later, until, 1))?;
            assert_eq!(taken.len(), 1);
            self.0.run(job, context)
        }
    }

    /// Counts how often a secret would have been drawn.
    struct Counted(Arc<AtomicU32>);

    impl Compose for Counted {
        fn compose(
            &self,
            tx: &mut Transaction<'_>,
            job: Uuid,
            payload: &str,
            now: Timestamp,
        ) -> Result<Option<Message>, Failure> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Letters.compose(tx, job, payload, now)
        }
    }

    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    let post = Post::with([]);
    let composed = Arc::new(AtomicU32::new(0));
    let work = Slow(SendMessage::new(
        Counted(Arc::clone(&composed)),
        post.clone(),
    ));
    assert_eq!(shop.runner("a").with(work).work_off()?, 1);
    assert_eq!(post.sent.mails().len(), 0);
    // A new secret would have shut out whoever has the other's mail.
    assert_eq!(composed.load(Ordering::Relaxed), 0);
    assert_eq!(shop.mark(1)?, None);
    // And it says nothing about the job, which is the other's.
    let backlog = shop.backlog()?;
    assert_eq!((backlog.open, backlog.dead), (1, 0));
    Ok(())
}

fn what_composing_keeps_is_kept_with_the_mark_or_not_at_all(scratch: &Scratch) -> Outcome {
    /// Keeps something, and is then killed before anything is marked.
    struct Killed;

    impl Compose for Killed {
        fn compose(
            &self,
            tx: &mut Transaction<'_>,
            _: Uuid,
            _: &str,
            now: Timestamp,
        ) -> Result<Option<Message>, Failure> {
            outbox::add(tx, Uuid::from_u128(9), "rivermead", None, now, "{}")?;
            std::panic::resume_unwind(Box::new("killed"))
        }
    }

    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    let post = Post::with([]);
    let work = SendMessage::new(Killed, post.clone());
    assert_eq!(shop.runner("a").with(work).work_off()?, 1);
    assert_eq!(shop.mark(1)?, None);
    let kept = shop
        .database
        .read(|snapshot| outbox::find(snapshot, Uuid::from_u128(9)))?;
    assert_eq!(kept, None);
    // Nothing was sent, so the next attempt sends it.
    shop.pass(LONG);
    assert_eq!(shop.post("a", &post).work_off()?, 1);
    assert_eq!(post.sent.mails().len(), 1);
    Ok(())
}

fn where_there_is_nothing_to_send_the_job_is_done(scratch: &Scratch) -> Outcome {
    struct Nobody;

    impl Compose for Nobody {
        fn compose(
            &self,
            _: &mut Transaction<'_>,
            _: Uuid,
            _: &str,
            _: Timestamp,
        ) -> Result<Option<Message>, Failure> {
            Ok(None)
        }
    }

    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    let post = Post::with([]);
    let work = SendMessage::new(Nobody, post.clone());
    assert_eq!(shop.runner("a").with(work).work_off()?, 1);
    assert_eq!(post.sent.mails().len(), 0);
    assert_eq!(shop.mark(1)?, None);
    let backlog = shop.backlog()?;
    assert_eq!((backlog.open, backlog.dead), (0, 0));
    Ok(())
}
