//! Lists: `limit`, `starting_after`, `ending_before`, `created`, newest first, as every Stripe list has them.

use serde_json::{Map, Value};
use sqlx::Row;

use super::call::Call;
use super::error::{ApiError, ApiResult};
use super::form::Form;
use super::json::public;
use super::objects;

const NEWEST_FIRST: &str = "
    select body from sandbox.stripe_objects
    where kind = $1 and body @> $2 and not (body @> '{\"deleted\": true}')
      and ($3::bigint is null or created >= $3) and ($4::bigint is null or created <= $4)
      and ($5::bigint is null or seq < $5) and ($6::bigint is null or seq > $6)
    order by seq desc limit $7";
const OLDEST_FIRST: &str = "
    select body from sandbox.stripe_objects
    where kind = $1 and body @> $2 and not (body @> '{\"deleted\": true}')
      and ($3::bigint is null or created >= $3) and ($4::bigint is null or created <= $4)
      and ($5::bigint is null or seq < $5) and ($6::bigint is null or seq > $6)
    order by seq limit $7";

/// The part of a list that a caller asked for.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) limit: i64,
    pub(crate) starting_after: Option<String>,
    pub(crate) ending_before: Option<String>,
    pub(crate) created_from: Option<i64>,
    pub(crate) created_to: Option<i64>,
}

impl Page {
    /// Reads the paging parameters.
    pub(crate) fn read(form: &Form) -> Result<Self, ApiError> {
        let limit = form.int("limit")?.unwrap_or(10);
        if !(1..=100).contains(&limit) {
            return Err(ApiError::invalid("This value must be between 1 and 100 (inclusive).")
                .code("parameter_invalid_integer")
                .param("limit"));
        }
        let starting_after = form.text("starting_after").map(str::to_owned);
        let ending_before = form.text("ending_before").map(str::to_owned);
        if starting_after.is_some() && ending_before.is_some() {
            return Err(ApiError::invalid("You may only specify one of these parameters: starting_after, ending_before."));
        }
        // `created=1700000000` asks for that very second; a group gives bounds.
        let exact = match form.raw("created") {
            Some(_) => form.int("created")?,
            None => None,
        };
        let above = form.int("created.gt")?.map(|second| second + 1);
        let below = form.int("created.lt")?.map(|second| second - 1);
        Ok(Self {
            limit,
            starting_after,
            ending_before,
            created_from: exact.or(form.int("created.gte")?).or(above),
            created_to: exact.or(form.int("created.lte")?).or(below),
        })
    }
}

/// Drops the row that only told of more, and puts the page newest first.
pub(crate) fn cut(mut found: Vec<Value>, page: &Page) -> (Vec<Value>, bool) {
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let has_more = found.len() > limit;
    found.truncate(limit);
    if page.ending_before.is_some() {
        found.reverse();
    }
    (found, has_more)
}

/// Lists objects of a kind; each of `filters` is a parameter that must equal the field of the same name.
pub(crate) async fn by_fields(call: &mut Call, kind: &str, url: &str, filters: &[&str]) -> ApiResult {
    let mut fields = Map::new();
    for name in filters {
        if let Some(value) = call.form.text(name) {
            fields.insert((*name).to_owned(), value.into());
        }
    }
    matching(call, kind, url, Value::Object(fields)).await
}

/// Lists objects of a kind whose body holds the given fields.
pub(crate) async fn matching(call: &mut Call, kind: &str, url: &str, fields: Value) -> ApiResult {
    let page = Page::read(&call.form)?;
    let after = cursor(call, kind, page.starting_after.as_deref(), "starting_after").await?;
    let before = cursor(call, kind, page.ending_before.as_deref(), "ending_before").await?;
    let query =
        if before.is_some() { sqlx::query::<sqlx::Postgres>(OLDEST_FIRST) } else { sqlx::query::<sqlx::Postgres>(NEWEST_FIRST) };
    let rows = query
        .bind(kind)
        .bind(fields)
        .bind(page.created_from)
        .bind(page.created_to)
        .bind(after)
        .bind(before)
        .bind(page.limit + 1)
        .fetch_all(&mut *call.tx)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let body: Value = row.try_get("body")?;
        found.push(public(&body));
    }
    let (data, has_more) = cut(found, &page);
    Ok(objects::list(url, data, has_more))
}

async fn cursor(call: &mut Call, kind: &str, id: Option<&str>, param: &str) -> Result<Option<i64>, ApiError> {
    let Some(id) = id else {
        return Ok(None);
    };
    let row = sqlx::query("select seq from sandbox.stripe_objects where id = $1 and kind = $2")
        .bind(id)
        .bind(kind)
        .fetch_optional(&mut *call.tx)
        .await?;
    match row {
        Some(row) => Ok(Some(row.try_get("seq")?)),
        None => Err(ApiError::no_such(kind, id, param)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, cut};
    use crate::stripe::error::ApiError;
    use crate::stripe::form::Form;
    use serde_json::json;

    fn page(query: &str) -> Result<Page, ApiError> {
        Page::read(&Form::parse(query.as_bytes(), b"")?)
    }

    #[test]
    fn a_list_holds_ten_by_default_and_a_hundred_at_most() -> Result<(), ApiError> {
        assert_eq!(page("")?.limit, 10);
        assert_eq!(page("limit=100")?.limit, 100);
        assert!(page("limit=101").is_err());
        assert!(page("starting_after=a&ending_before=b").is_err());
        Ok(())
    }

    #[test]
    fn created_is_a_second_or_bounds() -> Result<(), ApiError> {
        let exact = page("created=5")?;
        assert_eq!((exact.created_from, exact.created_to), (Some(5), Some(5)));
        let bounds = page("created[gt]=5&created[lte]=9")?;
        assert_eq!((bounds.created_from, bounds.created_to), (Some(6), Some(9)));
        Ok(())
    }

    #[test]
    fn pages_backwards_are_newest_first_too() -> Result<(), ApiError> {
        let backwards = page("limit=2&ending_before=x")?;
        let (data, has_more) = cut(vec![json!(1), json!(2), json!(3)], &backwards);
        assert_eq!(data, vec![json!(2), json!(1)]);
        assert!(has_more);
        Ok(())
    }
}
