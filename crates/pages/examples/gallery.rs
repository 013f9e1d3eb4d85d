//! Prints every page in every state and language for `cargo xtask gallery`, which keeps them as
//! files: a line with the name, a line with the number of bytes, the page.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "it is run by hand, and its samples are known to be sound"
)]

#[path = "../samples/mod.rs"]
mod samples;

use alongside_charter::Charter;
use alongside_pages::{Colour, Language, Words};
use samples::{Place, State};

fn main() {
    let colour = Colour::parse("6b2d73").expect("a colour");
    print("brand/6b2d73/area.css", &colour.stylesheet());
    let pseudo = samples::pseudo().expect("the pseudo-language says everything");
    let words = Language::ALL.map(Words::of).into_iter().chain([&pseudo]);
    for words in words {
        for state in State::ALL {
            let charter = Charter::parse(include_str!("../samples/agreement.toml"));
            let place = Place::new(state, charter.expect("a charter"), colour);
            samples::each(&place, words, &samples::assets(), &mut |name, page| {
                let name = format!("{}/{name}-{}.html", words.code(), state.name());
                print(&name, &page.expect("a page"));
            });
        }
    }
}

fn print(name: &str, content: &str) {
    print!("{name}\n{}\n{content}", content.len());
}
