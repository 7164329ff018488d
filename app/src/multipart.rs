//! Forms with files: fields as in every form, files up to a size each. What is longer is cut off and said to be too large.

use crate::{
    PageError,
    form::{Fields, MAX_FORM_BYTES},
};
use axum::{
    body::Bytes,
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
};
use backend::catalogue::applications::Upload;
use domain::{
    AppError,
    catalogue::sellers::{MAX_DOCUMENT_BYTES, MAX_PHOTO_BYTES},
};
use std::collections::BTreeMap;

/// The largest file that any field takes. Longer ones are read to their end and not kept.
const MAX_FILE_BYTES: usize = if MAX_DOCUMENT_BYTES > MAX_PHOTO_BYTES { MAX_DOCUMENT_BYTES } else { MAX_PHOTO_BYTES };
/// How many parts a form has at most.
const MAX_PARTS: usize = 100;

/// A submitted form with files.
#[derive(Debug, Default)]
pub struct FilledForm {
    pub fields: Fields,
    files: BTreeMap<String, Upload>,
}

impl FilledForm {
    /// The file of a field; a field that was left empty has none.
    pub fn take_file(&mut self, name: &str) -> Option<Upload> {
        self.files.remove(name)
    }
}

impl<S: Send + Sync> FromRequest<S> for FilledForm {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let mut parts = Multipart::from_request(request, state).await.map_err(|rejection| {
            tracing::debug!(error = %rejection, "form with files not read");
            PageError::from(AppError::NotAllowed)
        })?;
        let mut form = Self::default();
        let (mut text_bytes, mut count) = (0, 0);
        while let Some(part) = parts.next_field().await.map_err(refusal)? {
            count += 1;
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(file_name) = part.file_name().map(str::to_owned) {
                let upload = read_file(part, file_name).await?;
                // A browser sends an empty part for a field without a file.
                if !upload.file_name.is_empty() || !upload.bytes.is_empty() {
                    form.files.insert(name, upload);
                }
            } else {
                let bytes = read(part, MAX_FORM_BYTES).await?.ok_or_else(PageError::too_large)?;
                text_bytes += name.len() + bytes.len();
                form.fields.push(name, &String::from_utf8_lossy(&bytes));
            }
            if text_bytes > MAX_FORM_BYTES || count > MAX_PARTS {
                return Err(PageError::too_large());
            }
        }
        Ok(form)
    }
}

async fn read_file(part: Field<'_>, file_name: String) -> Result<Upload, PageError> {
    let bytes = read(part, MAX_FILE_BYTES).await?;
    let is_too_large = bytes.is_none();
    Ok(Upload { file_name, bytes: bytes.unwrap_or_default(), is_too_large })
}

/// Reads a part to its end; none when there is more of it than may be kept.
async fn read(mut part: Field<'_>, most: usize) -> Result<Option<Bytes>, PageError> {
    let (mut kept, mut is_too_large) = (Vec::new(), false);
    while let Some(chunk) = part.chunk().await.map_err(refusal)? {
        is_too_large = is_too_large || kept.len() + chunk.len() > most;
        if is_too_large {
            kept = Vec::new();
        } else {
            kept.extend_from_slice(&chunk);
        }
    }
    Ok((!is_too_large).then(|| Bytes::from(kept)))
}

fn refusal(error: MultipartError) -> PageError {
    tracing::debug!(error = %error, "form with files not read");
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { PageError::too_large() } else { PageError::from(AppError::NotAllowed) }
}
