//! Areas for machines.

use alongside_charter::Tally;
use alongside_pages::links;
use alongside_store::areas as kept;
use serde::Serialize;
use utoipa::ToSchema;

use super::zone_name;
use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::place;

/// Every area.
#[derive(Serialize, ToSchema)]
pub(crate) struct Areas {
    /// In the order of their names in addresses.
    items: Vec<AreaLink>,
}

/// An area in the list.
#[derive(Serialize, ToSchema)]
pub(crate) struct AreaLink {
    /// Its name in addresses.
    slug: String,
    /// What people call it.
    name: String,
    /// Its code in the register of the Office for National Statistics.
    #[serde(skip_serializing_if = "Option::is_none")]
    gss: Option<String>,
    /// Its page.
    page: String,
    /// Its place in this interface.
    api: String,
}

/// An area.
#[derive(Serialize, ToSchema)]
pub(crate) struct AreaShown {
    /// Its name in addresses.
    slug: String,
    /// What people call it.
    name: String,
    /// Its code in the register of the Office for National Statistics.
    #[serde(skip_serializing_if = "Option::is_none")]
    gss: Option<String>,
    /// A number that goes up with every change.
    version: i64,
    /// When its record began.
    opened: String,
    /// When the last act of its record was done.
    last_act: String,
    /// The zone in which its days are meant.
    time_zone: String,
    /// Its brand colour, six hexadecimal figures.
    colour: String,
    /// Its logo, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<LogoShown>,
    /// Whom to write to; empty where nobody was named.
    contact: String,
    /// What every page has to say first; empty where nothing is.
    notice: String,
    /// Whether nothing can be added to its record here.
    is_read_only: bool,
    /// The day as of which the findings hold.
    as_of: String,
    /// What all its findings came to, but for shares of many subjects.
    findings: Counts,
    /// Its page.
    page: String,
}

/// The logo of an area.
#[derive(Serialize, ToSchema)]
pub(crate) struct LogoShown {
    /// Where it is; a PNG. The address changes when the logo does.
    address: String,
    /// What somebody is told who cannot see it.
    says: String,
    /// How wide it is shown, in CSS pixels. The file may have twice as many.
    width: u32,
    /// How high.
    height: u32,
}

/// How many findings came to what. Only what is recorded counts as measured; claims stand apart.
#[derive(Serialize, ToSchema)]
pub(crate) struct Counts {
    /// Recorded as kept.
    kept: usize,
    /// Recorded as missed.
    missed: usize,
    /// Missed, for a reason that was agreed.
    excused: usize,
    /// Not shown either way.
    no_evidence: usize,
    /// Not yet due.
    due: usize,
    /// Only claimed to be kept.
    claimed_kept: usize,
    /// Only claimed to be missed.
    claimed_missed: usize,
    /// Kept and missed, as recorded.
    measured: usize,
    /// The share kept of those measured; nothing where there are too few to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<Interval>,
}

/// A share with its 95 % interval (Wilson), each from 0 to 1.
#[derive(Serialize, ToSchema)]
pub(crate) struct Interval {
    /// The share.
    share: f64,
    /// Lower end of the interval.
    low: f64,
    /// Upper end of the interval.
    high: f64,
}

impl From<&Tally> for Counts {
    fn from(tally: &Tally) -> Self {
        Self {
            kept: tally.kept,
            missed: tally.missed,
            excused: tally.excused,
            no_evidence: tally.no_evidence,
            due: tally.due,
            claimed_kept: tally.claimed_kept,
            claimed_missed: tally.claimed_missed,
            measured: tally.measured(),
            share: tally.share().map(|of| Interval {
                share: of.share,
                low: of.low,
                high: of.high,
            }),
        }
    }
}

/// Every area.
#[utoipa::path(get, path = links::API_AREAS, responses((status = 200, body = Areas)))]
pub(crate) fn areas(asked: &Asked) -> Result<Answer, Failure> {
    let version = asked.read::<_, Failure>(|snapshot| Ok(kept::version_of_all(snapshot)?))?;
    asked.kept(version, Media::Json, || {
        let mut all = asked.read::<_, Failure>(|snapshot| Ok(kept::all(snapshot)?))?;
        all.sort_by(|one, other| one.slug.cmp(&other.slug));
        let base = &asked.service().settings().base;
        let items = all.into_iter().map(|area| AreaLink {
            page: base.with(&links::area(area.slug.as_str())),
            api: base.with(&links::API_AREA.replace("{area}", area.slug.as_str())),
            slug: area.slug.to_string(),
            name: area.name,
            gss: area.gss.map(|gss| gss.as_str().to_owned()),
        });
        let sent = Areas {
            items: items.collect(),
        };
        Ok(serde_json::to_string(&sent)?)
    })
}

/// One area.
#[utoipa::path(
    get,
    path = links::API_AREA,
    params(
        ("area" = String, Path, description = "The area's name in addresses."),
        ("as_of" = Option<String>, Query, description = "A past day such as 2026-03-02; now where it is left out."),
    ),
    responses(
        (status = 200, body = AreaShown),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) fn area(asked: &Asked) -> Result<Answer, Failure> {
    super::of_area(asked, |_, known| {
        let area = &known.area;
        let as_of = place::as_of(asked, known)?;
        let audits = known.audits(&as_of);
        let findings = area.findings(&audits);
        let mut all = Tally::default();
        // A share speaks of many at once and is in no tally of single ones.
        for finding in findings
            .iter()
            .filter(|finding| finding.subject().is_some())
        {
            all.add(finding);
        }
        let (settings, base) = (&area.settings, &asked.service().settings().base);
        Ok(AreaShown {
            slug: area.slug.to_string(),
            name: area.name.clone(),
            gss: area.gss.as_ref().map(|gss| gss.as_str().to_owned()),
            version: area.version,
            opened: area.opened.to_string(),
            last_act: area.last.to_string(),
            time_zone: zone_name(&area.zone),
            colour: settings.colour.clone(),
            logo: known.logo().map(|logo| LogoShown {
                address: base.with(&links::logo(area.slug.as_str(), logo.file)),
                says: logo.says.to_owned(),
                width: logo.width,
                height: logo.height,
            }),
            contact: settings.contact.clone(),
            notice: settings.notice.clone(),
            is_read_only: settings.is_read_only,
            as_of: as_of.day.to_string(),
            findings: Counts::from(&all),
            page: base.with(&links::area(area.slug.as_str())),
        })
    })
}
