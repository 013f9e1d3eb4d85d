//! A neighbour of the borough, with a record that has only begun.

use alongside_app::Failure;
use alongside_app::adopt_charter::adopt_charter;
use alongside_app::open_area::{self, Opened, open_area};
use alongside_store::Transaction;

use super::{STARTING, Telling, controller};

impl Telling<'_> {
    /// A neighbour that has only begun: too few to say anything yet.
    pub(super) fn oakshire(&self, tx: &mut Transaction<'_>) -> Result<(), Failure> {
        let opened = self.ago(45);
        let call = self.at(self.instant(opened, 9, 0));
        let wish = open_area::Wish {
            name: "Oakshire",
            slug: "oakshire",
            gss: "",
            council: "Oakshire County Council",
        };
        let Opened { area, council } = open_area(tx, &call, &wish)?;
        adopt_charter(tx, &call, &area, STARTING, self.ago(400))?;
        let rows = format!(
            "id,title,organiser,announced,starts,papers,minutes,source\n\
             1,First talk about a forum,Oakshire County Council,{},{},,,council calendar\n\
             2,Second talk about a forum,Oakshire County Council,{},{},{},,council calendar\n",
            self.ago(110),
            self.ago(96),
            self.ago(60),
            self.ago(30),
            self.ago(36)
        );
        let call = self.at(self.instant(self.ago(20), 10, 0));
        self.load(
            tx,
            &call,
            &controller(area, council),
            "oakshire.csv",
            rows.as_bytes(),
        )
    }
}
