//! A charter's part of the report: its standards, and those that nothing came under.

use std::collections::BTreeMap;

use alongside_charter::{Audit, Charter, Finding, Standard, summarise};

use crate::source::Source;
use crate::standard::StandardView;

/// One charter with its standards.
pub(crate) struct CharterView<'f, 'a> {
    pub(crate) id: String,
    pub(crate) charter: &'a Charter,
    pub(crate) standards: Vec<StandardView<'f, 'a>>,
    /// The standards that nothing in the files came under.
    pub(crate) unused: Vec<&'a Standard>,
}

impl<'a> CharterView<'_, 'a> {
    pub(crate) fn source(&self) -> Option<Source<'a>> {
        Source::new(&self.charter.source)
    }

    /// The name of the time zone in which its days are counted.
    pub(crate) fn time_zone(&self) -> &'a str {
        self.charter.time_zone.iana_name().unwrap_or("its own time")
    }
}

/// The charters of the audit, in its order, with what was found about each standard. One pass over
/// the findings, one over those of each standard.
pub(crate) fn charters<'f, 'a>(
    audit: &'a Audit,
    findings: &'f [Finding<'a>],
) -> Vec<CharterView<'f, 'a>> {
    // Versions of a standard differ by the day from which they apply.
    let key = |charter: &'a Charter, standard: &'a Standard| {
        (
            charter.id.as_str(),
            standard.id.as_str(),
            standard.applies_from,
        )
    };
    let mut by_standard: BTreeMap<_, Vec<&'f Finding<'a>>> = BTreeMap::new();
    for finding in findings {
        let key = key(finding.charter(), finding.standard);
        by_standard.entry(key).or_default().push(finding);
    }
    let mut charters: Vec<CharterView<'f, 'a>> = Vec::new();
    for charter in audit.charters() {
        if !charters.iter().any(|known| known.charter.id == charter.id) {
            charters.push(CharterView {
                id: format!("charter_{}", charter.id),
                charter,
                standards: Vec::new(),
                unused: Vec::new(),
            });
        }
    }
    for summary in summarise(findings) {
        let own = by_standard
            .remove(&key(summary.charter, summary.standard))
            .unwrap_or_default();
        if let Some(of) = charters
            .iter_mut()
            .find(|c| c.charter.id == summary.charter.id)
        {
            of.standards.push(StandardView::new(summary, &own));
        }
    }
    for charter in &mut charters {
        for standard in &charter.charter.standards {
            let is_this = |known: &Standard| known.id == standard.id;
            let met = charter.standards.iter().any(|view| is_this(view.standard));
            if !met && !charter.unused.iter().any(|known| is_this(known)) {
                charter.unused.push(standard);
            }
        }
    }
    charters
}
