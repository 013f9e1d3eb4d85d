//! Uploaded files are what they were, or they are not given out.

mod server;

use std::path::PathBuf;

use alongside_store::files::{Bucket, Digest, FileError, Files, Written};
use alongside_testkit::Outcome;
use bytes::Bytes;
use server::{BUCKET, KEY, Kind, SECRET, Server};
use tempfile::TempDir;

const LIMIT: usize = 1000;
/// `printf minutes | sha256sum`
const MINUTES: &str = "90e63d85fa1ab2c8ed65222f3ebd794b1e524b4b7cf84bec451542d0451b2985";

/// Where a test keeps files, and where they then lie on the disk.
struct Place {
    files: Files,
    root: PathBuf,
    server: Option<Server>,
    _folder: TempDir,
}

impl Place {
    fn folder() -> Result<Self, Box<dyn std::error::Error>> {
        let folder = TempDir::new()?;
        let root = folder.path().join("files");
        Ok(Self {
            files: Files::in_folder(&root, LIMIT)?,
            root,
            server: None,
            _folder: folder,
        })
    }

    async fn bucket(kind: Kind) -> Result<Self, Box<dyn std::error::Error>> {
        let folder = TempDir::new()?;
        let server = Server::start(folder.path(), kind).await?;
        let pem = (kind == Kind::Tls).then_some(server.certificate.as_slice());
        let written = Written {
            trusted_certificates: pem,
            ..right(&server)
        };
        Ok(Self {
            files: opened(&written)?,
            root: folder.path().join(BUCKET).join("kept/here"),
            server: Some(server),
            _folder: folder,
        })
    }

    fn minutes(&self) -> PathBuf {
        let [first, second] = [&MINUTES[..2], &MINUTES[2..4]];
        self.root.join(first).join(second).join(MINUTES)
    }
}

/// The way into the server's bucket.
fn right(server: &Server) -> Written<'_> {
    Written {
        place: "s3://uploads/kept/here",
        endpoint: Some(&server.endpoint),
        key: Some(KEY),
        secret: Some(SECRET),
        ..Written::default()
    }
}

fn opened(written: &Written<'_>) -> Result<Files, Box<dyn std::error::Error>> {
    let bucket = Bucket::read(written).map_err(|wrong| format!("{wrong:?}"))?;
    Ok(Files::in_bucket(&bucket, LIMIT)?)
}

/// Runs each rule on a folder and on a bucket.
macro_rules! in_both {
    ($($rule:ident),+ $(,)?) => {
        mod folder {
            use super::Place;
            $(#[tokio::test] async fn $rule() -> super::Outcome {
                super::$rule(&Place::folder()?).await
            })+
        }
        mod bucket {
            use super::{Kind, Place};
            $(#[tokio::test] async fn $rule() -> super::Outcome {
                super::$rule(&Place::bucket(Kind::Plain).await?).await
            })+
        }
    };
}

in_both!(
    a_file_is_found_under_the_sum_of_its_bytes,
    the_same_file_is_kept_once,
    a_file_over_the_limit_is_refused_and_one_at_it_is_not,
    an_empty_file_is_a_file,
    a_file_that_was_changed_on_the_disk_is_not_given_out,
    a_damaged_file_is_mended_by_putting_it_again,
    a_file_that_is_not_there_is_missing_and_may_be_removed,
    a_place_that_can_be_reached_says_so_again_and_again,
);

async fn a_file_is_found_under_the_sum_of_its_bytes(place: &Place) -> Outcome {
    let digest = place.files.put(Bytes::from_static(b"minutes")).await?;
    assert_eq!(digest.to_string(), MINUTES);
    assert_eq!(Digest::parse(MINUTES), Some(digest));
    assert_eq!(place.files.get(digest).await?, "minutes");
    assert!(place.minutes().is_file());
    Ok(())
}

#[cfg(unix)]
#[test]
fn only_their_owner_may_look_into_the_folder_of_files() -> Outcome {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::folder()?;
    let mode = place.root.metadata()?.permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    Ok(())
}

async fn the_same_file_is_kept_once(place: &Place) -> Outcome {
    let files = &place.files;
    let first = files.put(Bytes::from_static(b"minutes")).await?;
    let written = place.minutes().metadata()?.modified()?;
    assert_eq!(files.put(Bytes::from_static(b"minutes")).await?, first);
    assert_eq!(place.minutes().metadata()?.modified()?, written);
    Ok(())
}

async fn a_file_over_the_limit_is_refused_and_one_at_it_is_not(place: &Place) -> Outcome {
    let files = &place.files;
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

async fn a_file_that_was_changed_on_the_disk_is_not_given_out(place: &Place) -> Outcome {
    let files = &place.files;
    let digest = files.put(Bytes::from_static(b"minutes")).await?;
    for changed in ["Minutes", "", "minutes and more", &"x".repeat(LIMIT + 1)] {
        std::fs::write(place.minutes(), changed)?;
        let given = files.get(digest).await;
        assert!(
            matches!(given, Err(FileError::Damaged(found)) if found == digest),
            "{changed}"
        );
    }
    Ok(())
}

async fn a_damaged_file_is_mended_by_putting_it_again(place: &Place) -> Outcome {
    let files = &place.files;
    let digest = files.put(Bytes::from_static(b"minutes")).await?;
    std::fs::write(place.minutes(), "Minutes")?;
    files.put(Bytes::from_static(b"minutes")).await?;
    assert_eq!(files.get(digest).await?, "minutes");
    Ok(())
}

async fn a_file_that_is_not_there_is_missing_and_may_be_removed(place: &Place) -> Outcome {
    let files = &place.files;
    let digest = files.put(Bytes::from_static(b"minutes")).await?;
    files.remove(digest).await?;
    files.remove(digest).await?;
    assert!(matches!(files.get(digest).await, Err(FileError::Missing(found)) if found == digest));
    Ok(())
}

async fn an_empty_file_is_a_file(place: &Place) -> Outcome {
    let digest = place.files.put(Bytes::new()).await?;
    assert_eq!(place.files.get(digest).await?, "");
    Ok(())
}

async fn a_place_that_can_be_reached_says_so_again_and_again(place: &Place) -> Outcome {
    place.files.reach().await?;
    place.files.reach().await?;
    Ok(())
}

#[tokio::test]
async fn where_a_server_knows_no_conditions_files_are_kept_all_the_same() -> Outcome {
    let place = Place::bucket(Kind::WithoutConditions).await?;
    a_file_is_found_under_the_sum_of_its_bytes(&place).await?;
    a_damaged_file_is_mended_by_putting_it_again(&place).await?;
    a_file_that_is_not_there_is_missing_and_may_be_removed(&place).await?;
    place.files.reach().await?;
    Ok(())
}

#[tokio::test]
async fn under_tls_only_a_server_that_is_vouched_for_is_spoken_to() -> Outcome {
    let place = Place::bucket(Kind::Tls).await?;
    a_file_is_found_under_the_sum_of_its_bytes(&place).await?;
    let server = place.server.as_ref().ok_or("a bucket has a server")?;
    let said = refused(&right(server)).await?;
    assert!(said.contains("certificate"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_bucket_that_cannot_be_used_says_why_in_one_line_and_tells_no_secret() -> Outcome {
    let place = Place::bucket(Kind::Plain).await?;
    let right = right(place.server.as_ref().ok_or("a bucket has a server")?);
    let nobody = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        format!("http://{}", listener.local_addr()?)
    };
    let cases = [
        (
            Written {
                secret: Some("wrong/sesame+1"),
                ..right
            },
            "403 SignatureDoesNotMatch",
        ),
        (
            Written {
                key: Some("NOBODYSKEY"),
                ..right
            },
            "answered 403",
        ),
        (
            Written {
                place: "s3://elsewhere",
                ..right
            },
            "404 NoSuchBucket",
        ),
        (
            Written {
                endpoint: Some(&nobody),
                ..right
            },
            "could not be spoken to",
        ),
    ];
    for (written, why) in cases {
        let said = refused(&written).await?;
        assert!(said.contains(why), "{said}");
        assert!(!said.contains('\n'), "{said}");
    }
    Ok(())
}

/// Why nothing can be kept there: the cause alone.
async fn refused(written: &Written<'_>) -> Result<String, Box<dyn std::error::Error>> {
    let files = opened(written)?;
    let Err(error) = files.reach().await else {
        return Err("it was reached".into());
    };
    let put = files.put(Bytes::from_static(b"minutes")).await;
    assert!(matches!(put, Err(FileError::Store(_))), "{put:?}");
    let shown = format!("{error:?} {put:?} {files:?}");
    assert!(!shown.contains("sesame"), "{shown}");
    let FileError::Store(cause) = error else {
        return Err(error.into());
    };
    Ok(cause.to_string())
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
