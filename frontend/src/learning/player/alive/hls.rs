//! hls.js, for browsers that cannot play HLS themselves. Its script is fetched only then; bound by extern types.

use super::{Deck, dom, grant};
use domain::learning::with_grant;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::document;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlScriptElement, HtmlVideoElement};

/// How long the script may take, in steps of 50 ms.
const WAIT_STEPS: u32 = 280;

#[wasm_bindgen]
extern "C" {
    /// A player of hls.js.
    pub(super) type Hls;

    #[wasm_bindgen(constructor, catch, js_class = "Hls")]
    fn new(config: &JsValue) -> Result<Hls, JsValue>;

    #[wasm_bindgen(static_method_of = Hls, catch, js_class = "Hls", js_name = isSupported)]
    fn is_supported() -> Result<bool, JsValue>;

    #[wasm_bindgen(method, js_name = loadSource)]
    fn load_source(this: &Hls, address: &str);

    #[wasm_bindgen(method, js_name = attachMedia)]
    fn attach_media(this: &Hls, media: &HtmlVideoElement);

    #[wasm_bindgen(method, js_name = startLoad)]
    fn start_load(this: &Hls);

    #[wasm_bindgen(method, js_name = recoverMediaError)]
    pub(super) fn recover_media_error(this: &Hls);

    #[wasm_bindgen(method)]
    pub(super) fn destroy(this: &Hls);

    #[wasm_bindgen(method)]
    fn on(this: &Hls, event: &str, handler: &js_sys::Function);

    /// A request of hls.js, before it is sent.
    type Request;

    #[wasm_bindgen(method, catch)]
    fn open(this: &Request, method: &str, address: &str, is_async: bool) -> Result<(), JsValue>;
}

/// What went wrong for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Network,
    Media,
    Other,
}

/// Loads the script and attaches a player to the video; `None` where that cannot be.
pub(super) async fn attach(deck: &Rc<Deck>, video: &HtmlVideoElement, on_trouble: impl Fn(Trouble) + 'static) -> Option<Hls> {
    if !load_script(&deck.setup.hls_js).await || !Hls::is_supported().unwrap_or(false) {
        return None;
    }
    let config = dom::object(&[
        ("xhrSetup", renewing(deck)),
        ("startPosition", JsValue::from_f64(-1.0)),
        ("maxBufferLength", JsValue::from_f64(60.0)),
        ("capLevelToPlayerSize", JsValue::TRUE),
    ]);
    let hls = Hls::new(&config).ok()?;
    let handler = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |_event: JsValue, data: JsValue| {
        let is_fatal = dom::property(&data, "fatal").is_some_and(|fatal| fatal.is_truthy());
        if is_fatal {
            on_trouble(match dom::property(&data, "type").and_then(|kind| kind.as_string()).as_deref() {
                Some("networkError") => Trouble::Network,
                Some("mediaError") => Trouble::Media,
                _ => Trouble::Other,
            });
        }
    });
    hls.on("hlsError", handler.as_ref().unchecked_ref());
    handler.forget();
    hls.attach_media(video);
    hls.load_source(&grant::address(deck, "master.m3u8")?);
    Some(hls)
}

/// Loads on after a failure; from the beginning when not even the length was known.
pub(super) fn go_on(hls: &Hls, deck: &Deck, video: &HtmlVideoElement) {
    match grant::address(deck, "master.m3u8") {
        Some(address) if video.ready_state() == 0 => hls.load_source(&address),
        _ => hls.start_load(),
    }
}

/// Every request goes out with the grant of the moment: the playlists still name the one that they came with.
fn renewing(deck: &Rc<Deck>) -> JsValue {
    let deck = deck.clone();
    let setup = Closure::<dyn FnMut(Request, String)>::new(move |request: Request, address: String| {
        let fresh = with_grant(&address, &deck.grant.borrow().text).unwrap_or(address);
        let _ = request.open("GET", &fresh, true);
    });
    setup.into_js_value()
}

fn is_loaded() -> bool {
    dom::property(&js_sys::global(), "Hls").is_some()
}

async fn load_script(address: &str) -> bool {
    let has_failed = Rc::new(Cell::new(false));
    if !is_loaded() && insert_script(address, &has_failed).is_none() {
        return false;
    }
    for _ in 0..WAIT_STEPS {
        if is_loaded() || has_failed.get() {
            break;
        }
        TimeoutFuture::new(50).await;
    }
    is_loaded()
}

/// The new script carries the nonce of the page's own scripts.
fn insert_script(address: &str, has_failed: &Rc<Cell<bool>>) -> Option<()> {
    let nonce = document().query_selector("script[nonce]").ok().flatten()?.dyn_into::<HtmlElement>().ok()?.nonce();
    let script = document().create_element("script").ok()?.dyn_into::<HtmlScriptElement>().ok()?;
    script.set_nonce(&nonce);
    script.set_src(address);
    let has_failed = has_failed.clone();
    dom::listen(&script, "error", move |_| has_failed.set(true));
    document().body()?.append_child(&script).ok()?;
    Some(())
}
