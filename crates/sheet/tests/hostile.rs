//! Files made to do harm: nothing panics, and little makes no more than so much.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use std::io::{Cursor, Write as _};

use alongside_charter::Name;
use alongside_sheet::{Problem, Reading, Sheet, read};
use jiff::civil::date;
use jiff::tz::TimeZone;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

fn read_any(file: &str, bytes: &[u8]) -> Result<Sheet, Vec<Problem>> {
    let zone = TimeZone::get("Europe/London").unwrap();
    let names = [Name::new("brief").unwrap()];
    read(
        file,
        bytes,
        &Reading {
            zone: &zone,
            names: &names,
            standards: &[],
            until: date(2022, 1, 1),
        },
    )
}

fn refused(file: &str, bytes: &[u8]) -> String {
    read_any(file, bytes).unwrap_err()[0].to_string()
}

/// What bytes spell when each stands for a word.
fn spelt(bytes: &[u8], words: &[&str]) -> String {
    bytes
        .iter()
        .map(|byte| words[usize::from(*byte) % words.len()])
        .collect()
}

fn zipped(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(
            *name,
            SimpleFileOptions::default().compression_method(method),
        )
        .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const ODS_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet>\
         </office:body></office:document-content>"
    );
    let parts = [
        ("mimetype", ODS_TYPE),
        ("META-INF/manifest.xml", b"<manifest:manifest/>".as_slice()),
        ("content.xml", content.as_bytes()),
    ];
    zipped(&parts, CompressionMethod::Deflated)
}

fn xlsx(sheet: &str, shared: &str, method: CompressionMethod) -> Vec<u8> {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="H" sheetId="2" state="hidden" r:id="r2"/><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="t/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let hidden =
        r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;
    let shared = format!("<sst>{shared}</sst>");
    let package = r#"<Relationships><Relationship Type="t/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let parts = [
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/sheet2.xml", hidden.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
    ];
    zipped(&parts, method)
}

fn stored(sheet: &str) -> Vec<u8> {
    xlsx(sheet, "<si><t>title</t></si>", CompressionMethod::Stored)
}

#[test]
fn the_workbooks_made_here_are_read() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Panel</t></is></c></row>"#;
    assert_eq!(
        read_any("a.xlsx", &stored(rows)).unwrap().subjects[0].title,
        "Panel"
    );
    let cell = |text| {
        format!(
            r#"<table:table-row><table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row>"#
        )
    };
    let table = format!(
        r#"<table:table table:name="S">{}{}</table:table>"#,
        cell("title"),
        cell("Panel")
    );
    assert_eq!(
        read_any("a.ods", &ods(&table)).unwrap().subjects[0].title,
        "Panel"
    );
}

#[test]
fn no_bytes_make_it_panic() {
    bolero::check!().for_each(|bytes: &[u8]| {
        drop(read_any("a.csv", bytes));
        drop(read_any("a", &[b"PK\x03\x04", bytes].concat()));
    });
}

#[test]
fn no_csv_makes_it_panic() {
    const WORDS: [&str; 24] = [
        "\n",
        ",",
        "\"",
        "\r\n",
        ";",
        "\t",
        "kind",
        "title",
        "announced",
        "starts",
        "ends",
        "ways",
        "brief",
        "claim:x",
        "2021-06-09",
        "31/04/2021",
        "9 June",
        "6pm",
        "yes",
        "-",
        "é",
        "44356",
        "id",
        " ",
    ];
    bolero::check!().for_each(|bytes: &[u8]| {
        drop(read_any(
            "a.csv",
            format!("title,announced,starts,brief\n{}", spelt(bytes, &WORDS)).as_bytes(),
        ));
        drop(read_any("a.csv", spelt(bytes, &WORDS).as_bytes()));
    });
}

#[test]
fn no_json_makes_it_panic() {
    const WORDS: [&str; 20] = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"announced\"",
        "\"title\"",
        "\"brief\"",
        "\"2021-06-09\"",
        "1e308",
        "-0",
        "44356.5",
        "true",
        "null",
        "\"\\ud800\"",
        "\"x\"",
        "\"\"",
        "\"id\"",
        " ",
    ];
    bolero::check!().for_each(|bytes: &[u8]| {
        drop(read_any(
            "a.json",
            format!("[{}", spelt(bytes, &WORDS)).as_bytes(),
        ));
        drop(read_any(
            "a.json",
            &[b"[{\"title\":", bytes, b"}]"].concat(),
        ));
    });
}

#[test]
fn no_calendar_makes_it_panic() {
    const WORDS: [&str; 32] = [
        "\n",
        "\nDTSTART:20210614T183000Z\n",
        "\nDTSTART;VALUE=DATE:20210614\n",
        "\nDTEND:20210614T193000Z\n",
        "\nDURATION:",
        "P1D",
        "PT99999999H",
        "-P1W",
        "\nRRULE:FREQ=",
        "DAILY",
        "WEEKLY",
        "YEARLY",
        ";COUNT=5",
        ";UNTIL=21990101",
        ";INTERVAL=65535",
        ";BYDAY=5MO,-1SU",
        ";BYMONTHDAY=-31",
        ";BYSETPOS=-1",
        ";BYWEEKNO=53",
        "\nEXDATE:20210615T183000Z\n",
        "\nRDATE:20210101T000000Z,19000101\n",
        "\nRECURRENCE-ID:20210615T183000Z\n",
        "\nUID:a\n",
        "\nSEQUENCE:9\n",
        "\nSTATUS:CANCELLED\n",
        "\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\n",
        "\nORGANIZER;CN=\"a@b\":x\n",
        ";TZID=Europe/London",
        ":",
        "\n ",
        "21991231T235959",
        "\nDTSTAMP:19000101T000000Z\n",
    ];
    bolero::check!().for_each(|bytes: &[u8]| {
        let events = spelt(bytes, &WORDS);
        let whole = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20210614T183000Z{events}\nEND:VEVENT\nEND:VCALENDAR\n");
        drop(read_any("a.ics", whole.as_bytes()));
        drop(read_any("a.ics", &[b"BEGIN:VCALENDAR\n", bytes].concat()));
    });
}

#[test]
fn no_workbook_makes_it_panic() {
    const CELLS: [&str; 24] = [
        "<row>",
        "</row>",
        "<row r=\"2\">",
        "<row r=\"4294967296\">",
        "<c>",
        "</c>",
        "<c r=\"A2\">",
        "<c r=\"ZZZZZZZZ9\">",
        "<c r=\"A99999999999\">",
        "<c t=\"s\">",
        "<c t=\"b\">",
        "<c t=\"d\">",
        "<c t=\"e\">",
        "<c t=\"inlineStr\">",
        "<v>",
        "</v>",
        "0",
        "-1e300",
        "#REF!",
        "<is><t>title</t></is>",
        "<f>",
        "</f>",
        "NaN",
        "2021-06-09",
    ];
    const ODS_CELLS: [&str; 20] = [
        "<table:table-row>",
        "</table:table-row>",
        "<table:table-row table:number-rows-repeated=\"3\">",
        "<table:table-cell/>",
        "<table:table-cell table:number-columns-repeated=\"3\" office:value=\"1\"/>",
        "<table:table-cell office:value-type=\"string\">",
        "</table:table-cell>",
        "<text:p>",
        "</text:p>",
        "title",
        "<text:s text:c=\"3\"/>",
        "<table:covered-table-cell/>",
        "<table:table-cell office:date-value=\"2021-06-09\"/>",
        "<table:table-cell office:date-value=\"x\"/>",
        "<table:table-cell office:time-value=\"PT1H\"/>",
        "</table:table>",
        "<table:table table:name=\"T\">",
        "&#0;",
        "<",
        "\"",
    ];
    std::panic::set_hook(Box::new(|_| {}));
    bolero::check!().for_each(|bytes: &[u8]| {
        let head = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
        drop(read_any(
            "a.xlsx",
            &stored(&format!("{head}{}", spelt(bytes, &CELLS))),
        ));
        let table = format!(
            "<table:table table:name=\"S\">{}</table:table>",
            spelt(bytes, &ODS_CELLS)
        );
        drop(read_any("a.ods", &ods(&table)));
        drop(read_any("a.ods", &ods(&String::from_utf8_lossy(bytes))));
    });
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let content = vec![b' '; 1_234_567];
    let bomb = zipped(
        &[("xl/workbook.xml", &content)],
        CompressionMethod::Deflated,
    );
    let size = u32::try_from(content.len()).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4)
        .filter(|at| bomb[*at..*at + 4] == size)
        .collect();
    assert_eq!(
        places.len(),
        2,
        "the size stands before the part and in the list of parts"
    );
    let declaring = |size: u32| {
        let mut bomb = bomb.clone();
        for at in &places {
            bomb[*at..*at + 4].copy_from_slice(&size.to_le_bytes());
        }
        bomb
    };
    let told = refused("a.xlsx", &declaring(257 << 20));
    assert!(
        told.contains("unpacks to more than can be taken in"),
        "{told}"
    );
    // One that declares to be smaller than it is unpacks to no more than it declares.
    let told = refused("a.xlsx", &declaring(100));
    assert!(told.contains("the workbook is damaged"), "{told}");
}

#[test]
fn a_long_name_that_many_formats_share_is_refused() {
    let font = format!("<font><name val=\"{}\"/></font>", "x".repeat(100_000));
    let styles = format!(
        "<styleSheet><fonts>{font}</fonts><cellXfs>{}</cellXfs></styleSheet>",
        "<xf fontId=\"0\"/>".repeat(5_000)
    );
    let bytes = zipped(
        &[("xl/styles.xml", styles.as_bytes())],
        CompressionMethod::Deflated,
    );
    assert!(refused("a.xlsx", &bytes).contains("unpacks to more than can be taken in"));
}

#[test]
fn a_table_of_ods_that_never_ends_is_refused() {
    let told = refused(
        "a.ods",
        &ods(r#"<table:table table:name="S"><table:table-row>"#),
    );
    assert!(told.contains("damaged"), "{told}");
}

#[test]
fn repeated_cells_of_ods_that_come_to_too_much_are_refused() {
    let cell = |attributes: &str, inside: &str| {
        format!(
            r#"<table:table-cell {attributes} office:value-type="string">{inside}</table:table-cell>"#
        )
    };
    let row = |attributes: &str, cells: &str| {
        format!("<table:table-row {attributes}>{cells}</table:table-row>")
    };
    let table = |rows: &str| format!(r#"<table:table table:name="S">{rows}</table:table>"#);
    let wide = row(
        "",
        &cell(
            r#"table:number-columns-repeated="16384""#,
            "<text:p>x</text:p>",
        ),
    );
    let far = row(
        "",
        "<table:table-cell table:number-columns-repeated='16383'/>",
    );
    let far = far.replace(
        "</table:table-row>",
        &format!("{}</table:table-row>", cell("", "x")),
    );
    let long = "x".repeat(100_000);
    for tables in [
        table(&wide.repeat(300)),
        table(&far.repeat(300)),
        table(&row(
            r#"table:number-rows-repeated="1000000""#,
            &cell("", "x").repeat(10),
        )),
        table(
            &(row(
                r#"table:number-rows-repeated="1048570""#,
                "<table:table-cell/>",
            ) + &wide),
        ),
        table(&wide.replace(">x<", &format!(">{long}<"))),
        table(&row(
            "",
            &cell("", r#"<text:p>x<text:s text:c="4000000000"/></text:p>"#),
        )),
        table(&row(
            "",
            &cell("", r#"<text:s text:c="1000000"/>"#).repeat(300),
        )),
        table(&row(
            r#"table:number-rows-repeated="1000000""#,
            &cell("", "x"),
        ))
        .repeat(5),
    ] {
        let told = refused("a.ods", &ods(&tables));
        assert!(
            told.contains("unpacks to more than can be taken in"),
            "{told}"
        );
    }
}

#[test]
fn one_long_text_named_in_many_cells_is_not_kept_as_often() {
    let shared = format!(
        "<si><t>title</t></si><si><t>{}</t></si>",
        "x".repeat(10_000)
    );
    let rows: Vec<String> = (2..40_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>1</v></c></row>"#))
        .collect();
    let rows = rows.concat();
    let rows = format!(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>{rows}"#);
    let told = refused("a.xlsx", &xlsx(&rows, &shared, CompressionMethod::Deflated));
    assert!(told.contains("more text than can be taken in"), "{told}");
}

#[test]
fn more_columns_rows_or_bytes_than_anybody_has_are_refused() {
    let columns = (0..600)
        .map(|n| format!("c{n}"))
        .collect::<Vec<_>>()
        .join(",");
    let told = refused("a.csv", format!("title,{columns}\nx\n").as_bytes());
    assert!(told.contains("more than 500 columns"), "{told}");
    let told = refused(
        "a.csv",
        format!("title\n{}", "x\n".repeat(1_000_001)).as_bytes(),
    );
    assert!(
        told.contains("row 1000002: there are more than 1000000 rows"),
        "{told}"
    );
    let told = refused("a.csv", &vec![b'x'; (64 << 20) + 1]);
    assert!(told.contains("larger than 64 MB"), "{told}");
    let told = refused(
        "a.xlsx",
        &stored(r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="XFD1" t="str"><v>x</v></c></row>"#),
    );
    assert!(told.contains("more than 500 columns"), "{told}");
}

#[test]
fn calendars_that_nest_or_repeat_without_end_are_refused() {
    let nested = format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\n".repeat(1_000_000));
    assert!(refused("a.ics", nested.as_bytes()).contains("more deeply than in any calendar"));
    let event = "BEGIN:VEVENT\nUID:a\nDTSTART:19000101\nRRULE:FREQ=DAILY;COUNT=1000\nEND:VEVENT\n";
    let many: String = (0..400)
        .map(|n| event.replace(":a", &format!(":{n}")))
        .collect();
    let told = refused(
        "a.ics",
        format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR\n").as_bytes(),
    );
    assert!(told.contains("more events than can be taken in"), "{told}");
    let never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30";
    let event = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20210101\n{never}\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    assert_eq!(
        read_any("a.ics", event.as_bytes()).unwrap().subjects.len(),
        1
    );
}
