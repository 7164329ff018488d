//! A picture as it is kept: cut to one size and drawn anew, so that nothing of the file that came is left but what one sees.

use crate::{Failure, Result};
use bytes::Bytes;
use domain::catalogue::sellers::{FileKind, sniff};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage, codecs::jpeg::JpegEncoder, imageops::FilterType,
};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// How a picture is cut: out of its middle, to one size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::catalogue) struct Crop {
    pub width: u32,
    pub height: u32,
    /// Smaller ones would be a blur.
    pub min_width: u32,
    pub min_height: u32,
    /// The field beside which it is said what is wrong.
    pub field: &'static str,
    /// What is said of a picture that is too small.
    pub too_small: &'static str,
}

/// How a seller's photo is cut.
pub(in crate::catalogue) const PHOTO: Crop =
    Crop { width: 512, height: 512, min_width: 200, min_height: 200, field: "photo", too_small: "sell-error-photo-small" };

/// The largest side that is decoded: more than any phone takes.
const MAX_SIDE: u32 = 9_000;
/// What decoding may take of the memory, so that a small file cannot blow itself up.
const MAX_DECODED_BYTES: u64 = 160 * 1024 * 1024;
const QUALITY: u8 = 85;

/// One photo at a time: two would be too much for a small machine.
static DECODING: Semaphore = Semaphore::const_new(1);

/// Makes the kept picture from what was uploaded.
pub(in crate::catalogue) async fn prepare_picture(bytes: Bytes, crop: Crop) -> Result<Bytes> {
    let permit = DECODING.acquire().await.map_err(anyhow::Error::from)?;
    tokio::task::spawn_blocking(move || {
        // Held until the work is done, even when nobody waits for it any more.
        let _permit = permit;
        cut(&bytes, crop)
    })
    .await?
}

fn cut(bytes: &[u8], crop: Crop) -> Result<Bytes> {
    let format = match sniff(bytes) {
        Some(FileKind::Jpeg) => ImageFormat::Jpeg,
        Some(FileKind::Png) => ImageFormat::Png,
        Some(FileKind::Webp) => ImageFormat::WebP,
        Some(FileKind::Pdf) | None => return Err(Failure::field(crop.field, "sell-error-photo-kind")),
    };
    let decoded = decode(bytes, format).map_err(|error| {
        tracing::debug!(error = %error, "picture not decoded");
        Failure::field(crop.field, "sell-error-photo-unreadable")
    })?;
    let (width, height) = largest(decoded.width(), decoded.height(), crop);
    if width < crop.min_width || height < crop.min_height {
        return Err(Failure::field(crop.field, crop.too_small));
    }
    let (x, y) = ((decoded.width() - width) / 2, (decoded.height() - height) / 2);
    let mut cropped = decoded.crop_imm(x, y, width, height);
    drop(decoded);
    if width > crop.width * 2 {
        // A coarse step first: the fine one is slow and hungry on large pictures.
        cropped = cropped.thumbnail_exact(crop.width * 2, crop.height * 2);
    }
    let small = cropped.resize_exact(crop.width, crop.height, FilterType::CatmullRom);
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    DynamicImage::ImageRgb8(on_white(&small)).write_with_encoder(encoder).map_err(anyhow::Error::from)?;
    Ok(Bytes::from(out))
}

/// The largest part of a picture that has the shape of the crop. Sides are bounded, so the products are small.
fn largest(width: u32, height: u32, crop: Crop) -> (u32, u32) {
    if width * crop.height > height * crop.width {
        (height * crop.width / crop.height, height)
    } else {
        (width, width * crop.height / crop.width)
    }
}

/// Decodes within bounds, turned as the camera was held.
fn decode(bytes: &[u8], format: ImageFormat) -> image::ImageResult<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    limits.check_dimensions(width, height)?;
    // What the whole picture takes, before any of it is there.
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation()?;
    let mut decoded = DynamicImage::from_decoder(decoder)?;
    decoded.apply_orientation(orientation);
    Ok(decoded)
}

/// JPEG knows no transparency: what shines through is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let picture = picture.to_rgba8();
    let mut out = RgbImage::new(picture.width(), picture.height());
    for (x, y, pixel) in picture.enumerate_pixels() {
        let [red, green, blue, alpha] = pixel.0;
        let over = |colour: u8| {
            let mixed = (u16::from(colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        out.put_pixel(x, y, Rgb([over(red), over(green), over(blue)]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let picture = RgbaImage::from_pixel(width, height, Rgba([200, 30, 30, 0]));
        DynamicImage::ImageRgba8(picture).write_to(&mut out, ImageFormat::Png).expect("a picture");
        out.into_inner()
    }

    fn key(result: Result<Bytes>) -> String {
        match result {
            Err(Failure::User(domain::AppError::Invalid(errors))) => errors.get("photo").unwrap_or_default().to_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_photo_becomes_a_square_without_a_past() {
        let mut bytes = png(700, 300);
        bytes.extend_from_slice(b"<script>c4nary</script>");
        let kept = cut(&bytes, PHOTO).expect("a photo");
        assert_eq!(sniff(&kept), Some(FileKind::Jpeg));
        let read = image::load_from_memory(&kept).expect("a picture");
        assert_eq!((read.width(), read.height()), (512, 512));
        assert!(!kept.windows(6).any(|window| window == b"c4nary"));
        let white = read.to_rgb8();
        assert!(white.get_pixel(9, 9).0.iter().all(|part| *part > 250), "what was transparent is white");
    }

    #[test]
    fn a_cover_keeps_the_middle_in_its_own_shape() {
        let crop = Crop { width: 320, height: 180, min_width: 160, min_height: 90, field: "photo", too_small: "too-small" };
        assert_eq!(
            [largest(400, 100, crop), largest(100, 400, crop), largest(1_600, 900, crop)],
            [(177, 100), (100, 56), (1_600, 900)]
        );
        let read = image::load_from_memory(&cut(&png(700, 300), crop).expect("a cover")).expect("a picture");
        assert_eq!((read.width(), read.height()), (320, 180));
        assert_eq!(key(cut(&png(700, 80), crop)), "too-small");
    }

    #[test]
    fn what_is_no_photo_is_refused() {
        assert_eq!(key(cut(b"<svg xmlns='http://www.w3.org/2000/svg'/>", PHOTO)), "sell-error-photo-kind");
        assert_eq!(key(cut(b"%PDF-1.7 %%EOF", PHOTO)), "sell-error-photo-kind");
        assert_eq!(key(cut(&[0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], PHOTO)), "sell-error-photo-unreadable");
        assert_eq!(key(cut(&png(400, 199), PHOTO)), "sell-error-photo-small");
    }

    #[test]
    fn a_bomb_is_not_lit() {
        let wide = png(MAX_SIDE + 1, PHOTO.min_height);
        assert!(wide.len() < 200 * 1024, "small to send, {} bytes", wide.len());
        assert_eq!(key(cut(&wide, PHOTO)), "sell-error-photo-unreadable");
    }
}
