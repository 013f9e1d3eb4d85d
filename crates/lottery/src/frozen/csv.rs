//! Lines of comma-separated values, written in one way only.

/// One line with its end. What holds a comma, a quotation mark or an end of line is put in quotation marks.
pub(super) fn line<'t>(cells: impl IntoIterator<Item = &'t str>) -> String {
    let mut line = String::new();
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            line.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            line.push('"');
            line.push_str(&cell.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(cell);
        }
    }
    line.push('\n');
    line
}

/// The rows of a public file below its headings, which hold no quotation marks. An error says which line is not as
/// [`super::freeze`] writes it.
pub(super) fn rows<'t, const N: usize>(
    file: &str,
    text: &'t str,
    headings: &str,
) -> Result<Vec<[&'t str; N]>, String> {
    let mut lines = text.lines();
    if lines.next() != Some(headings) || !text.ends_with('\n') {
        return Err(format!(
            "{file} does not begin with the headings {headings}, or does not end with an end of line"
        ));
    }
    let read = |(number, line): (usize, &'t str)| {
        let cells: Vec<&str> = line.split(',').collect();
        cells
            .try_into()
            .map_err(|_| format!("{file}, line {number}: there should be {N} values"))
    };
    (2..).zip(lines).map(read).collect()
}
