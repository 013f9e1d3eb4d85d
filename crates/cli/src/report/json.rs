//! The report for programs. Described by `docs/audit.schema.json`.

use std::borrow::Cow;
use std::io::{BufWriter, Write};

use alongside_charter::{
    About, Charter, Excuse, Finding, Measure, OrganiserSummary, Quarter, SchoolTerms,
    StandardSummary, Tally, summarise, unasked,
};
use alongside_sheet::Carried;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{Report, iso};
use crate::failure::Failure;

/// Writes one JSON object. Findings are written as they are met: a million of them need no memory.
pub(crate) fn write(report: &Report<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    // A buffer of a known type: a small write through `dyn` for every brace doubles the time.
    let mut to = BufWriter::new(to);
    serde_json::to_writer(&mut to, &Json(report)).map_err(std::io::Error::from)?;
    Ok(writeln!(to).and_then(|()| to.flush())?)
}

struct Json<'r, 'a>(&'r Report<'a>);

impl Serialize for Json<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let ids: Vec<&str> = report
            .audit
            .charters()
            .map(|charter| charter.id.as_str())
            .collect();
        let charters: Vec<CharterRow<'_>> = report.audit.charters().map(CharterRow::of).collect();
        let terms: Vec<TermsRow<'_>> = report
            .audit
            .school_terms()
            .iter()
            .map(TermsRow::of)
            .collect();
        let mut object = serializer.serialize_map(Some(8))?;
        object.serialize_entry("charter", &ids.join(","))?;
        object.serialize_entry("charters", &charters)?;
        object.serialize_entry("as_of", &iso(report.audit.as_of(), report.zone))?;
        object.serialize_entry("school_terms", &terms)?;
        object.serialize_entry("bank_holidays", report.bank_holidays.unwrap_or(BY_RULE))?;
        object.serialize_entry("files", report.files)?;
        object.serialize_entry("findings", &Rows(report))?;
        object.serialize_entry("summary", &Summary(report))?;
        object.end()
    }
}

#[derive(Serialize)]
struct CharterRow<'a> {
    id: &'a str,
    title: &'a str,
    source: &'a str,
    place: &'a str,
    time_zone: Option<&'a str>,
}

impl<'a> CharterRow<'a> {
    fn of(charter: &'a Charter) -> Self {
        Self {
            id: charter.id.as_str(),
            title: &charter.title,
            source: &charter.source,
            place: charter.place.name(),
            time_zone: charter.time_zone.iana_name(),
        }
    }
}

/// Where bank holidays come from when no file is given.
const BY_RULE: &str = "by rule";

#[derive(Serialize)]
struct TermsRow<'a> {
    id: &'a str,
    title: &'a str,
    estimate: bool,
}

impl<'a> TermsRow<'a> {
    fn of(terms: &'a SchoolTerms) -> Self {
        Self {
            id: &terms.id,
            title: &terms.title,
            estimate: terms.estimate,
        }
    }
}

struct Rows<'r, 'a>(&'r Report<'a>);

impl Serialize for Rows<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.findings.len()))?;
        for (finding, place) in self.0.placed() {
            rows.serialize_element(&Row::of(finding, place, self.0))?;
        }
        rows.end()
    }
}

#[derive(Serialize)]
struct Row<'a> {
    subject: SubjectRow<'a>,
    standard: &'a str,
    charter: &'a str,
    strength: &'static str,
    verdict: &'static str,
    basis: &'static str,
    counted: Option<&'static str>,
    required: Option<i64>,
    measured: Option<Figure>,
    unit: &'static str,
    shortfall: Option<Figure>,
    act_by: Option<String>,
    sum: String,
    source: &'a str,
    excuse: Option<ExcuseRow<'a>>,
}

#[derive(Serialize)]
struct SubjectRow<'a> {
    kind: &'static str,
    id: Cow<'a, str>,
    title: Cow<'a, str>,
    organiser: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    carried: Option<CarriedRow<'a>>,
}

/// The columns nobody reads, as an object of heading and value.
struct CarriedRow<'a> {
    columns: &'a [Carried],
    place: usize,
}

impl Serialize for CarriedRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.columns
                .iter()
                .map(|column| (&column.heading, &column.values[self.place])),
        )
    }
}

#[derive(Serialize)]
struct ExcuseRow<'a> {
    reason: &'a str,
    agreed_by: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(finding: &'a Finding<'a>, place: Option<usize>, report: &'a Report<'a>) -> Self {
        let subject = finding.subject();
        let claimed = finding.basis == alongside_charter::Basis::Claimed;
        let figure = |measure: Measure| match measure.exact() {
            Some(n) if !claimed => Figure::Exact(n),
            _ => Figure::Between {
                at_least: measure.at_least,
                at_most: measure.at_most,
            },
        };
        let excuse = |excuse: &'a Excuse| ExcuseRow {
            reason: &excuse.reason,
            agreed_by: excuse.agreed_by.as_deref(),
        };
        Self {
            subject: SubjectRow {
                kind: About::kind(&finding.about).name(),
                id: finding.about.id(),
                title: finding.about.title(),
                organiser: finding.organiser(),
                file: report.file_of(place),
                carried: place
                    .filter(|_| !report.carried.is_empty())
                    .map(|place| CarriedRow {
                        columns: report.carried,
                        place,
                    }),
            },
            standard: finding.standard.id.as_str(),
            charter: finding.charter().id.as_str(),
            strength: finding.standard.strength.name(),
            verdict: finding.verdict.name(),
            basis: finding.basis.name(),
            counted: finding.counted(),
            required: finding.limit.map(|limit| limit.amount),
            measured: finding.measured.map(figure),
            unit: finding.unit(),
            shortfall: finding.shortfall().map(figure),
            act_by: finding.act_by.map(|when| iso(when, report.zone)),
            sum: finding.sum().to_string(),
            source: subject.map_or("", |subject| &subject.source),
            excuse: subject
                .and_then(|subject| subject.excuse.as_ref())
                .map(excuse),
        }
    }
}

/// A recorded figure is a number; a claimed one, or one that is not known exactly, says what it
/// lies between.
#[derive(Serialize)]
#[serde(untagged)]
enum Figure {
    Exact(i64),
    Between {
        at_least: Option<i64>,
        at_most: Option<i64>,
    },
}

struct Summary<'r, 'a>(&'r Report<'a>);

impl Serialize for Summary<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let standards = summarise(self.0.findings);
        let rows: Vec<StandardRow<'_>> = standards.iter().map(StandardRow::of).collect();
        let unasked: Vec<&str> = unasked(self.0.findings, self.0.subjects)
            .into_iter()
            .map(|subject| subject.id.as_str())
            .collect();
        let mut object = serializer.serialize_map(Some(3))?;
        object.serialize_entry("subjects", &self.0.subjects.len())?;
        object.serialize_entry("unasked", &unasked)?;
        object.serialize_entry("standards", &rows)?;
        object.end()
    }
}

#[derive(Serialize)]
struct StandardRow<'a> {
    charter: &'a str,
    standard: &'a str,
    says: &'a str,
    strength: &'static str,
    applies_from: Option<String>,
    until: Option<String>,
    #[serde(flatten)]
    tally: TallyRow,
    missed_subjects: Vec<Cow<'a, str>>,
    claimed_missed_subjects: Vec<Cow<'a, str>>,
    quarters: Vec<QuarterRow>,
    organisers: Vec<OrganiserRow<'a>>,
}

impl<'a> StandardRow<'a> {
    fn of(summary: &'a StandardSummary<'a, 'a>) -> Self {
        Self {
            charter: summary.charter.id.as_str(),
            standard: summary.standard.id.as_str(),
            says: &summary.standard.says,
            strength: summary.standard.strength.name(),
            applies_from: summary.standard.applies_from.map(|day| day.to_string()),
            until: summary.standard.until.map(|day| day.to_string()),
            tally: TallyRow::of(&summary.all),
            missed_subjects: ids(&summary.missed),
            claimed_missed_subjects: ids(&summary.claimed_missed),
            quarters: summary.quarters.iter().map(QuarterRow::of).collect(),
            organisers: summary.organisers.iter().map(OrganiserRow::of).collect(),
        }
    }
}

fn ids<'a>(findings: &[&'a Finding<'a>]) -> Vec<Cow<'a, str>> {
    findings.iter().map(|finding| finding.about.id()).collect()
}

#[derive(Serialize)]
struct OrganiserRow<'a> {
    organiser: &'a str,
    #[serde(flatten)]
    tally: TallyRow,
    quarters: Vec<QuarterRow>,
}

impl<'a> OrganiserRow<'a> {
    fn of(summary: &OrganiserSummary<'a>) -> Self {
        Self {
            organiser: summary.organiser,
            tally: TallyRow::of(&summary.all),
            quarters: summary.quarters.iter().map(QuarterRow::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct QuarterRow {
    year: i16,
    quarter: i8,
    #[serde(flatten)]
    tally: TallyRow,
}

impl QuarterRow {
    fn of((quarter, tally): &(Quarter, Tally)) -> Self {
        Self {
            year: quarter.year,
            quarter: quarter.quarter,
            tally: TallyRow::of(tally),
        }
    }
}

/// Shares are from 0 to 1, and null where there are too few to say.
#[derive(Serialize)]
struct TallyRow {
    kept: usize,
    missed: usize,
    measured: usize,
    due: usize,
    no_evidence: usize,
    excused: usize,
    claimed_kept: usize,
    claimed_missed: usize,
    share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    too_few: bool,
}

impl TallyRow {
    fn of(tally: &Tally) -> Self {
        let share = tally.share();
        Self {
            kept: tally.kept,
            missed: tally.missed,
            measured: tally.measured(),
            due: tally.due,
            no_evidence: tally.no_evidence,
            excused: tally.excused,
            claimed_kept: tally.claimed_kept,
            claimed_missed: tally.claimed_missed,
            share: share.map(|share| share.share),
            low: share.map(|share| share.low),
            high: share.map(|share| share.high),
            too_few: share.is_none(),
        }
    }
}
