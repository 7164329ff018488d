//! An offering in a list. The title is the link and covers the whole card.

use leptos::prelude::*;

use crate::{Cover, Icon, IconName, Price, StarsShort};

/// A rating as a card shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRating {
    /// "4.8".
    pub value: String,
    /// "(128)".
    pub count: String,
    /// "4.8 out of 5".
    pub spoken: String,
}

/// What a card says; every text is ready to be shown.
#[derive(Clone, Debug)]
pub struct OfferingCardView {
    /// Address of the offering.
    pub href: String,
    /// Its slug, from which a generated cover follows.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The seller's name.
    pub seller: String,
    /// Address of the seller's picture.
    pub seller_picture: Option<String>,
    /// Address of the uploaded cover.
    pub cover: Option<String>,
    /// The category's hue, in degrees.
    pub hue: u16,
    /// The category's pattern.
    pub pattern: u8,
    /// "Live class".
    pub kind: String,
    /// The kind's icon: `Video`, `Play` or `Briefcase`.
    pub kind_icon: IconName,
    /// None while there are no ratings.
    pub rating: Option<CardRating>,
    /// Next free slot, hours of video, or days to delivery.
    pub when: String,
    /// The formatted price, or "Free".
    pub price: String,
    /// The formatted price before a discount.
    pub price_was: Option<String>,
}

/// A card. Inside may go one more control, such as the heart.
#[component]
pub fn OfferingCard(
    /// What it says.
    offering: OfferingCardView,
    /// Set in the page's main list, where the cover travels to the offering's page.
    #[prop(optional)]
    travels: bool,
    /// One control on top of the cover.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let action = children.map(|children| view! { <div class="card-offering-act">{children()}</div> });
    view! {
        <article class="card-offering">
            <OfferingCardFace offering=offering travels=travels />
            {action}
        </article>
    }
}

/// What a card shows, without the card around it and without its control.
#[component]
pub fn OfferingCardFace(
    /// What it says.
    offering: OfferingCardView,
    /// Set in the page's main list, where the cover travels to the offering's page.
    #[prop(optional)]
    travels: bool,
) -> impl IntoView {
    let rating = offering.rating.map(|rating| {
        view! { <StarsShort value=rating.value count=rating.count text=rating.spoken /> }
    });
    let seller = offering.seller.clone();
    view! {
        <div class="card-offering-cover">
            <Cover
                seed=offering.slug
                hue=offering.hue
                pattern=offering.pattern
                name=seller
                face=offering.seller_picture
                picture=offering.cover
                travels=travels
            />
            <span class="badge badge-paper card-offering-kind">
                <Icon name=offering.kind_icon />
                {offering.kind}
            </span>
        </div>
        <div class="card-offering-body">
            <h3 class="card-offering-title">
                <a href=offering.href dir="auto">{offering.title}</a>
            </h3>
            <p class="card-offering-meta">
                <bdi>{offering.seller}</bdi>
                {rating}
            </p>
            <p class="card-offering-foot">
                <span class="card-offering-when">
                    <Icon name=IconName::Clock />
                    {offering.when}
                </span>
                <Price amount=offering.price was=offering.price_was />
            </p>
        </div>
    }
}
