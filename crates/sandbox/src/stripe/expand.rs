//! `expand[]`: puts whole objects where ids stand, along dotted paths and through lists.

use serde_json::Value;
use sqlx::PgConnection;

use super::error::ApiError;
use super::json::public;
use super::store;

const MAX_DEPTH: usize = 4;

/// Expands every path in the answer.
pub(crate) async fn apply(conn: &mut PgConnection, body: &mut Value, paths: &[String]) -> Result<(), ApiError> {
    for path in paths {
        along(&mut *conn, body, path).await?;
    }
    Ok(())
}

async fn along(conn: &mut PgConnection, body: &mut Value, path: &str) -> Result<(), ApiError> {
    let segments: Vec<&str> = path.split('.').collect();
    if segments.len() > MAX_DEPTH {
        return Err(ApiError::invalid(format!("You cannot expand more than {MAX_DEPTH} levels of a property. Property: {path}")));
    }
    let mut places = vec![String::new()];
    for segment in segments {
        let mut next = Vec::new();
        for place in places {
            let here = format!("{place}/{segment}");
            match body.pointer(&here) {
                None => return Err(cannot_expand(path)),
                Some(Value::Array(items)) => {
                    next.extend((0..items.len()).map(|index| format!("{here}/{index}")));
                }
                Some(Value::String(id)) => {
                    let Some(found) = store::find_any(&mut *conn, id).await? else {
                        return Err(cannot_expand(path));
                    };
                    if let Some(slot) = body.pointer_mut(&here) {
                        *slot = public(&found);
                    }
                    next.push(here);
                }
                Some(Value::Object(_)) => next.push(here),
                Some(_) => {}
            }
        }
        places = next;
    }
    Ok(())
}

fn cannot_expand(path: &str) -> ApiError {
    ApiError::invalid(format!("This property cannot be expanded ({path})."))
}
