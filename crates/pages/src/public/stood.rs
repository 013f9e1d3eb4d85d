//! A page as it stood at the end of a day that is over, and the form that asks for one.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::links::{self, Query};
use crate::public::shell::Shell;

/// That an area is shown as it stood at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stood {
    /// The day.
    pub day: Date,
    /// When its record began.
    pub opened: Timestamp,
    /// Whether it is as the record had it then. It is not where the record began later: it is as it is now, judged as
    /// of that day.
    pub is_rebuilt: bool,
}

impl<'a> Shell<'a> {
    /// Where the page is of the past, how it stands here.
    pub(crate) fn stood(&self) -> Option<Stood> {
        self.area?.stood
    }

    /// The same in words.
    pub(crate) fn stood_says(&self, stood: &Stood) -> String {
        let (t, day) = (self.t(), self.day(stood.day));
        if stood.is_rebuilt {
            t.stood_banner(day)
        } else {
            let began = self.day(self.zone().to_datetime(stood.opened).date());
            t.stood_before(day, began)
        }
    }

    /// The address of the page as it is now.
    pub(crate) fn address_now(&self) -> String {
        let (path, _) = self.address.split_once('?').unwrap_or((self.address, ""));
        let rest = self
            .asked_besides_day()
            .map(|(name, value)| format!("{name}={value}"));
        let rest: Vec<String> = rest.collect();
        if rest.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", rest.join("&"))
        }
    }

    /// What changed since the day that is looked at, or lately.
    pub(crate) fn changes(&self) -> String {
        let mut query = Query::new();
        if let Some(stood) = self.stood() {
            query = query.and("from", &stood.day.to_string());
        }
        links::changes(self.slug(), &query)
    }

    /// Where the form for another day leads: the path alone.
    pub(crate) fn path(&self) -> &'a str {
        self.address.split('?').next().unwrap_or_default()
    }

    /// What else was asked for, still escaped.
    fn asked_besides_day(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let query = self.address.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(name, value)| *name != "as_of" && *name != "page" && !value.is_empty())
    }

    /// What else was asked for, for hidden fields.
    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        let plain = |text: &str| {
            let text = text.replace('+', " ");
            percent_encoding::percent_decode_str(&text)
                .decode_utf8_lossy()
                .into_owned()
        };
        self.asked_besides_day()
            .map(|(name, value)| (plain(name), plain(value)))
            .collect()
    }

    /// The day that is looked at, as forms write it; empty where it is now.
    pub(crate) fn stood_day(&self) -> String {
        self.stood()
            .map_or_else(String::new, |stood| stood.day.to_string())
    }
}
