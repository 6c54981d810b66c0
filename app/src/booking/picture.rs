//! A machine's picture: the operator's photo, or the drawing that stands in for it.

use domain::PhotoId;

use super::art;
use crate::{prelude::*, ui::MachineArt};

/// With no `alt` it is decoration beside the machine's name.
#[component]
pub fn EquipmentPicture(
    slug: String,
    photo: Option<PhotoId>,
    #[prop(optional_no_strip)] alt: Option<String>,
) -> impl IntoView {
    match (photo, alt) {
        (Some(id), alt) => {
            let (src, srcset) = (format!("/images/{id}/640"), format!("/images/{id}/320 320w, /images/{id}/640 640w"));
            let alt = alt.unwrap_or_default();
            view! { <img class="art" src=src srcset=srcset sizes="(min-width: 768px) 320px, 40vw" width="400" height="300" alt=alt/> }
                .into_any()
        }
        (None, Some(alt)) => view! { <MachineArt art=art(&slug) alt/> }.into_any(),
        (None, None) => view! { <MachineArt art=art(&slug)/> }.into_any(),
    }
}
