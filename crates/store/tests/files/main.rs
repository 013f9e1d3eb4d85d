//! Uploaded files are what they were, or they are not given out.

use std::path::{Path, PathBuf};

use alongside_store::files::{Digest, FileError, Files};
use alongside_testkit::Outcome;
use bytes::Bytes;
use tempfile::TempDir;

const LIMIT: usize = 1000;
/// `printf minutes | sha256sum`
const MINUTES: &str = "90e63d85fa1ab2c8ed65222f3ebd794b1e524b4b7cf84bec451542d0451b2985";

fn files() -> Result<(TempDir, Files), Box<dyn std::error::Error>> {
    let folder = TempDir::new()?;
    let files = Files::in_folder(&folder.path().join("files"), LIMIT)?;
    Ok((folder, files))
}

fn place(folder: &Path) -> PathBuf {
    let [first, second] = [&MINUTES[..2], &MINUTES[2..4]];
    folder.join("files").join(first).join(second).join(MINUTES)
}

#[tokio::test]
async fn a_file_is_found_under_the_sum_of_its_bytes() -> Outcome {
    let (folder, files) = files()?;
    let digest = files.put(Bytes::from_static(b"minutes")).await?;
    assert_eq!(digest.to_string(), MINUTES);
    assert_eq!(Digest::parse(MINUTES), Some(digest));
    assert_eq!(files.get(digest).await?, "minutes");
    assert!(place(folder.path()).is_file());
    Ok(())
}

#[cfg(unix)]
#[test]
fn only_their_owner_may_look_into_the_folder_of_files() -> Outcome {
    use std::os::unix::fs::PermissionsExt;

    let (folder, _files) = files()?;
    let mode = folder.path().join("files").metadata()?.permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    Ok(())
}

#[tokio::test]
async fn the_same_file_is_kept_once() -> Outcome {
    let (folder, files) = files()?;
    let first = files.put(Bytes::from_static(b"minutes")).await?;
    let written = place(folder.path()).metadata()?.modified()?;
    assert_eq!(files.put(Bytes::from_static(b"minutes")).await?, first);
    assert_eq!(place(folder.path()).metadata()?.modified()?, written);
    Ok(())
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_and_one_at_it_is_not() -> Outcome {
    let (_folder, files) = files()?;
    let refused = files.put(Bytes::from(vec![7; LIMIT + 1])).await;
    assert!(matches!(
        refused,
        Err(FileError::TooLarge {
            found: 1001,
            limit: LIMIT
        })
    ));
    let digest = files.put(Bytes::from(vec![7; LIMIT])).await?;
    assert_eq!(files.get(digest).await?.len(), LIMIT);
    Ok(())
}

#[tokio::test]
async fn a_file_that_was_changed_on_the_disk_is_not_given_out() -> Outcome {
    let (folder, files) = files()?;
    let digest = files.put(Bytes::from_static(b"minutes")).await?;
    for changed in ["Minutes", "", "minutes and more", &"x".repeat(LIMIT + 1)] {
        std::fs::write(place(folder.path()), changed)?;
        let given = files.get(digest).await;
        assert!(
            matches!(given, Err(FileError::Damaged(found)) if found == digest),
            "{changed}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_damaged_file_is_mended_by_putting_it_again() -> Outcome {
    let (folder, files) = files()?;
    let digest = files.put(Bytes::from_static(b"minutes")).await?;
    std::fs::write(place(folder.path()), "Minutes")?;
    files.put(Bytes::from_static(b"minutes")).await?;
    assert_eq!(files.get(digest).await?, "minutes");
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_not_there_is_missing_and_may_be_removed() -> Outcome {
    let (_folder, files) = files()?;
    let digest = files.put(Bytes::from_static(b"minutes")).await?;
    files.remove(digest).await?;
    files.remove(digest).await?;
    assert!(matches!(files.get(digest).await, Err(FileError::Missing(found)) if found == digest));
    Ok(())
}

#[test]
fn a_name_is_sixty_four_digits_in_lower_case_and_nothing_else() {
    assert!(Digest::parse(MINUTES).is_some());
    let short = &MINUTES[1..];
    let escape = format!("../{}", &MINUTES[3..]);
    let letters = "é".repeat(32);
    for name in ["", short, &MINUTES.to_uppercase(), &escape, &letters] {
        assert_eq!(Digest::parse(name), None, "{name}");
    }
}
