//! Answers: the words and documents that say of a charter's own fact that it is so, or is not.
//!
//! Both lists are closed: words that are in neither are asked about, since no evidence is never a
//! pass.

/// What says yes; with `not` before it, no.
const YES: [&str; 23] = [
    "yes",
    "y",
    "true",
    "x",
    "✓",
    "✔",
    "done",
    "signed",
    "signed off",
    "signed by both",
    "signed by both sides",
    "countersigned",
    "agreed",
    "agreed by both",
    "agreed by both sides",
    "sent",
    "shared",
    "published",
    "received",
    "in place",
    "complete",
    "completed",
    "finished",
];

/// What says no.
const NO: [&str; 18] = [
    "no",
    "n",
    "false",
    "✗",
    "✘",
    "never",
    "nothing",
    "unsigned",
    "refused",
    "declined",
    "rejected",
    "disagreed",
    "unpublished",
    "withheld",
    "withdrawn",
    "missing",
    "incomplete",
    "unfinished",
];

/// The endings of files that people keep agreements in.
const ENDINGS: [&str; 27] = [
    "pdf", "doc", "docx", "docm", "odt", "rtf", "txt", "md", "pages", "xls", "xlsx", "ods", "csv",
    "ppt", "pptx", "odp", "html", "htm", "eml", "msg", "zip", "png", "jpg", "jpeg", "heic", "tif",
    "tiff",
];

/// Words in the name of a document that is there and says that nothing is agreed.
const UNDONE: [&str; 14] = [
    "not",
    "unsigned",
    "draft",
    "drafts",
    "refused",
    "refusal",
    "rejected",
    "declined",
    "disputed",
    "awaiting",
    "pending",
    "missing",
    "template",
    "withdrawn",
];

/// Yes or no, where words plainly say one of them.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let said = words.join(" ");
    let said = said.trim_end_matches(['.', '!']);
    if YES.contains(&said) {
        return Some(true);
    }
    let is_no = NO.contains(&said)
        || said
            .strip_prefix("not ")
            .is_some_and(|of| YES.contains(&of));
    is_no.then_some(false)
}

/// Whether a text is a link or the name of a file, and nothing else.
pub(crate) fn is_document(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_link = lower.starts_with("www.") || lower.contains("://");
    let is_one = !lower.contains(char::is_whitespace);
    let is_file = lower
        .rsplit_once('.')
        .is_some_and(|(name, ending)| !name.trim().is_empty() && ENDINGS.contains(&ending));
    let is_undone = lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| UNDONE.contains(&word));
    let is_named = if is_link { is_one } else { is_file };
    is_named && !is_undone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_yes_or_no_only_where_they_are_known_to() {
        for (text, expected) in [
            ("Signed", Some(true)),
            ("signed  by both sides.", Some(true)),
            ("In place", Some(true)),
            ("not in place", Some(false)),
            ("Not signed", Some(false)),
            ("UNSIGNED", Some(false)),
            ("signed by the council, refused by the forum", None),
            ("nearly done", None),
            ("", None),
        ] {
            assert_eq!(yes_or_no(text), expected, "{text}");
        }
    }

    #[test]
    fn a_document_is_a_link_or_a_file_name_and_nothing_else() {
        for (text, expected) in [
            ("https://example.org/2021/06/brief", true),
            ("www.example.org/brief", true),
            ("2021-06-09 brief v2.PDF", true),
            ("brief.docx", true),
            ("refused, see https://example.org/letter", false),
            ("see https://example.org/letter.pdf", false),
            ("they will sign it soon.maybe", false),
            ("unsigned brief.pdf", false),
            ("https://example.org/draft/brief.pdf", false),
            (".pdf", false),
            ("6.30pm", false),
        ] {
            assert_eq!(is_document(text), expected, "{text}");
        }
    }
}
