//! What was kept long enough goes: rows, photos that nothing shows, mails that were written to files.

use std::path::PathBuf;

use chrono::TimeDelta;
use domain::data::DataRule;
use store::{Cx, Error, Result, Store, data::RETENTION, ports::Images};

use super::record;
use crate::outbox;

/// Clears away by the operator's rules; the photos' folder is there but in tests.
pub(super) async fn retention(store: &Store, cx: &Cx, (images, outbox): (Option<&dyn Images>, PathBuf)) {
    record(store, cx, RETENTION, run(store, cx, images, outbox).await).await;
}

async fn run(store: &Store, cx: &Cx, images: Option<&dyn Images>, outbox: PathBuf) -> Result<()> {
    store.retention_run(cx).await?;
    let rules = store.data_rules().await?;
    if let Some(images) = images {
        store.photos_prune(cx, images, TimeDelta::days(rules.get(DataRule::PhotoDays))).await?;
    }
    let before = cx.now - TimeDelta::days(rules.get(DataRule::MailDays));
    outbox::prune(&outbox, before).await.map(drop).map_err(Error::internal)
}
