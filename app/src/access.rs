//! Routes together with who may use them. The list they leave behind is what the authorisation tests walk.

use crate::{AppState, Ctx, PageError};
use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    handler::Handler,
    http::Method,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use domain::AppError;

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
    /// Outside machines, by signature.
    Machine,
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
            Access::Login | Access::Owner => route.layer(middleware::from_fn(require_login)),
            Access::Public | Access::Entitled | Access::Machine => route,
        };
        self.router = self.router.route(path, route);
        self.inventory.push(Endpoint { method, path, access });
        self
    }
}

/// Refuses strangers before the handler runs. A page leads through login and back to the same place.
async fn require_login(request: Request, next: Next) -> Response {
    if request.extensions().get::<crate::ctx::CurrentLogin>().is_some() {
        next.run(request).await
    } else {
        PageError::from(AppError::SignInRequired).into_response()
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
