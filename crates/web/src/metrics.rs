//! What is counted, by the pattern of an address and never by the address.

use alongside_store::jobs::Backlog;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Upper ends in seconds, around what is promised: 0.01 for a public page.
const STEPS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Of {
    route: &'static str,
    method: &'static str,
    status: Status,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Where {
    route: &'static str,
    method: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct State {
    state: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Why {
    why: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Status(u16);

impl EncodeLabelValue for Status {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        self.0.encode(encoder)
    }
}

/// What was counted since the process began.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Of, Counter>,
    seconds: Family<Where, Histogram>,
    jobs: Family<State, Gauge>,
    connections: Gauge,
    ended: Family<Why, Counter>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let requests = Family::default();
        let seconds = Family::new_with_constructor(histogram as fn() -> Histogram);
        let jobs = Family::default();
        let connections = Gauge::default();
        let ended = Family::default();
        let mut registry = Registry::with_prefix("alongside");
        registry.register("requests", "Requests answered", requests.clone());
        registry.register_with_unit(
            "request_duration",
            "Time to answer",
            Unit::Seconds,
            seconds.clone(),
        );
        registry.register("jobs", "Jobs in the queue", jobs.clone());
        registry.register(
            "connections",
            "Connections that are open",
            connections.clone(),
        );
        registry.register(
            "connections_ended",
            "Connections that were not let in or not kept: too many from one network, or nobody took the answer",
            ended.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
            jobs,
            connections,
            ended,
        }
    }

    /// A connection was opened.
    pub(crate) fn came(&self) {
        self.connections.inc();
    }

    /// A connection that was opened has gone.
    pub(crate) fn went(&self) {
        self.connections.dec();
    }

    /// A connection was not let in: its network has so many already.
    pub(crate) fn crowded(&self) {
        self.ended.get_or_create(&Why { why: "crowded" }).inc();
    }

    /// A connection was ended: nobody took what was sent.
    pub(crate) fn slow(&self) {
        self.ended.get_or_create(&Why { why: "slow" }).inc();
    }

    /// One request was answered, after so many microseconds.
    pub(crate) fn answered(
        &self,
        route: &'static str,
        method: &'static str,
        status: u16,
        micros: i64,
    ) {
        let status = Status(status);
        self.requests
            .get_or_create(&Of {
                route,
                method,
                status,
            })
            .inc();
        let micros = u32::try_from(micros.max(0)).unwrap_or(u32::MAX);
        self.seconds
            .get_or_create(&Where { route, method })
            .observe(f64::from(micros) / 1e6);
    }

    /// All of it as text, with how long the queue is now, where that is known.
    pub(crate) fn text(&self, backlog: Option<&Backlog>) -> Result<String, std::fmt::Error> {
        self.jobs.clear();
        if let Some(backlog) = backlog {
            for (state, count) in [
                ("open", backlog.open),
                ("due", backlog.due),
                ("dead", backlog.dead),
            ] {
                self.jobs.get_or_create(&State { state }).set(count);
            }
        }
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

fn histogram() -> Histogram {
    Histogram::new(STEPS)
}
