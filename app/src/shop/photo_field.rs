//! The photo of a listing in its form: the one that is there, and the field for another.

use domain::{PhotoId, shop::PHOTO_BYTES_MAX};

use super::words::tile_photo;
use crate::{prelude::*, ui::{ErrorLine, Ico, Icon, IconSize, Marker, field_id}};

/// Formats that every browser can hand over; an iPhone turns its own format into JPEG for them.
const PHOTO_TYPES: &str = "image/jpeg,image/png,image/webp";

/// `frontend/enhance/photo.ts` shows the chosen photo in the canvas, and the lines that fit.
#[component]
pub(super) fn PhotoField(photo_id: Option<PhotoId>, error: Option<String>) -> impl IntoView {
    let id = field_id("photo");
    let (hint_id, error_id) = (format!("{id}-h"), format!("{id}-e"));
    let described = if error.is_some() { format!("{error_id} {hint_id}") } else { hint_id.clone() };
    let invalid = error.is_some().then_some("true");
    let shown = photo_id.map(|photo| {
        let photo = tile_photo(Some(photo), tr!(shop.photo_now));
        view! { <img class="shown" src=photo.src srcset=photo.srcset sizes="160px" alt=photo.alt/> }
    });
    let label = if photo_id.is_some() { tr!(shop.photo_other) } else { tr!(shop.photo) };
    let megabytes = PHOTO_BYTES_MAX / (1024 * 1024);
    view! {
        <div class="field photo-field" data-photo="">
            {shown}
            <label class="lb" for=id.clone()>{label} <Marker required={photo_id.is_none()}/></label>
            <input class="in" id=id type="file" name="photo" accept=PHOTO_TYPES required={photo_id.is_none()}
                data-bytes-max=PHOTO_BYTES_MAX.to_string() aria-invalid=invalid aria-describedby=described/>
            {error.map(|error| view! { <ErrorLine id=error_id error/> })}
            <div aria-live="polite">
                <p class="err" data-say="too-large" hidden>
                    <Ico icon=Icon::Alert size=IconSize::S/>
                    <span>{tr!(errors.photo_too_large, n = megabytes)}</span>
                </p>
                <p class="hint" data-say="unseen" hidden>{tr!(shop.photo_unseen)}</p>
                <p class="lbl" data-say="chosen" hidden>{tr!(shop.photo_chosen)}</p>
            </div>
            <canvas class="shown" role="img" aria-label=tr!(shop.photo_chosen) hidden></canvas>
            <p class="hint" id=hint_id>{tr!(shop.photo_hint, n = megabytes)}</p>
        </div>
    }
}

/// How far the sending is, and the word that it failed; shown by the script.
#[component]
pub(super) fn Sending() -> impl IntoView {
    view! {
        <div class="stack g2" data-sending="" role="status" hidden>
            <p>{tr!(shop.sending)}</p>
            <progress class="meter" max="1" value="0" aria-label=tr!(shop.sending)></progress>
        </div>
        <p class="err" role="alert" data-say="failed" hidden>
            <Ico icon=Icon::Alert size=IconSize::S/>
            <span>{tr!(shop.send_failed)}</span>
        </p>
    }
}
