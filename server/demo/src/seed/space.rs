//! The space: the template of a fab space, with an invented name and seller.

use domain::{EquipmentTypeId, UnitId, booking::TypeDraft, site::SiteSettings};
use store::{Cx, Error, Result, Store, space::Template};

use crate::content::space;

/// The template that the demo is.
pub const TEMPLATE: &str = "ファブスペース";

/// A kind of equipment and its units.
pub struct Kind {
    pub draft: TypeDraft,
    pub id: EquipmentTypeId,
    pub units: Vec<UnitId>,
}

/// In the order of the template.
pub type Equipment = Vec<Kind>;

/// The template itself.
///
/// # Errors
/// When it cannot be read: its tests see to it.
pub fn template() -> Result<Template> {
    let built_in = Template::built_in(TEMPLATE).ok_or_else(|| Error::internal("the demo has no template"))?;
    built_in.map_err(Error::internal)
}

/// `cx` is the operator's.
pub async fn load(store: &Store, cx: &Cx) -> Result<Equipment> {
    let operator = &cx.actor.operator()?;
    let template = template()?;
    store.template_apply(cx, operator, TEMPLATE, &template).await?;
    store.site_settings_save(cx, &settings(store.site_settings().await?)).await?;
    let mut equipment = Vec::new();
    for (draft, _) in template.machines().map_err(Error::internal)? {
        let setting = store.type_setting(cx, operator, &draft.slug).await?;
        equipment.push(Kind { id: setting.id, units: setting.units.iter().map(|unit| unit.id).collect(), draft });
    }
    Ok(equipment)
}

/// Who invites, as invented as those who come.
fn settings(site: SiteSettings) -> SiteSettings {
    let space = space();
    SiteSettings {
        space_name: space.name.ja.to_owned(),
        space_name_en: space.name.en.to_owned(),
        issuer_name: space.name.ja.to_owned(),
        invoice_number: space.invoice_number.to_owned(),
        address: space.address.ja.to_owned(),
        address_en: space.address.en.to_owned(),
        access: space.access.ja.to_owned(),
        access_en: space.access.en.to_owned(),
        phone: space.phone.to_owned(),
        email: space.email.to_owned(),
        responsible_person: "運営 太郎（架空）".to_owned(),
        public: true,
        demo: true,
        ..site
    }
}
