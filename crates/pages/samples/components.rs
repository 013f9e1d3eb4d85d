//! Every component with something in it.

use alongside_pages::Error;
use alongside_pages::form::{Choice, Choices, DayField, Field};
use alongside_pages::public::{Components, Shell};

pub(crate) fn render(shell: Shell<'_>) -> Result<String, Error> {
    let says = |text: &str| text.to_owned();
    let choice = |value: &str, label: &str| Choice {
        value: says(value),
        label: says(label),
        is_chosen: value == "evening",
        ..Choice::default()
    };
    let choices = |name: &str| Choices {
        name: says(name),
        label: says("When suits you?"),
        hint: says("You can change this later."),
        error: String::new(),
        options: vec![
            choice("morning", "In the morning"),
            choice("evening", "In the evening"),
        ],
    };
    Components {
        shell,
        text: &Field {
            name: says("title"),
            label: says("What is the meeting called?"),
            hint: says("Everyone will see this."),
            error: says("Write what the meeting is called, such as Steering group"),
            value: says("<b>\"?"),
        },
        file: &Field {
            name: says("papers"),
            label: says("Papers"),
            hint: says("A PDF or Word file of up to 10 MB."),
            error: says("The file has 12 MB. Choose one of up to 10 MB"),
            value: String::new(),
        },
        day: &DayField {
            name: says("day"),
            label: says("On which day is it?"),
            hint: says("Such as 14 6 2021"),
            error: String::new(),
            parts: [("Day", "31"), ("Month", "2"), ("Year", "2027")]
                .map(|(label, value)| (says(label), says(value))),
        },
        choices: [
            &choices("when-list"),
            &choices("when-radios"),
            &choices("when-boxes"),
        ],
    }
    .render()
}
