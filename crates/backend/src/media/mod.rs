//! Stored pictures, videos and files, and who may fetch them: the object store, short-lived signed grants, ranges, captions.

mod access;
mod download;
mod grant;
mod names;
mod range;
mod sql;
mod store;
mod vtt;

pub use access::{MediaFile, authorise};
pub use download::{Conditions, Opening, Part, open};
pub use grant::{GRANT_SECONDS, Subject, grant};
pub use names::{FileName, content_disposition, download_key};
pub use store::{MediaStore, StoredFile, drop_files};
pub use vtt::{Cue, find_captions, list_captions, render_vtt};
