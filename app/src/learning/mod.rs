//! My Learning, the course player, free previews, and the delivery of media.

mod actions;
mod lesson_page;
pub(crate) mod media;
mod preview_page;
mod shelf_page;
mod side;
mod stage;
mod tools;
mod words;

use crate::{Access, Routes};

/// Routes of this area.
pub fn routes() -> Routes {
    Routes::new()
        .get("/learn", Access::Login, shelf_page::show)
        .get("/learn/{enrolment}", Access::Owner, actions::resume)
        .get("/learn/{enrolment}/{lesson}", Access::Owner, lesson_page::show)
        .post("/learn/{enrolment}/{lesson}/file", Access::Owner, actions::download)
        .post("/learn/{enrolment}/{lesson}/complete", Access::Owner, actions::complete)
        .post("/learn/{enrolment}/{lesson}/undo", Access::Owner, actions::undo)
        .post("/learn/{enrolment}/{lesson}/notes", Access::Owner, actions::add_note)
        .post("/learn/{enrolment}/{lesson}/notes/{note}/delete", Access::Owner, actions::delete_note)
        .post("/learn/{enrolment}/{lesson}/settings", Access::Owner, actions::save_settings)
        .get("/o/{offering}/preview/{lesson}", Access::Entitled, preview_page::show)
        .get("/o/{offering}/preview/{lesson}/file", Access::Entitled, preview_page::download)
        .get("/media/{grant}/{media}/{*file}", Access::Entitled, media::serve)
}
