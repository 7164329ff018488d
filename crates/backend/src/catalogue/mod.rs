//! The catalogue: categories, offerings, sellers and reviews as visitors see them; browsing, searching, wishlists, the sitemap.
//! Only what can be used now is shown: published video courses. Buying and learning belong to other areas.

pub mod applications;
mod branches;
mod browse;
pub mod building;
mod categories;
mod cursor;
mod forget;
mod home;
mod index;
mod kept;
mod offering;
mod picture;
pub mod profile;
mod reviews;
mod search;
mod sellers;
mod sitemap;
mod sql;
pub mod studio;
mod suggest;
mod types;
mod wanted;
mod wishlist;

pub use branches::popularity_tier;
pub use browse::browse;
pub use categories::{Category, CategoryNode, CategoryTree, list_categories};
pub(crate) use forget::{forget_account, withdraw_offerings};
pub use home::{Facts, HomePage, Need, home_page};
pub use index::{SearchFields, SearchText, index_offering, search_text};
pub use offering::{OfferingDetail, OpenOrder, OutlineLesson, OutlineSection, SellerCard, Standing, find_offering};
pub use picture::{Picture, open_picture};
pub use reviews::{ReviewView, ReviewsPage, list_reviews};
pub use sellers::{SellerDetail, SellerPage, SpokenLanguage, find_seller, open_seller_photo};
pub use sitemap::{SitemapEntry, sitemap_entries};
pub use suggest::{SUGGEST_LIMIT, Suggestion, suggest};
pub use types::{Bilingual, BrowsePage, CappedCount, FaqView, OfferingCard};
pub use wishlist::{WishlistPage, add_wish, find_wished, list_wishes, remove_wish};
