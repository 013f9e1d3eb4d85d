//! Turns the words in `locales/` into typed functions: a missing word or argument fails the build.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script where to write in no other way"
)]
fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=../../locales");
    let Some(out) = env::var_os("OUT_DIR") else {
        return ExitCode::FAILURE;
    };
    let out = |name: &str| Path::new(&out).join(name).display().to_string();
    let options = BuildOptions::default()
        .with_locales_folder("../../locales")
        .with_output_file_path(&out("l10n.rs"))
        .with_ftl_output(FtlOutputOptions::single_file(&out("ftl.bin")))
        .with_prefix("")
        .with_lint_level(LintLevel::Strict)
        .without_bidi_isolation()
        .without_format();
    build_from_locales_folder(options)
}
