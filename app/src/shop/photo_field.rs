//! The photos of a listing in its form: those that are there, and the field for more.

use domain::shop::{CAPTION_CHARS_MAX, PHOTO_BYTES_MAX, PHOTOS_MAX, PhotoRef};

use super::words::tile_photo;
use crate::{prelude::*, ui::{Button, ErrorLine, Ico, Icon, IconSize, Look, Marker, PHOTO_TYPES, Size, field_id}};

/// All photos with captions and what can be done with each, and the field for the next. `frontend/enhance/photo.ts`
/// sends chosen photos while the rest of the form is written, and changes this part alone; `photo_order.ts` drags them.
#[component]
pub(super) fn PhotosField(
    photos: Vec<PhotoRef>,
    error: Option<String>,
) -> impl IntoView {
    let count = photos.len();
    let rows = photos.iter().enumerate().map(|(at, photo)| photo_row(photo, at, count)).collect_view();
    let list = (count > 0).then(|| view! { <ol class="photos stack g3" aria-label=tr!(shop.photos)>{rows}</ol> });
    let next = if count < PHOTOS_MAX {
        view! { <NextPhoto count error/> }.into_any()
    } else {
        view! {
            {error.map(|error| view! { <ErrorLine id=format!("{}-e", field_id("photo")) error/> })}
            <p class="hint">{tr!(shop.photos_full, n = PHOTOS_MAX)}</p>
        }
        .into_any()
    };
    view! {
        <section class="stack g3" id="photos" data-photos="" aria-labelledby="photos-title">
            <div class="row sb">
                <h2 class="h3" id="photos-title">{tr!(shop.photos)}</h2>
                <span class="small mute num" data-count=count.to_string()>{tr!(shop.photos_count, n = count, max = PHOTOS_MAX)}</span>
            </div>
            {list}
            <ul class="stack g2" data-queue="" aria-live="polite"></ul>
            <Templates/>
            {next}
        </section>
    }
}

/// One photo: its place, its caption, and the buttons that move it or take it away.
fn photo_row(photo: &PhotoRef, at: usize, count: usize) -> AnyView {
    let (id, n) = (photo.id, at + 1);
    let alt = tr!(shop.photo_n, n = n).to_string();
    let picture = tile_photo(Some(id), &alt);
    let name = format!("caption-{id}");
    let (field, length) = (field_id(&name), CAPTION_CHARS_MAX.to_string());
    let cover = (at == 0).then(|| view! { <span class="badge">{tr!(shop.photo_cover)}</span> });
    let act = |act: &'static str, label: String, icon: Icon| {
        view! {
            <button class="icon-btn" type="submit" name="action" value=format!("{act}-{id}") formnovalidate=true
                data-photo-act="" aria-label=label>
                <Ico icon size=IconSize::S/>
            </button>
        }
    };
    let up = (at > 0).then(|| act("up", tr!(shop.photo_up, n = n).to_string(), Icon::Up));
    let down = (n < count).then(|| act("down", tr!(shop.photo_down, n = n).to_string(), Icon::Down));
    let first = (at > 0).then(|| {
        view! {
            <button class="btn quiet small" type="submit" name="action" value=format!("cover-{id}") formnovalidate=true
                data-photo-act="">
                {tr!(shop.photo_to_cover)}<span class="sr">{tr!(shop.photo_n, n = n)}</span>
            </button>
        }
    });
    // Whoever cannot drag has the buttons.
    let grip = (count > 1).then(|| {
        view! {
            <span class="grip" data-grip="" aria-hidden="true" title=tr!(listing.drag)><Ico icon=Icon::Grip size=IconSize::S/></span>
        }
    });
    let remove = act("remove", tr!(shop.photo_remove, n = n).to_string(), Icon::Trash);
    view! {
        <li data-photo=id.to_string()>
            <span class="pic">
                <img src=picture.src width="160" height="160" alt=picture.alt loading="lazy"/>
                {cover}{grip}
            </span>
            <div class="stack g1 grow">
                <label class="sr" for=field.clone()>{tr!(shop.caption_n, n = n)}</label>
                <input class="in" id=field name=name value=photo.caption.clone() maxlength=length autocomplete="off"
                    placeholder=tr!(shop.caption)/>
                <div class="row">{up}{down}{first}<span class="grow"></span>{remove}</div>
            </div>
        </li>
    }
    .into_any()
}

/// The file field, and the button that sends the photo while there is no script to do so.
#[component]
fn NextPhoto(count: usize, error: Option<String>) -> impl IntoView {
    let id = field_id("photo");
    let (hint_id, error_id) = (format!("{id}-h"), format!("{id}-e"));
    let described = if error.is_some() { format!("{error_id} {hint_id}") } else { hint_id.clone() };
    let invalid = error.is_some().then_some("true");
    let label = if count > 0 { tr!(shop.photo_more) } else { tr!(shop.photo) };
    let megabytes = PHOTO_BYTES_MAX / (1024 * 1024);
    view! {
        <div class="field">
            <label class="lb" for=id.clone()>{label} <Marker required={count == 0}/></label>
            <input class="in" id=id type="file" name="photo" accept=PHOTO_TYPES required={count == 0}
                data-bytes-max=PHOTO_BYTES_MAX.to_string() data-left=(PHOTOS_MAX - count).to_string()
                aria-invalid=invalid aria-describedby=described/>
            {error.map(|error| view! { <ErrorLine id=error_id error/> })}
            <p class="hint" id=hint_id>{tr!(shop.photo_hint, n = megabytes)}</p>
            <noscript>
                <Button label=tr!(shop.photo_add) look=Look::Second size=Size::Small name="action" value="photo"
                    novalidate=true/>
            </noscript>
        </div>
    }
}

/// What the script shows of a photo on its way.
#[component]
fn Templates() -> impl IntoView {
    let megabytes = PHOTO_BYTES_MAX / (1024 * 1024);
    view! {
        <template data-row="sending">
            <li class="sent row">
                <canvas class="pic" width="96" height="96" aria-hidden="true"></canvas>
                <div class="stack g1 grow">
                    <span class="small" data-name=""></span>
                    <progress class="meter" max="1" value="0" aria-label=tr!(shop.sending)></progress>
                    <p class="err" data-say="failed" hidden>
                        <Ico icon=Icon::Alert size=IconSize::S/><span>{tr!(shop.send_failed)}</span>
                    </p>
                    <p class="err" data-say="too-large" hidden>
                        <Ico icon=Icon::Alert size=IconSize::S/><span>{tr!(errors.photo_too_large, n = megabytes)}</span>
                    </p>
                    <p class="err" data-say="too-many" hidden>
                        <Ico icon=Icon::Alert size=IconSize::S/><span>{tr!(errors.too_many_photos, max = PHOTOS_MAX)}</span>
                    </p>
                    <p class="err" data-say="refused" hidden>
                        <Ico icon=Icon::Alert size=IconSize::S/><span></span>
                    </p>
                    <div class="row" data-acts="" hidden>
                        <button class="btn second small" type="button" data-retry="">{tr!(shop.send_again)}</button>
                        <button class="btn quiet small" type="button" data-drop="">{tr!(shop.send_drop)}</button>
                    </div>
                </div>
            </li>
        </template>
    }
}
