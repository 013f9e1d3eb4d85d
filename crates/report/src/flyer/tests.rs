use lopdf::{Dictionary, Object};

use super::*;

fn sheet(title: &str, used: &str) -> Sheet {
    let address =
        "https://alongside.example/rivermead/meetings/0199a3f4-5b1e-7c3a-9d70-1f2e3d4c5b6a";
    Sheet {
        language: "tr".to_owned(),
        direction: Direction::LeftToRight,
        over: "\u{2068}Rivermead Council\u{2069} sizi davet ediyor".to_owned(),
        title: title.to_owned(),
        parts: vec![
            (
                "Ne zaman".to_owned(),
                vec!["12 Ocak 2027 Salı 18:00".to_owned()],
            ),
            (
                "Söyledikleriniz ne olacak".to_owned(),
                vec![used.to_owned()],
            ),
        ],
        more: "Her şey burada:".to_owned(),
        address: address.to_owned(),
        code: Code::of(address).unwrap(),
        code_says: "Telefonla okutulacak kod".to_owned(),
        questions: "Sorularınız mı var? help@rivermead.example".to_owned(),
    }
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

struct Read(lopdf::Document);

impl Read {
    fn of(sheet: &Sheet) -> Self {
        Self(lopdf::Document::load_mem(&flyer(sheet).unwrap()).unwrap())
    }

    /// Without spaces: the reader puts one wherever another font goes on in the middle of a word.
    fn text(&self) -> String {
        without_spaces(&self.0.extract_text(&[1]).unwrap())
    }

    fn page(&self) -> lopdf::ObjectId {
        self.0.get_pages()[&1]
    }

    fn under<'a>(&'a self, of: &'a Dictionary, key: &str) -> &'a Dictionary {
        let found = of.get(key.as_bytes()).unwrap();
        let (_, found) = self.0.dereference(found).unwrap();
        found.as_dict().unwrap()
    }

    /// What each part is, in the order in which it is read out.
    fn kinds(&self) -> Vec<String> {
        let root = self.under(self.0.catalog().unwrap(), "StructTreeRoot");
        let mut kinds = Vec::new();
        self.walk(&Object::Dictionary(root.clone()), &mut kinds);
        kinds
    }

    fn walk(&self, at: &Object, kinds: &mut Vec<String>) {
        let Ok((_, at)) = self.0.dereference(at) else {
            return;
        };
        match at {
            Object::Array(all) => all.iter().for_each(|one| self.walk(one, kinds)),
            Object::Dictionary(of) => {
                if let Ok(Object::Name(name)) = of.get(b"S") {
                    kinds.push(String::from_utf8_lossy(name).into_owned());
                }
                if let Ok(below) = of.get(b"K") {
                    self.walk(below, kinds);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn the_words_of_a_flyer_read_back_in_their_order() {
    let read = Read::of(&sheet(
        "Kısa molalar: gelecek yılın “etkinlikleri” – ğüşiöç",
        "Kurul karar verir",
    ));
    let text = read.text();
    let mut at = 0;
    for words in [
        "Rivermead Council sizi davet ediyor",
        "Kısa molalar: gelecek yılın “etkinlikleri” – ğüşiöç",
        "Ne zaman",
        "12 Ocak 2027 Salı 18:00",
        "Söyledikleriniz ne olacak",
        "Kurul karar verir",
        "Her şey burada:",
        "help@rivermead.example",
    ] {
        let found = text[at..].find(&without_spaces(words));
        at += found.unwrap_or_else(|| panic!("{words:?} is not in {text:?} after {at}"));
    }
    assert!(text.contains(
        "https://alongside.example/rivermead/meetings/0199a3f4-5b1e-7c3a-9d70-1f2e3d4c5b6a"
    ));
}

/// What a flyer says in Arabic, with a name, an address and a time that are written the other way.
fn arabic() -> Sheet {
    Sheet {
        language: "ar".to_owned(),
        direction: Direction::RightToLeft,
        over: "يدعوك \u{2068}Rivermead Council\u{2069}".to_owned(),
        parts: vec![(
            "متى".to_owned(),
            vec!["الثلاثاء 12 يناير 2027، 6:00 مساءً".to_owned()],
        )],
        more: "كل شيء هنا:".to_owned(),
        code_says: "رمز للمسح".to_owned(),
        questions: "أسئلة؟ help@rivermead.example".to_owned(),
        ..sheet("فترات الراحة القصيرة (للعائلات)", "")
    }
}

#[test]
fn an_arabic_flyer_is_read_out_as_it_is_written() {
    let read = Read::of(&arabic());
    let content = read.0.get_page_content(read.page());
    let content = lopdf::content::Content::decode(&content).unwrap();
    let said: Vec<String> = content
        .operations
        .iter()
        .filter(|operation| operation.operator == "BDC")
        .filter_map(|operation| operation.operands.get(1)?.as_dict().ok())
        // Of the parts that are read out, and not of single letters within them.
        .filter(|of| of.has(b"MCID"))
        .filter_map(|of| lopdf::decode_text_string(of.get(b"ActualText").ok()?).ok())
        .collect();
    assert_eq!(
        said[..4],
        [
            "يدعوك Rivermead Council",
            "فترات الراحة القصيرة (للعائلات)",
            "متى",
            "الثلاثاء 12 يناير 2027، 6:00 مساءً",
        ]
    );
    assert!(
        said.contains(&"أسئلة؟ help@rivermead.example".to_owned()),
        "{said:?}"
    );
}

#[test]
fn an_arabic_flyer_begins_on_the_right() {
    let room = (10.0, 110.0);
    let begins = |direction| (outside(direction, room, 30.0) * 10.0).round();
    assert_eq!(begins(Direction::LeftToRight).to_string(), "100");
    assert_eq!(begins(Direction::RightToLeft).to_string(), "800");
}

#[test]
fn a_flyer_is_one_page_of_a4_with_its_title_its_language_and_its_parts() {
    let read = Read::of(&sheet("Kısa molalar", "x"));
    assert_eq!(read.0.get_pages().len(), 1);
    let catalog = read.0.catalog().unwrap();
    let lang = catalog.get(b"Lang").unwrap().as_str().unwrap();
    assert!(String::from_utf8_lossy(lang).contains("tr"), "{lang:?}");
    assert_eq!(
        read.under(catalog, "MarkInfo").get(b"Marked").unwrap(),
        &Object::Boolean(true)
    );
    assert_eq!(
        read.under(catalog, "ViewerPreferences")
            .get(b"DisplayDocTitle")
            .unwrap(),
        &Object::Boolean(true)
    );
    let info = read.under(&read.0.trailer, "Info");
    let title = info.get(b"Title").unwrap();
    assert_eq!(lopdf::decode_text_string(title).unwrap(), "Kısa molalar");
    assert_eq!(
        read.kinds(),
        [
            "Document", "P", "H1", "H2", "P", "H2", "P", "Figure", "P", "P", "Link", "P"
        ]
    );
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let sheet = sheet("Kısa molalar", "x");
    assert_eq!(flyer(&sheet).unwrap(), flyer(&sheet).unwrap());
}

#[test]
fn long_words_are_set_smaller_and_stay_on_the_page() {
    let long = sheet(&"Kelime ".repeat(28), &"x".repeat(320));
    let read = Read::of(&long);
    assert_eq!(read.0.get_pages().len(), 1);
    assert!(read.text().contains("Herşeyburada:"));
    let longer = sheet("x", &"wort ".repeat(2_000));
    assert!(matches!(flyer(&longer), Err(Unwritable::TooLong)));
}

#[test]
fn letters_that_the_type_has_not_are_told_and_never_left_out() {
    for (title, letter) in [("সভা", 'স'), ("Party 🎉", '🎉'), ("中", '中')] {
        let found = flyer(&sheet(title, "x"));
        assert!(
            matches!(found, Err(Unwritable::Letter(of)) if of == letter),
            "{title}"
        );
    }
}
