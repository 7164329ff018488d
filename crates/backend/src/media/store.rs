//! The object store: a local folder or an S3-compatible bucket, behind one small face.

use super::access::AccessCache;
use crate::{Backend, Failure, Result};
use bytes::Bytes;
use domain::Thing;
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use object_store::{
    GetOptions, GetRange, GetResultPayload, ObjectMeta, ObjectStore, ObjectStoreExt, WriteMultipart, aws::AmazonS3Builder,
    local::LocalFileSystem, path::Path, prefix::PrefixStore,
};
use std::{io::SeekFrom, ops::Range, sync::Arc};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

/// How much of a file is in memory at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// What is known of a stored file before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    pub size_bytes: u64,
    /// A strong validator, in quotes.
    pub etag: String,
}

/// Where uploads and converted videos live. Cheap to clone.
#[derive(Debug, Clone)]
pub struct MediaStore {
    store: Arc<dyn ObjectStore>,
    pub(super) cache: Arc<AccessCache>,
}

impl MediaStore {
    /// Opens the store at an address: `file:///folder` (made when missing; without the third slash it lies below the working
    /// folder) or `s3://bucket/…`, with the keys in the usual `AWS_…` variables.
    pub fn from_url(address: &str) -> anyhow::Result<Self> {
        if let Some(folder) = address.strip_prefix("file://").filter(|folder| !folder.starts_with('/')) {
            return Self::in_folder(std::path::Path::new(folder));
        }
        let url = url::Url::parse(address)?;
        match url.scheme() {
            "file" => {
                let folder = url.to_file_path().map_err(|()| anyhow::anyhow!("{address} names no local folder"))?;
                Self::in_folder(&folder)
            }
            "s3" | "s3a" => {
                let bucket = AmazonS3Builder::from_env().with_url(address).build()?;
                Ok(match url.path().trim_matches('/') {
                    "" => Self::new(Arc::new(bucket)),
                    prefix => Self::new(Arc::new(PrefixStore::new(bucket, prefix))),
                })
            }
            other => anyhow::bail!("media cannot be kept at {other}://; use file:// or s3://"),
        }
    }

    fn in_folder(folder: &std::path::Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self::new(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Wraps a store that is already open.
    pub fn new(store: Arc<dyn ObjectStore>) -> Self {
        Self { store, cache: Arc::default() }
    }

    /// Stores a small file, replacing what was there.
    pub async fn put(&self, path: &str, bytes: Bytes) -> Result<()> {
        self.store.put(&parse(path)?, bytes.into()).await?;
        Ok(())
    }

    /// Stores a local file of any size, in parts.
    pub async fn put_file(&self, path: &str, source: &std::path::Path) -> Result<()> {
        let mut file = ReaderStream::with_capacity(tokio::fs::File::open(source).await?, CHUNK_BYTES);
        let mut upload = WriteMultipart::new(self.store.put_multipart(&parse(path)?).await?);
        while let Some(chunk) = file.next().await {
            match chunk {
                Ok(chunk) => {
                    upload.wait_for_capacity(4).await?;
                    upload.put(chunk);
                }
                Err(error) => {
                    upload.abort().await?;
                    return Err(error.into());
                }
            }
        }
        upload.finish().await?;
        Ok(())
    }

    /// Size and validator of a file; `None` when it is not there.
    pub async fn head(&self, path: &str) -> Result<Option<StoredFile>> {
        match self.store.head(&parse(path)?).await {
            Ok(meta) => Ok(Some(StoredFile { size_bytes: meta.size, etag: strong_etag(&meta) })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A small file as a whole.
    pub async fn get(&self, path: &str) -> Result<Bytes> {
        Ok(self.store.get(&parse(path)?).await.map_err(gone)?.bytes().await?)
    }

    /// A stretch of a file as a stream; never holds more than a chunk in memory.
    pub async fn get_range(&self, path: &str, range: Range<u64>) -> Result<BoxStream<'static, std::io::Result<Bytes>>> {
        let wanted = (range.start < range.end).then(|| GetRange::Bounded(range.clone()));
        let options = GetOptions { range: wanted, ..GetOptions::default() };
        let found = self.store.get_opts(&parse(path)?, options).await.map_err(gone)?;
        let (start, length) = (found.range.start, found.range.end - found.range.start);
        match found.payload {
            GetResultPayload::File(file, _) => {
                let mut file = tokio::fs::File::from_std(file);
                file.seek(SeekFrom::Start(start)).await?;
                Ok(ReaderStream::with_capacity(file.take(length), CHUNK_BYTES).boxed())
            }
            GetResultPayload::Stream(stream) => Ok(stream.map_err(std::io::Error::other).boxed()),
        }
    }

    /// Drops a file; one that is not there is no failure.
    pub async fn delete(&self, path: &str) -> Result<()> {
        match self.store.delete(&parse(path)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Drops files; doing it again changes nothing.
pub async fn drop_files(backend: &Backend, paths: &[String]) -> Result<()> {
    for path in paths {
        backend.media.delete(path).await?;
    }
    Ok(())
}

fn parse(path: &str) -> Result<Path> {
    Path::parse(path).map_err(|error| Failure::Internal(error.into()))
}

fn gone(error: object_store::Error) -> Failure {
    match error {
        object_store::Error::NotFound { .. } => Failure::not_found(Thing::Media),
        other => other.into(),
    }
}

/// The store's own validator when it is strong, else one of size and time.
fn strong_etag(meta: &ObjectMeta) -> String {
    match meta.e_tag.as_deref() {
        Some(tag) if tag.starts_with('"') => tag.to_owned(),
        Some(tag) if !tag.starts_with("W/") => format!("\"{tag}\""),
        _ => format!("\"{:x}-{:x}\"", meta.size, meta.last_modified.timestamp_micros()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_comes_back_in_the_range_that_was_asked_for() {
        let store = MediaStore::new(Arc::new(object_store::memory::InMemory::new()));
        store.put("a/b.ts", Bytes::from_static(b"0123456789")).await.expect("stored");
        let head = store.head("a/b.ts").await.expect("asked").expect("there");
        assert_eq!(head.size_bytes, 10);
        assert!(head.etag.starts_with('"') && head.etag.ends_with('"'));
        let part: Vec<Bytes> = store.get_range("a/b.ts", 2..5).await.expect("open").try_collect().await.expect("read");
        assert_eq!(part.concat(), b"234");
        assert_eq!(store.head("a/c.ts").await.expect("asked"), None);
        store.delete("a/b.ts").await.expect("gone");
        store.delete("a/b.ts").await.expect("still gone");
    }

    #[tokio::test]
    async fn a_long_stretch_of_a_local_file_comes_in_pieces() {
        let folder = std::env::temp_dir().join(format!("dreamcrowd-store-{}", crate::db::new_id()));
        let store = MediaStore::from_url(&format!("file://{}", folder.display())).expect("a store");
        let whole: Vec<u8> = (0..=250_u8).cycle().take(1024 * 1024).collect();
        store.put("a/b.mp4", Bytes::from(whole.clone())).await.expect("stored");
        let parts: Vec<Bytes> = store.get_range("a/b.mp4", 7..1_000_000).await.expect("open").try_collect().await.expect("read");
        std::fs::remove_dir_all(&folder).expect("removed");
        assert!(parts.len() > 10, "{} pieces", parts.len());
        assert!(parts.iter().all(|part| part.len() <= CHUNK_BYTES));
        assert!(parts.concat() == whole[7..1_000_000], "the bytes that were asked for");
    }

    #[tokio::test]
    async fn a_path_that_climbs_is_refused() {
        let store = MediaStore::new(Arc::new(object_store::memory::InMemory::new()));
        assert!(store.head("a/../../etc/passwd").await.is_err());
    }
}
