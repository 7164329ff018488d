//! Services: packages, extras, questions to the buyer, and where the work is done.

use super::support::{Maker, basics, page, value_of};
use sqlx::PgPool;
use test_support::TestApp;

fn package(row: usize, price: &'static str) -> Vec<(String, &'static str)> {
    [("name_en", "Basic"), ("includes_en", "One scarf\nTwo drafts"), ("price", price), ("days", "7"), ("revisions", "2")]
        .map(|(part, value)| (format!("package_{row}_{part}"), value))
        .into()
}

fn borrowed<'a>(fields: &'a [(String, &'static str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (name.as_str(), *value)).collect()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_service_is_built_of_packages_extras_and_questions(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("service", "A scarf for you").await;
    layla.save(id, "basics", &basics("A scarf for you")).await.expect_status(303);
    layla.save(id, "page", &page()).await.expect_status(303);
    let two = [package(1, "50"), package(3, "120.5")].concat();
    layla.save(id, "packages", &borrowed(&two)).await.expect_status(303);
    assert_eq!(value_of(&app, id, "select price_minor::text from offerings where id = $1").await, "5000", "the cheapest");
    let positions =
        "select string_agg(position || ':' || price_minor, ' ' order by position) from service_packages where offering_id = $1";
    assert_eq!(value_of(&app, id, positions).await, "1:5000 2:12050", "without gaps");
    let shown = layla.visitor.get(&format!("/studio/offerings/{id}/packages")).await.expect_status(200);
    assert!(shown.body.contains("You will net $42.50."), "what stays with the seller");
    let extras = [("extra_1_name_en", "In a box"), ("extra_1_price", "3"), ("extra_1_days", "")];
    layla.save(id, "extras", &extras).await.expect_status(303);
    let questions = [
        ("question_1_text_en", "Which size?"),
        ("question_1_kind", "choice"),
        ("question_1_choices_en", "Small\nLarge"),
        ("question_1_required", "true"),
        ("question_2_text_en", "A picture of you"),
        ("question_2_kind", "file"),
    ];
    layla.save(id, "requirements", &questions).await.expect_status(303);
    layla.save(id, "place", &[("place", "on_site"), ("city", "Fez"), ("travel_radius_km", "20")]).await.expect_status(303);
    let preview = layla.visitor.get(&format!("/studio/offerings/{id}/preview")).await.expect_status(200);
    for text in ["Two drafts", "$120.50", "2 revisions", "In a box", "Which size?", "On site, Fez"] {
        assert!(preview.body.contains(text), "{text}");
    }
    let review = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.expect_status(200);
    assert!(review.body.contains("This kind opens soon") && review.body.contains("Everything is there."));
    // A package whose position stays keeps its id; prices that changed are noted.
    let first = value_of(&app, id, "select id::text from service_packages where offering_id = $1 and position = 1").await;
    layla.save(id, "packages", &borrowed(&package(1, "60"))).await.expect_status(303);
    assert_eq!(value_of(&app, id, "select string_agg(id::text, ' ') from service_packages where offering_id = $1").await, first);
    let history = "select string_agg(concat_ws(' ', item, item_position, coalesce(old_minor, -1), coalesce(new_minor, -1)), ', ' order by id)
        from offering_price_history where offering_id = $1";
    assert_eq!(
        value_of(&app, id, history).await,
        "package 1 -1 5000, package 2 -1 12050, extra 1 -1 300, package 1 5000 6000, package 2 12050 -1"
    );
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_is_wrong_in_a_row_stands_in_that_row(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("service", "A scarf for you").await;
    for (step, field, value, wrong) in [
        ("packages", "package_2_price", "-5", "package_2_price"),
        ("packages", "package_2_price", "0", "package_2_price"),
        ("packages", "package_2_days", "61", "package_2_days"),
        ("packages", "package_2_revisions", "many", "package_2_revisions"),
        ("packages", "package_2_name_en", "<i>Basic</i>", "package_2_name_en"),
        ("packages", "package_2_includes_ar", "واحد", "package_2_includes_ar"),
        ("extras", "extra_4_name_en", "In a box", "extra_4_price"),
        ("requirements", "question_2_choices_en", "Small\nLarge", "question_2_text_en"),
        ("place", "city", "Fez", "city"),
    ] {
        let mut fields = if step == "packages" { package(2, "50") } else { vec![("place".to_owned(), "online")] };
        fields.retain(|(name, _)| name != field);
        fields.push((field.to_owned(), value));
        let refused = layla.save(id, step, &borrowed(&fields)).await.expect_status(422);
        assert!(refused.body.contains(&format!("id=\"{wrong}-error\"")), "{step} {field} {value}");
        assert!(refused.body.contains(&format!("name=\"{field}\"")), "the row is shown again");
    }
    assert_eq!(app.count("select count(*) from service_packages").await, 0);
    assert_eq!(app.count("select count(*) from offering_price_history").await, 0);
}
