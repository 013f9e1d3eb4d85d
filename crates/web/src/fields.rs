//! What was sent in: the fields of a form or of a question, and the file of a form that has one.

use alongside_pages::links::Query;
use axum::body::Body;
use axum::http::{HeaderMap, header};
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::failure::Failure;
use crate::route::Takes;

/// Names and values in the order in which they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// As browsers write forms and questions.
    pub(crate) fn parse(written: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(written);
        Self(
            pairs
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }

    /// The first value of each of these names, in the order of the names.
    pub(crate) fn only(self, names: &[&str]) -> Self {
        let first = |name: &&str| {
            let value = self.get(name);
            (!value.is_empty()).then(|| ((*name).to_owned(), value.to_owned()))
        };
        Self(names.iter().filter_map(first).collect())
    }

    /// As a question of an address, written in one way.
    pub(crate) fn question(&self) -> Query {
        let fields = self.0.iter();
        fields.fold(Query::new(), |query, (name, value)| query.and(name, value))
    }

    /// The first value of this name, or an empty text.
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map_or("", |(_, value)| value)
    }

    /// Every value of this name, in the order in which they were written.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let found = self.0.iter().filter(move |(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A file that was sent in. Its name and kind are what the sender says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

/// What was sent in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sent {
    Nothing,
    Fields(Fields, Vec<Upload>),
    Json(Bytes),
}

/// A form of text alone is no larger, in bytes.
const LARGEST_FORM: usize = 64 * 1024;

/// Reads what was sent in, up to a limit.
pub(crate) async fn read(
    takes: Takes,
    largest_file: usize,
    headers: &HeaderMap,
    body: Body,
) -> Result<Sent, Failure> {
    let content_type = headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|kind| kind.to_str().ok());
    let kind = content_type.unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    match takes {
        Takes::Nothing => Ok(Sent::Nothing),
        Takes::Form | Takes::OneClick if essence == "application/x-www-form-urlencoded" => {
            let bytes = whole(body, LARGEST_FORM).await?;
            Ok(Sent::Fields(Fields::parse(&bytes), Vec::new()))
        }
        Takes::Json if essence == "application/json" => {
            Ok(Sent::Json(whole(body, LARGEST_FORM).await?))
        }
        Takes::Upload if essence == "multipart/form-data" => {
            let boundary = multer::parse_boundary(kind).map_err(|_| Failure::Unreadable)?;
            let bytes = whole(body, largest_file + LARGEST_FORM).await?;
            parts(boundary, bytes).await
        }
        Takes::OneClick if essence == "multipart/form-data" => {
            let boundary = multer::parse_boundary(kind).map_err(|_| Failure::Unreadable)?;
            parts(boundary, whole(body, LARGEST_FORM).await?).await
        }
        Takes::Form | Takes::Json | Takes::Upload | Takes::OneClick => Err(Failure::Unreadable),
    }
}

async fn whole(body: Body, limit: usize) -> Result<Bytes, Failure> {
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Failure::TooLarge { limit }),
        Err(_) => Err(Failure::Unreadable),
    }
}

/// The fields and files of a form.
async fn parts(boundary: String, bytes: Bytes) -> Result<Sent, Failure> {
    let body = in_one_piece(bytes);
    let mut form = multer::Multipart::new(body, boundary);
    let (mut fields, mut uploads) = (Vec::new(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(|_| Failure::Unreadable)? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| Failure::Unreadable)?;
        match name {
            Some(name) => uploads.push(Upload { field, name, bytes }),
            None => fields.push((field, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(Sent::Fields(Fields(fields), uploads))
}

/// The bytes as a body of one piece.
fn in_one_piece(bytes: Bytes) -> http_body_util::BodyDataStream<http_body_util::Full<Bytes>> {
    http_body_util::BodyDataStream::new(http_body_util::Full::new(bytes))
}
