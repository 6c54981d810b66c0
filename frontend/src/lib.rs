//! The browser's entry: wakes the islands of `app`.

// Islands are found by name at run time; without a mention the linker would drop them.
use app as _;

#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
