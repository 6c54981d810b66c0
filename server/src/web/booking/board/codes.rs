//! The codes at the machines.

use app::booking::board::{CodesPage, UnitCode, unit_name};
use domain::{BilingualText, UnitId};
use leptos::prelude::*;
use store::link::LinkPurpose;

use crate::web::{PageResult, Staff, Web, qr};

pub async fn show(web: Web, staff: Staff) -> PageResult {
    let mut units = Vec::new();
    for equipment in web.store.equipment_choices(&web.cx, &staff).await? {
        let count = equipment.units.len();
        let named = |(id, unit): &(UnitId, BilingualText)| (*id, unit_name(web.locale, &equipment.name, unit, count));
        units.extend(equipment.units.iter().map(named));
    }
    let opens: Vec<LinkPurpose> = units.iter().map(|(id, _)| LinkPurpose::CheckIn(*id)).collect();
    let keys = web.store.link_keys(&web.cx, &opens).await?;
    let code = |((id, name), key): ((UnitId, String), String)| {
        let link = format!("{}/check-in/{id}?key={key}", web.state.config.site_url);
        UnitCode { id, name, qr: qr::svg(&link), link }
    };
    let codes: Vec<UnitCode> = units.into_iter().zip(keys).map(code).collect();
    Ok(web.page(|| view! { <CodesPage codes/> }))
}
