//! Reading an offering with all that belongs to its kind.

use super::types::{ClassDate, Draft, LiveClass, Series, Service};
use crate::{
    Result,
    catalogue::{
        sql::building::{
            class as class_sql,
            draft::{self as draft_sql, DraftRow},
            service as service_sql,
        },
        types::{Bilingual, money},
    },
};
use domain::{
    Locale,
    catalogue::{
        Level, OfferingKind, OfferingStatus,
        offerings::{
            Basics, BookingMode, CancellationPolicy, ClassFormat, ClassPlace, ClassTerms, ClassVenue, Extra, Faq, Package,
            PageTexts, Pair, Question, QuestionKind, ServicePlace, ServiceVenue, Spot, Step, Trial, TrialKind,
        },
    },
    ids::{AccountId, CategoryId, MediaId, OfferingId, SellerId},
};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// Reads the whole of an offering; of one seller, where one is named.
pub(super) async fn load(conn: &mut PgConnection, id: Uuid, seller_id: Option<Uuid>, now: Timestamp) -> Result<Option<Draft>> {
    let Some(row) = draft_sql::find(&mut *conn, id, seller_id).await? else { return Ok(None) };
    let mut draft = from_row(row)?;
    match draft.kind {
        OfferingKind::VideoCourse => {}
        OfferingKind::LiveClass => draft.class = load_class(conn, id, now).await?,
        OfferingKind::Service => draft.service = load_service(conn, id).await?,
    }
    Ok(Some(draft))
}

fn from_row(row: DraftRow) -> Result<Draft> {
    let step_versions = row.step_versions.0;
    let published_at = row.published_at.map(|at| at.to_jiff());
    Ok(Draft {
        id: OfferingId(row.id),
        slug: row.slug,
        seller_id: SellerId(row.seller_id),
        account_id: AccountId(row.account_id),
        seller_handle: row.handle,
        seller_name: Bilingual::new(row.name_en, row.name_ar),
        seller_zone: row.seller_zone,
        category_id: CategoryId(row.category_id),
        // The table knows the same words.
        kind: OfferingKind::parse(&row.kind).unwrap_or(OfferingKind::VideoCourse),
        status: OfferingStatus::parse(&row.status).unwrap_or(OfferingStatus::Draft),
        version: row.version,
        has_price: row.price_minor > 0 || step_versions.contains_key(Step::Price.slug()) || published_at.is_some(),
        step_versions,
        basics: Basics {
            language: Locale::parse(&row.language).unwrap_or_default(),
            level: Level::parse(&row.level).unwrap_or(Level::All),
            title: Pair { en: row.title_en, ar: row.title_ar },
            promise: Pair { en: row.promise_en, ar: row.promise_ar },
            tags: row.tags,
        },
        page: PageTexts {
            description: Pair { en: row.description_en, ar: row.description_ar },
            outcomes: row.outcomes.0,
            requirements: row.requirements.0,
            audience: row.audience.0,
        },
        faqs: row.faqs.0.into_iter().map(|faq| Faq { question: faq.question, answer: faq.answer }).collect(),
        price: money(row.price_minor, &row.currency)?,
        cover: row.cover_id.map(MediaId),
        note: row.review_note,
        has_ready_lesson: row.has_ready_lesson,
        has_orders: row.has_orders,
        learner_count: row.learner_count,
        video_seconds: row.video_seconds,
        lesson_count: row.lesson_count,
        published_at,
        submitted_at: row.submitted_at.map(|at| at.to_jiff()),
        archived_at: row.archived_at.map(|at| at.to_jiff()),
        class: None,
        service: None,
    })
}

async fn load_class(conn: &mut PgConnection, id: Uuid, now: Timestamp) -> Result<Option<LiveClass>> {
    let Some(row) = class_sql::find(&mut *conn, id).await? else { return Ok(None) };
    let dates = class_sql::list_coming(conn, id, now).await?;
    let dates = dates.into_iter().map(|date| ClassDate {
        id: date.id,
        date: date.local_date.to_jiff(),
        time: date.local_time.to_jiff(),
        time_zone: date.time_zone,
        starts_at: date.starts_at.to_jiff(),
    });
    let format = ClassFormat::parse(&row.format).unwrap_or(ClassFormat::OneToOne);
    let series = match (row.series_weekdays, row.series_time, row.series_first_date) {
        (Some(weekdays), Some(time), Some(first)) => Some(Series {
            weekdays,
            time: time.to_jiff(),
            first_date: first.to_jiff(),
            until: row.series_until.map(|date| date.to_jiff()),
            count: row.series_count,
        }),
        _ => None,
    };
    Ok(Some(LiveClass {
        terms: ClassTerms {
            format,
            duration_minutes: row.duration_minutes,
            min_seats: row.min_seats,
            max_seats: row.max_seats,
            guests_allowed: row.guests_allowed,
            guests_take_seats: row.guests_take_seats,
            policy: CancellationPolicy::parse(&row.policy).unwrap_or(CancellationPolicy::Standard),
            booking_mode: BookingMode::parse(&row.booking_mode).unwrap_or(BookingMode::Instant),
            materials: row.materials.0,
        },
        venue: ClassVenue {
            place: ClassPlace::parse(&row.place).unwrap_or(ClassPlace::Online),
            city: row.city,
            address: row.address,
            map_url: row.map_url,
            spot: row.latitude.zip(row.longitude).map(|(latitude, longitude)| Spot { latitude, longitude }),
            travel_radius_km: row.travel_radius_km,
        },
        trial: Trial {
            kind: TrialKind::parse(&row.trial).unwrap_or(TrialKind::None),
            minutes: row.trial_minutes,
            price_minor: row.trial_price_minor,
        },
        time_zone: row.time_zone,
        series,
        dates: dates.collect(),
    }))
}

async fn load_service(conn: &mut PgConnection, id: Uuid) -> Result<Option<Service>> {
    let Some(row) = service_sql::find(&mut *conn, id).await? else { return Ok(None) };
    let packages = service_sql::list_packages(&mut *conn, id).await?.into_iter().map(|row| Package {
        name: Pair { en: row.name_en, ar: row.name_ar },
        includes: row.includes.0,
        price_minor: row.price_minor,
        days: row.days,
        revisions: row.revisions,
    });
    let extras = service_sql::list_extras(&mut *conn, id).await?.into_iter().map(|row| Extra {
        name: Pair { en: row.name_en, ar: row.name_ar },
        price_minor: row.price_minor,
        days: row.days,
    });
    let questions = service_sql::list_questions(conn, id).await?.into_iter().map(|row| Question {
        question: Pair { en: row.question_en, ar: row.question_ar },
        kind: QuestionKind::parse(&row.kind).unwrap_or(QuestionKind::Text),
        choices: row.choices.0,
        is_required: row.is_required,
    });
    Ok(Some(Service {
        venue: ServiceVenue {
            place: ServicePlace::parse(&row.place).unwrap_or(ServicePlace::Online),
            city: row.city,
            travel_radius_km: row.travel_radius_km,
        },
        packages: packages.collect(),
        extras: extras.collect(),
        questions: questions.collect(),
    }))
}
