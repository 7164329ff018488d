//! The inventory of routes against who may use them: every row is tried by everybody, for real things and for things that are not
//! there. What is refused changes nothing in the whole database; what is somebody's own is open to them.

use super::support::{NOBODY, Role, World};
use crate::accounts::deletion::snapshot;
use app::{Access, Endpoint};
use http::Method;
use jiff::SignedDuration;
use sqlx::PgPool;
use std::collections::BTreeSet;
use test_support::Visitor;

/// What a route that needs a login answers to others than the owner; none where the route is as good for them.
fn refusal(endpoint: &Endpoint, role: Role) -> Option<u16> {
    match (endpoint.access, role) {
        (Access::Login | Access::Owner, role) if role.is_outside() => Some(303),
        // The player's settings are the visitor's own, whatever lesson the form stood under.
        (Access::Owner, _) if endpoint.path.ends_with("/settings") => None,
        (Access::Owner, _) => Some(404),
        _ => None,
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn nobody_gets_at_what_is_somebody_elses_and_no_refusal_changes_anything(db: PgPool) {
    let world = World::open(db).await;
    let before = snapshot(&world.app).await;
    for endpoint in world.app.inventory.iter().filter(|e| matches!(e.access, Access::Login | Access::Owner)) {
        let path = world.path(endpoint);
        for (role, visitor) in &world.others {
            let Some(status) = refusal(endpoint, *role) else { continue };
            let answer = world.ask(&mut visitor.clone(), endpoint, &path).await;
            assert_eq!(answer.status, status, "{} {path} as {role:?}", endpoint.method);
            if status == 303 {
                assert!(answer.location().starts_with("/login?next="), "{path} leads {role:?} to {}", answer.location());
                assert!(answer.body.is_empty(), "{path} says something to {role:?}");
            }
        }
        if endpoint.access == Access::Owner && !endpoint.path.ends_with("/settings") {
            let absent = world.absent_path(endpoint);
            let answer = world.ask(&mut world.owner.clone(), endpoint, &absent).await;
            assert_eq!(answer.status, 404, "{} {absent} as whoever owns nothing like it", endpoint.method);
        }
    }
    assert_eq!(snapshot(&world.app).await, before, "a refused call changed something");
}

/// What takes something away from the owner comes last, in this order.
const LAST: [&str; 7] = [
    "/settings/security/password",
    "/settings/security/disconnect",
    "/settings/email",
    "/settings/security/end-others",
    "/orders/{order}/refund",
    "/settings/delete",
    "/settings/delete/cancel",
];

/// Pages that lead on at once.
const LEADING_ON: [&str; 3] = ["/learn/{enrolment}", "/checkout/{order}", "/checkout/{order}/return"];

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_owner_gets_at_everything_of_the_own(db: PgPool) {
    let world = World::open(db).await;
    let mut owner = world.owner.clone();
    let mut rows: Vec<&Endpoint> =
        world.app.inventory.iter().filter(|e| matches!(e.access, Access::Login | Access::Owner)).collect();
    rows.sort_by_key(|e| {
        let is_form = e.method == Method::POST;
        (LAST.iter().position(|path| is_form && *path == e.path).map_or(0, |at| at + 1), is_form)
    });
    for endpoint in rows {
        let path = world.path(endpoint);
        let answer = world.ask(&mut owner, endpoint, &path).await;
        let leads_on = endpoint.method == Method::POST || LEADING_ON.contains(&endpoint.path);
        // Who has taken the file along may not get the money back, but is told so as the owner.
        let is_kept = endpoint.path == "/orders/{order}/refund" && answer.status == 409;
        assert!(is_kept || answer.status == if leads_on { 303 } else { 200 }, "{} {path}: {}", endpoint.method, answer.status);
        assert!(!answer.location().starts_with("/login"), "{path} leads its owner to {}", answer.location());
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn pages_of_ones_own_show_nothing_of_anybody_else(db: PgPool) {
    let world = World::open(db).await;
    let marks = world.marks().await;
    // The mailbox of the sandbox is for all to read.
    let is_own = |e: &&Endpoint| {
        let is_page = e.method == Method::GET && !e.path.starts_with("/sandbox/");
        is_page && matches!(e.access, Access::Public | Access::Login | Access::Seller)
    };
    let mut shown_to_owner = String::new();
    for endpoint in world.app.inventory.iter().filter(is_own) {
        let path = world.path(endpoint);
        shown_to_owner.push_str(&world.ask(&mut world.owner.clone(), endpoint, &path).await.body);
        for (role, visitor) in &world.others {
            let answer = world.ask(&mut visitor.clone(), endpoint, &path).await;
            assert!(answer.status < 500, "{path} as {role:?}: {}", answer.status);
            let is_refused = role.is_outside() || endpoint.access == Access::Seller;
            assert!(
                is_refused || endpoint.access == Access::Public || [200, 303, 404].contains(&answer.status),
                "{path} as {role:?}"
            );
            for mark in &marks {
                assert!(!answer.body.contains(mark), "{path} shows {mark} to {role:?}");
            }
        }
    }
    assert!(marks.iter().all(|mark| shown_to_owner.contains(mark)), "what is looked for is what the owner sees");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_is_open_is_open_to_all_and_media_only_to_whoever_has_the_right(db: PgPool) {
    let world = World::open(db).await;
    let everybody: Vec<(Option<Role>, Visitor)> =
        world.others.iter().map(|(role, visitor)| (Some(*role), visitor.clone())).chain([(None, world.owner.clone())]).collect();
    for endpoint in &world.app.inventory {
        let path = world.path(endpoint);
        let is_file = endpoint.path.ends_with("/file");
        for (role, visitor) in &everybody {
            let mut visitor = visitor.clone();
            let expected = match endpoint.access {
                Access::Login | Access::Owner | Access::Seller | Access::OwnOffering | Access::Staff(_) => continue,
                Access::Public if role.is_none_or(|role| role != Role::Stranger) => continue,
                Access::Public => {
                    let request = visitor.request(endpoint.method.clone(), &path).header("sec-fetch-site", "same-origin");
                    // A button that anybody may press, with what its form sends.
                    let buys = endpoint.path == "/checkout";
                    let request = if buys { request.form(&world.form(endpoint)) } else { request };
                    let answer = visitor.send(request).await;
                    assert!(answer.status < 500 && ![401, 405].contains(&answer.status), "{path}: {}", answer.status);
                    // A wish and a purchase lead through the login and back to their button.
                    let asks_for_login = answer.location().starts_with("/login?next=");
                    assert_eq!(asks_for_login, buys || endpoint.path == "/wishlist/{offering}", "{} {path}", endpoint.method);
                    continue;
                }
                Access::Machine => 401,
                Access::Entitled if !path.starts_with("/media/") => {
                    if is_file {
                        303
                    } else {
                        200
                    }
                }
                Access::Entitled if role.is_none() => 200,
                Access::Entitled => 404,
            };
            let request = visitor.request(endpoint.method.clone(), &path);
            assert_eq!(visitor.send(request).await.status, expected, "{} {path} as {role:?}", endpoint.method);
        }
    }
    // A lesson that is not free is no preview, not even for whoever bought it.
    let paid = format!("/o/{}/preview/{}", world.course.slug, world.course.lesson_ids[1]);
    for (_, visitor) in &everybody {
        visitor.clone().get(&paid).await.expect_status(404);
    }
}

/// Forms of the studio that make or change something of whoever sends them.
const OWN_FORMS: [&str; 2] = ["/studio/offerings/new", "/studio/profile"];

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_studio_is_for_sellers_and_the_desk_for_the_staff_it_names(db: PgPool) {
    let world = World::open(db).await;
    let before = snapshot(&world.app).await;
    let rows = || world.app.inventory.iter().filter(|e| matches!(e.access, Access::Seller | Access::Staff(_)));
    assert!(rows().count() >= 10);
    let is_own = |e: &Endpoint| e.method == Method::POST && OWN_FORMS.contains(&e.path);
    for endpoint in rows() {
        let path = world.path(endpoint);
        for (role, visitor) in &world.others {
            if is_own(endpoint) && matches!(role, Role::Seller | Role::OtherSeller) {
                continue;
            }
            let answer = world.ask(&mut visitor.clone(), endpoint, &path).await;
            match (endpoint.access, role) {
                (_, role) if role.is_outside() => {
                    assert!(answer.status == 303 && answer.location().starts_with("/login?next="), "{path} as {role:?}");
                }
                (Access::Seller, Role::Seller | Role::OtherSeller) => {
                    let leads_on = endpoint.method == Method::POST;
                    assert_eq!(answer.status, if leads_on { 303 } else { 200 }, "{path}");
                    assert_ne!(answer.location(), "/sell", "{path}");
                }
                (Access::Seller, _) => {
                    assert_eq!((answer.status, answer.location().as_str()), (303, "/sell"), "{path} as {role:?}");
                }
                // The application and the offering are drafts still: there are the queues and nothing else.
                (_, Role::Support) => assert_eq!(answer.status, if path == "/admin/sellers" { 200 } else { 404 }, "{path}"),
                (_, Role::OwnerStaff) => {
                    let is_queue = ["/admin/sellers", "/admin/offerings"].contains(&path.as_str());
                    assert_eq!(answer.status, if is_queue { 200 } else { 404 }, "{path}");
                }
                _ => assert_eq!(answer.status, 404, "{path} as {role:?}"),
            }
        }
    }
    assert_eq!(snapshot(&world.app).await, before, "a refused call changed something");
    for endpoint in rows().filter(|e| is_own(e)) {
        let (_, seller) = world.others.iter().find(|(role, _)| *role == Role::Seller).expect("a seller");
        let answer = world.ask(&mut seller.clone(), endpoint, &world.path(endpoint)).await;
        assert_eq!(answer.status, 303, "{}: {}", endpoint.path, answer.body);
        assert_ne!(answer.location(), "/sell", "{}", endpoint.path);
    }
}

/// What takes an offering away from its seller comes last, in this order.
const OFFERING_LAST: [&str; 3] =
    ["/studio/offerings/{id}/duplicate", "/studio/offerings/{id}/state", "/studio/offerings/{id}/delete"];

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_a_seller_builds_is_open_to_that_seller_alone(db: PgPool) {
    let world = World::open(db).await;
    let before = snapshot(&world.app).await;
    let mut rows: Vec<&Endpoint> = world.app.inventory.iter().filter(|e| e.access == Access::OwnOffering).collect();
    assert!(rows.len() >= 10);
    let (_, seller) = world.others.iter().find(|(role, _)| *role == Role::Seller).expect("a seller");
    for endpoint in &rows {
        let path = world.path(endpoint);
        let others = world.others.iter().filter(|(role, _)| *role != Role::Seller);
        for (role, visitor) in others {
            let answer = world.ask(&mut visitor.clone(), endpoint, &path).await;
            let expected = if role.is_outside() { 303 } else { 404 };
            assert_eq!(answer.status, expected, "{} {path} as {role:?}", endpoint.method);
            assert!(expected == 404 || answer.location().starts_with("/login?next="), "{path} as {role:?}");
        }
        assert_eq!(world.ask(&mut world.owner.clone(), endpoint, &path).await.status, 404, "{path} as an applicant");
        let absent = world.absent_path(endpoint);
        assert_eq!(world.ask(&mut seller.clone(), endpoint, &absent).await.status, 404, "{} {absent}", endpoint.method);
    }
    assert_eq!(snapshot(&world.app).await, before, "a refused call changed something");
    rows.sort_by_key(|e| {
        (OFFERING_LAST.iter().position(|path| *path == e.path).map_or(0, |at| at + 1), e.method == Method::POST)
    });
    for endpoint in rows {
        let path = world.path(endpoint);
        let answer = world.ask(&mut seller.clone(), endpoint, &path).await;
        let leads_on = endpoint.method == Method::POST || endpoint.path == "/studio/offerings/{id}";
        assert_eq!(answer.status, if leads_on { 303 } else { 200 }, "{} {path}: {}", endpoint.method, answer.body);
        assert!(!answer.location().starts_with("/login"), "{path}");
    }
}

/// Who may call a server function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    /// Whoever owns the course.
    Learner,
    /// Anybody, logged in, for themselves.
    Member,
    Everybody,
}

type Call = (&'static str, Right, Vec<(&'static str, String)>);

/// Every server function with a call that is right.
fn calls(world: &World, enrolment: &str, note: &str) -> Vec<Call> {
    let lesson = world.course.lesson_ids[1].to_string();
    let own = |more: &[(&'static str, &str)]| {
        let mut fields = vec![("enrolment", enrolment.to_owned()), ("lesson", lesson.clone())];
        fields.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        fields
    };
    let beat = [
        ("beat[from_ms]", "0"),
        ("beat[to_ms]", "15000"),
        ("beat[speed_percent]", "100"),
        ("beat[queued]", "false"),
        ("beat[age_ms]", "0"),
    ];
    let settings = vec![("settings[speed_percent]", "100".to_owned()), ("settings[volume_percent]", "50".to_owned())];
    let preview = vec![("offering", world.course.slug.clone()), ("lesson", world.course.lesson_ids[0].to_string())];
    vec![
        ("learning/open_lesson", Right::Learner, own(&[])),
        ("learning/record_beat", Right::Learner, own(&beat)),
        ("learning/record_dwell", Right::Learner, own(&[])),
        ("learning/mark_lesson", Right::Learner, own(&[("is_done", "true")])),
        ("learning/renew_grant", Right::Learner, own(&[])),
        ("learning/add_note", Right::Learner, own(&[("position_ms", "1000"), ("body", "turn the tray")])),
        ("learning/delete_note", Right::Learner, vec![("enrolment", enrolment.to_owned()), ("note", note.to_owned())]),
        ("learning/save_player_settings", Right::Member, settings),
        ("learning/renew_preview_grant", Right::Everybody, preview),
    ]
}

async fn call(visitor: &mut Visitor, (name, _, fields): &Call) -> u16 {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visitor.call(name, &fields).await.status
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_server_function_has_a_row_and_keeps_to_it(db: PgPool) {
    let world = World::open(db).await;
    let rows = calls(&world, &world.enrolment.to_string(), &world.note.to_string());
    let listed: BTreeSet<String> = rows.iter().map(|(name, ..)| format!("/api/{name}")).collect();
    let registered: BTreeSet<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| if method == Method::POST { path.to_owned() } else { format!("{method} {path}") })
        .collect();
    assert_eq!(listed, registered, "every server function needs a row here, and changes nothing by GET");
    let before = snapshot(&world.app).await;
    for row in &rows {
        for (role, visitor) in &world.others {
            let expected = match (row.1, role) {
                (Right::Everybody, _) => 200,
                (_, role) if role.is_outside() => 401,
                (Right::Learner, _) => 404,
                (Right::Member, _) => continue,
            };
            assert_eq!(call(&mut visitor.clone(), row).await, expected, "{} as {role:?}", row.0);
        }
    }
    for row in calls(&world, NOBODY, NOBODY).iter().filter(|row| row.1 == Right::Learner) {
        assert_eq!(call(&mut world.owner.clone(), row).await, 404, "{} for what is not there", row.0);
    }
    assert_eq!(snapshot(&world.app).await, before, "a refused call changed something");
    for row in &rows {
        assert_eq!(call(&mut world.owner.clone(), row).await, 200, "{} as the owner", row.0);
        // Long enough in sight for the next call.
        world.app.pass(SignedDuration::from_mins(2));
    }
}
