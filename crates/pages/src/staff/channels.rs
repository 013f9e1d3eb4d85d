//! Where people are told of a meeting: words to send, flyers to print, and which ways were used.

use alongside_charter::When;
use alongside_domain::Segments;
use alongside_domain::meeting::Channel;
use askama::Template;
use jiff::civil::Date;

use super::head::Head;
use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::{Sheet, Shell, SubjectLink};
use crate::words::Language;

/// Where people are told of a meeting.
#[derive(Debug, Clone, Copy)]
pub struct Channels<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The meeting.
    pub subject: SubjectLink<'a>,
    /// When it starts.
    pub starts: When,
    /// The day on which it was announced, and so stood on the website.
    pub announced: Date,
    /// What the flyer says in each language, from which the words to send are made; the desk's own first.
    pub sheets: &'a [(Language, Sheet)],
    /// The ways that are noted already, each with the day.
    pub used: &'a [(Channel, Date)],
    /// The ways that were ticked.
    pub ticked: &'a [Channel],
    /// What is wrong with that; empty where nothing is.
    pub error: &'a str,
    /// On which day.
    pub day: Typed<'a>,
    /// How many follow and are told by the service itself: by mail, and by text message.
    pub followers: [usize; 2],
}

impl Channels<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let open = Channel::ALL
            .into_iter()
            .filter(|channel| !self.used.iter().any(|(used, _)| used == channel));
        let page = View {
            head: Head::new(&shell, self.subject, self.starts),
            shell,
            page: self,
            words: self.words(&shell),
            channels: Choices {
                name: "channels".to_owned(),
                label: d.channels_which(),
                hint: d.channels_which_hint(),
                error: self.error.to_owned(),
                options: open
                    .map(|channel| Choice {
                        value: channel.name().to_owned(),
                        label: shell.words.channel(channel),
                        is_chosen: self.ticked.contains(&channel),
                        ..Choice::default()
                    })
                    .collect(),
            },
            day: Field::new("day", d.channels_day(), d.plan_day_hint(), self.day),
        };
        Ok(without_control_characters(page.render()?))
    }

    /// The words to send in every language, each with its field.
    fn words(&self, shell: &Shell<'_>) -> Vec<(Language, [Field; 4])> {
        let all = self.sheets.iter();
        all.map(|(language, sheet)| (*language, words(shell, *language, sheet)))
            .collect()
    }
}

/// The words to send in a language, each with its field.
fn words(shell: &Shell<'_>, language: Language, sheet: &Sheet) -> [Field; 4] {
    let d = shell.d();
    let (over, title, address) = (&sheet.over, &sheet.title, &sheet.address);
    let parts = sheet.parts.iter();
    let parts = parts.map(|(heading, lines)| format!("{heading}: {}", lines.join("\n")));
    let all = parts.collect::<Vec<_>>().join("\n\n");
    let when = sheet.parts.first().and_then(|(_, lines)| lines.first());
    let when = when.map_or("", String::as_str);
    let mut letter = format!("{over}: {title}\n\n{all}\n\n{}\n{address}", sheet.more);
    if !sheet.questions.is_empty() {
        letter = format!("{letter}\n\n{}", sheet.questions);
    }
    let text = format!("{over}: {title}, {when}. {address}");
    let chat = format!("*{title}*\n{over}\n\n{all}\n\n{address}");
    // Those at the school read English, whatever the parents read.
    let school = format!("{}\n\n{letter}", d.channels_schools_first());
    let field = |channel: Channel, label, hint, words: String| Field {
        name: format!("words-{}-{}", channel.name(), language.code()),
        label,
        hint,
        // Whoever pastes them sees no marks of direction.
        value: words.replace(['\u{2068}', '\u{2069}'], ""),
        ..Field::default()
    };
    let email = (d.channels_email(), d.channels_email_hint());
    let pieces = Segments::of(&text.replace(['\u{2068}', '\u{2069}'], ""));
    let pieces = d.channels_text_pieces(
        shell.words.count(pieces.units),
        shell.words.count(pieces.count),
    );
    let short = (
        d.channels_text(),
        format!("{} {pieces}", d.channels_text_hint()),
    );
    let whatsapp = (d.channels_whatsapp(), d.channels_whatsapp_hint());
    let schools = (d.channels_schools(), d.channels_schools_hint());
    [
        field(Channel::Email, email.0, email.1, letter),
        field(Channel::Text, short.0, short.1, text),
        field(Channel::WhatsApp, whatsapp.0, whatsapp.1, chat),
        field(Channel::Schools, schools.0, schools.1, school),
    ]
}

#[derive(Template)]
#[template(path = "staff/channels.html")]
struct View<'p> {
    shell: Shell<'p>,
    head: Head,
    page: &'p Channels<'p>,
    words: Vec<(Language, [Field; 4])>,
    channels: Choices,
    day: Field,
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        // Where everything is noted there is no form to lead to.
        let form =
            (!self.channels.options.is_empty()).then(|| [self.channels.told(), self.day.told()]);
        errors(form.into_iter().flatten())
    }

    fn action(&self) -> String {
        links::meeting_channels(self.shell.slug(), self.page.subject.id)
    }

    /// The flyer in every language, each with its address.
    fn flyers(&self) -> Vec<(String, Language)> {
        let subject = self.page.subject;
        let flyer = links::flyer(self.shell.slug(), subject.kind, subject.id);
        let languages = Language::ALL.into_iter();
        languages
            .map(|language| (links::in_language(&flyer, language.code()), language))
            .collect()
    }

    /// Whom the service itself tells; nothing where nobody follows.
    fn followers(&self) -> Option<String> {
        let d = self.shell.d();
        let [mails, texts] = self.page.followers;
        let many = |count: usize| match count {
            1..5 => d.channels_few(),
            count => self.shell.words.count(count),
        };
        match (mails, texts) {
            (0, 0) => None,
            (mails, 0) => Some(d.channels_followers_mails(many(mails))),
            (0, texts) => Some(d.channels_followers_texts(many(texts))),
            (mails, texts) => Some(d.channels_followers(many(mails), many(texts))),
        }
    }

    /// The ways that are noted, the website first.
    fn used(&self) -> Vec<String> {
        let t = self.shell.t();
        let line = |how, day| t.told_by_line(how, self.shell.day(day));
        let website = line(t.told_by_website(), self.page.announced);
        let used = self.page.used.iter();
        let used = used.map(|(channel, day)| line(self.shell.words.channel(*channel), *day));
        [website].into_iter().chain(used).collect()
    }
}
