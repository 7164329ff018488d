//! Routes together with who may use them. The list they leave behind is what the authorisation tests walk.

use crate::{AppState, Ctx, PageError, ctx::CurrentLogin};
use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    handler::Handler,
    http::Method,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use domain::{AppError, accounts::StaffRole};

/// Who may use a route. Rights to a single thing (an order, a lesson) are checked by the use case, which must look like
/// "not found" to strangers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody who is logged in.
    Login,
    /// The owner of the thing in the path, else it is not found.
    Owner,
    /// Whoever may see the thing: a learner, or anybody for a free preview.
    Entitled,
    /// Whoever sells; others are led to where one becomes a seller.
    Seller,
    /// The seller of the offering in the path, else it is not found.
    OwnOffering,
    /// Staff with one of these roles; to everybody else who is logged in there is nothing.
    Staff(&'static [StaffRole]),
    /// Outside machines, by signature.
    Machine,
}

/// Forms with files, and how much one of them may bring. A little more than the files together may have, so that most of what is
/// too large is told beside its field.
const UPLOADS: [(&str, usize); 3] = [
    ("/sell/application/presentation", 24 * 1024 * 1024),
    ("/studio/profile", 12 * 1024 * 1024),
    ("/studio/offerings/{id}/image", 12 * 1024 * 1024),
];

/// How much a request to this address may bring, where files are taken. A gap in the address of a route fits any part of a path.
pub fn upload_limit(path: &str) -> Option<usize> {
    let fits = |route: &str| {
        let (mut parts, mut known) = (path.split('/'), route.split('/'));
        loop {
            match (parts.next(), known.next()) {
                (None, None) => return true,
                (Some(part), Some(known)) if part == known || (known.starts_with('{') && !part.is_empty()) => {}
                _ => return false,
            }
        }
    };
    UPLOADS.iter().find(|(route, _)| fits(route)).map(|(_, bytes)| *bytes)
}

/// One row of the inventory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
}

/// A router that remembers what it was given.
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    inventory: Vec<Endpoint>,
}

impl Routes {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page or a read.
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::GET, path, access, get(handler))
    }

    /// Adds a form's target.
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::POST, path, access, post(handler))
    }

    /// Adds the target of a form with files; its bound stands in `upload_limit`.
    pub fn upload<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        debug_assert!(upload_limit(path).is_some(), "{path} has no bound");
        // Counted before it comes here, by the bound of its own.
        self.add(Method::POST, path, access, post(handler).layer(DefaultBodyLimit::disable()))
    }

    /// Joins the routes of another area.
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.inventory.extend(other.inventory);
        self
    }

    /// The router and the list of its routes.
    pub fn into_parts(self) -> (Router<AppState>, Vec<Endpoint>) {
        (self.router, self.inventory)
    }

    fn add(mut self, method: Method, path: &'static str, access: Access, route: MethodRouter<AppState>) -> Self {
        let route = match access {
            Access::Login | Access::Owner | Access::Seller | Access::OwnOffering => {
                route.layer(middleware::from_fn(require_login))
            }
            Access::Staff(roles) => {
                route.layer(middleware::from_fn(move |request: Request, next: Next| require_staff(roles, request, next)))
            }
            Access::Public | Access::Entitled | Access::Machine => route,
        };
        self.router = self.router.route(path, route);
        self.inventory.push(Endpoint { method, path, access });
        self
    }
}

/// Refuses strangers before the handler runs. A page leads through login and back to the same place.
async fn require_login(request: Request, next: Next) -> Response {
    if request.extensions().get::<CurrentLogin>().is_some() {
        next.run(request).await
    } else {
        PageError::from(AppError::SignInRequired).into_response()
    }
}

/// Hides what is for staff from everybody else. The use case asks again.
async fn require_staff(roles: &'static [StaffRole], request: Request, next: Next) -> Response {
    match request.extensions().get::<CurrentLogin>().map(|login| login.0.as_staff(roles)) {
        Some(Ok(_)) => next.run(request).await,
        Some(Err(error)) => PageError::from(error).into_response(),
        None => PageError::from(AppError::SignInRequired).into_response(),
    }
}

/// Turns the error marks that handlers left into pages of the site, in the visitor's language. The answer knows its route.
pub async fn render_errors(State(_): State<AppState>, ctx: Ctx, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let mut response = crate::page_error::dress(&ctx, response);
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::upload_limit;

    #[test]
    fn only_forms_with_files_may_bring_much() {
        for path in
            ["/sell/application/presentation", "/studio/offerings/0190/image", "/studio/offerings/{id}/image", "/studio/profile"]
        {
            assert!(upload_limit(path).is_some(), "{path}");
        }
        for path in ["/studio/offerings/0190/basics", "/studio/offerings//image", "/studio/offerings/a/b/image", "/studio", ""] {
            assert_eq!(upload_limit(path), None, "{path}");
        }
    }
}
