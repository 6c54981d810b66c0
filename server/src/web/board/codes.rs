//! The codes at the machines.

use app::board::{CodesPage, UnitCode, unit_name};
use leptos::prelude::*;
use store::link::Opens;

use crate::web::{PageResult, Web, qr};

pub async fn show(web: Web) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let mut codes = Vec::new();
    for machine in web.store.staff_machines(&web.cx, &staff).await? {
        for (id, unit) in &machine.units {
            let key = web.store.link_key(&web.cx, Opens::CheckIn(id.0)).await?;
            codes.push(UnitCode {
                id: *id,
                name: unit_name(web.locale, &machine.name, unit, machine.units.len()),
                qr: qr::svg(&format!("{}/check-in/{id}?key={key}", web.state.config.site_url)),
            });
        }
    }
    Ok(web.page(|| view! { <CodesPage codes/> }))
}
