//! What a page says, as far as the test of the pseudo-language looks at it.

/// Names that are the same in every language.
const NAMES: [&str; 7] = [
    "Alongside",
    "Exampleshire",
    "English",
    "Türkçe",
    "العربية",
    "help@exampleshire.example",
    "7Q4-KM2",
];

/// The words of the page that no pseudo-translation marked: those with a plain vowel, outside what is
/// marked as English and what comes from the record.
pub(crate) fn plain_words(html: &str) -> Vec<String> {
    let body = html.split_once("</head>").unwrap().1;
    let mut said = String::new();
    // The elements that are open and not looked at.
    let mut closed: Option<(&str, usize)> = None;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        let is_closing = tag.starts_with('/');
        match &mut closed {
            Some((open, depth)) if name == *open => {
                *depth = if is_closing { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    closed = None;
                }
            }
            None if !is_closing && is_outside(tag, name) => closed = Some((name, 1)),
            _ => {}
        }
        if closed.is_none() {
            said.push_str(text);
            said.push('\n');
        }
    }
    let said = without_isolated(&said);
    said.split(|c: char| c.is_whitespace() || ".,:;·()“”?".contains(c))
        .filter(|word| word.contains(['a', 'e', 'i', 'o', 'u']) && !word.contains(is_figure))
        .map(|word| word.trim_matches(['.', ',']).to_owned())
        .filter(|word| !NAMES.iter().any(|name| name.contains(word.as_str())))
        .collect()
}

fn is_outside(tag: &str, name: &str) -> bool {
    name == "bdi"
        || name == "option"
        || name == "textarea"
        || tag.contains("lang=\"en\"")
        || tag.contains("rel=\"noreferrer\"")
}

fn without_isolated(text: &str) -> String {
    let mut kept = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

const fn is_figure(c: char) -> bool {
    c.is_ascii_digit()
}
