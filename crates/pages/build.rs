//! Turns the words in `locales/` and `locales-desk/` into typed functions: a missing word or argument fails the build.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script where to write in no other way"
)]
fn main() -> ExitCode {
    let Some(out) = env::var_os("OUT_DIR") else {
        return ExitCode::FAILURE;
    };
    // What everyone reads, in every language; what staff read, in English.
    for (locales, written) in [("locales", "l10n"), ("locales-desk", "l10n_desk")] {
        let locales = format!("../../{locales}");
        println!("cargo::rerun-if-changed={locales}");
        let out = |ending: &str| {
            let name = format!("{written}.{ending}");
            Path::new(&out).join(name).display().to_string()
        };
        let options = BuildOptions::default()
            .with_locales_folder(&locales)
            .with_output_file_path(&out("rs"))
            .with_ftl_output(FtlOutputOptions::single_file(&out("bin")))
            .with_prefix("")
            .with_lint_level(LintLevel::Strict)
            .without_bidi_isolation()
            .without_format();
        let built = build_from_locales_folder(options);
        if built != ExitCode::SUCCESS {
            return built;
        }
    }
    ExitCode::SUCCESS
}
