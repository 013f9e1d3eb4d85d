//! Names and titles, in quotation marks or bare.

/// A name as it stands in a line, without its quotation marks and without a comment behind it.
///
/// Marks inside a name may be doubled, escaped or left as they are: `"Roberta ""Bo"" Reed"`,
/// `"Roberta \"Bo\" Reed"`, `"Roberta "Bo" Reed"`. The name ends at the first mark that only a
/// comment or nothing follows.
pub(super) fn read(line: &str) -> Result<String, String> {
    let line = line.trim();
    let Some(quoted) = line.strip_prefix('"') else {
        return Ok(crate::ballots::one_line(bare(line)));
    };
    let mut name = String::new();
    let mut rest = quoted;
    while let Some(at) = rest.find(['"', '\\']) {
        name.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        match (&rest[at..=at], after.chars().next()) {
            ("\\", Some(escaped @ ('"' | '\\'))) => {
                name.push(escaped);
                rest = &after[1..];
            }
            ("\\", _) => {
                name.push('\\');
                rest = after;
            }
            (_, Some('"')) => {
                name.push('"');
                rest = &after[1..];
                // `"Roberta "Bo""`: the mark of the name and the one that ends it.
                if ends(rest) {
                    return Ok(crate::ballots::one_line(&name));
                }
            }
            _ if ends(after) => return Ok(crate::ballots::one_line(&name)),
            _ => {
                name.push('"');
                rest = after;
            }
        }
    }
    Err("the quotation mark before the name has none after it. Put one at the end.".to_owned())
}

/// Whether nothing follows but a comment.
fn ends(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// A bare name: a comment begins with a `#` that stands apart.
fn bare(line: &str) -> &str {
    let apart = |(at, _): &(usize, &str)| *at == 0 || line[..*at].ends_with([' ', '\t']);
    line.match_indices('#')
        .find(apart)
        .map_or(line, |(at, _)| &line[..at])
}

/// A name as it is written: in quotation marks, with those inside it escaped.
pub(super) fn write(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_way_that_programs_write_them() {
        let same = [
            r#""Roberta "Bo" Reed""#,
            r#""Roberta ""Bo"" Reed""#,
            r#"  "Roberta \"Bo\" Reed"  # withdrawn"#,
            r#"Roberta "Bo" Reed"#,
            r#"Roberta "Bo"  Reed # in the paper's "order""#,
        ];
        for line in same {
            assert_eq!(read(line).as_deref(), Ok(r#"Roberta "Bo" Reed"#), "{line}");
        }
        assert_eq!(read(r#""Reed, "Bo"""#).as_deref(), Ok(r#"Reed, "Bo""#));
        assert_eq!(read(r#""Flat #3" # the tenants"#).as_deref(), Ok("Flat #3"));
        assert_eq!(read("Flat#3").as_deref(), Ok("Flat#3"));
        assert_eq!(read(r#""""#).as_deref(), Ok(""));
        assert!(read(r#""Bo"#).is_err());
    }

    #[test]
    fn a_name_that_is_written_is_read_as_it_was() {
        for name in [
            r#"a"b"#,
            r"\",
            r#"\""#,
            r#"""#,
            "#",
            "a # b",
            r#"x" # "y"#,
            "O'Neil",
        ] {
            assert_eq!(read(&write(name)).as_deref(), Ok(name));
        }
    }
}
