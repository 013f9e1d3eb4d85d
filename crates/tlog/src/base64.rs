//! Base64 (RFC 4648 section 4) with one way to write each list of bytes.

use data_encoding::BASE64;

/// Reads base64 as [`encode`] writes it. `data_encoding` also takes base64 that was joined from several pieces, with `=`
/// between them, so that one signature could be written in many ways.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    let piece = text.trim_end_matches('=');
    (!piece.contains('=')).then_some(bytes)
}

/// Writes base64.
pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}
