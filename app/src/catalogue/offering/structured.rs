//! A course as search engines read it: `Course` with its offer and rating, and the way to it.

use super::super::words;
use super::picture;
use crate::Ctx;
use backend::catalogue::OfferingDetail;
use domain::orders::quote;
use serde_json::{Value, json};

pub(in crate::catalogue) fn data(ctx: &Ctx, offering: &OfferingDetail) -> Value {
    json!({ "@context": "https://schema.org", "@graph": [course(ctx, offering), way(ctx, offering)] })
}

fn course(ctx: &Ctx, offering: &OfferingDetail) -> Value {
    let t = ctx.t;
    let site = &ctx.backend.settings.site_url;
    let address = format!("{site}{}", ctx.link(&format!("/o/{}", offering.slug)));
    let image = picture::of(t, offering).map_or_else(|| "/og.png".to_owned(), |image| image.path);
    let image = format!("{site}{image}");
    // The buyer's fee belongs to the price that is shown to searchers.
    let total = quote(offering.price).total;
    let mut course = json!({
        "@type": "Course",
        "name": t.pick(&offering.title.en, &offering.title.ar),
        "description": t.pick(&offering.promise.en, &offering.promise.ar),
        "url": address,
        "image": image,
        "inLanguage": offering.language.code(),
        "educationalLevel": words::level(t, offering.level),
        "provider": {
            "@type": "Person",
            "name": t.pick(&offering.seller.name.en, &offering.seller.name.ar),
            "url": format!("{site}{}", ctx.link(&format!("/s/{}", offering.seller.handle))),
        },
        "hasCourseInstance": {
            "@type": "CourseInstance", "courseMode": "Online", "courseWorkload": workload(offering.video_seconds),
        },
        "offers": {
            "@type": "Offer", "category": if total.is_zero() { "Free" } else { "Paid" }, "price": total.digits(),
            "priceCurrency": total.currency.code(), "availability": "https://schema.org/InStock", "url": address,
        },
    });
    if offering.rating_count > 0
        && let Some(fields) = course.as_object_mut()
    {
        let rating = json!({
            "@type": "AggregateRating", "ratingValue": t.rating(offering.rating_milli), "ratingCount": offering.rating_count,
            "bestRating": 5, "worstRating": 1,
        });
        fields.insert("aggregateRating".to_owned(), rating);
    }
    course
}

fn way(ctx: &Ctx, offering: &OfferingDetail) -> Value {
    let t = ctx.t;
    let site = &ctx.backend.settings.site_url;
    let steps = offering.categories.iter().map(|category| (&category.name, format!("/c/{}", category.slug)));
    let steps = steps.chain([(&offering.title, format!("/o/{}", offering.slug))]);
    let items: Vec<Value> = steps
        .zip(1..)
        .map(|((name, path), position)| {
            json!({
                "@type": "ListItem", "position": position, "name": t.pick(&name.en, &name.ar),
                "item": format!("{site}{}", ctx.link(&path)),
            })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// A length as ISO 8601 has it: `PT1H20M`.
fn workload(seconds: i32) -> String {
    let minutes = (seconds + 59) / 60;
    if minutes >= 60 { format!("PT{}H{}M", minutes / 60, minutes % 60) } else { format!("PT{minutes}M") }
}

#[cfg(test)]
mod tests {
    use super::workload;

    #[test]
    fn lengths_are_iso_durations() {
        assert_eq!((workload(45).as_str(), workload(4_800).as_str()), ("PT1M", "PT1H20M"));
    }
}
