//! Two servers on one database, of which one may die. What is guaranteed: a job is run by one of them at a time, and
//! runs again when its server died; so a mail may arrive twice, but only under the same Message-ID, and only when a
//! server died (or was not answered) between handing it over and recording that.

use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use store::jobs::{JobEnd, LOCK_SECONDS, Lane};
use tokio::{sync::Barrier, task::JoinSet};

use super::mailers::{Arrived, Hanging};
use crate::{
    shelf::{available, order, piece, shelf},
    support::TestApp,
};

both_databases! {
    async fn two_runners_share_the_mails(app: TestApp) {
        let mut mails = Vec::new();
        for _ in 0..30 {
            mails.push(app.put_mail().await);
        }
        mails.sort_unstable();
        let (arrived, gate) = (Arrived::default(), Arc::new(Barrier::new(3)));
        let mut runners = JoinSet::new();
        for _ in 0..3 {
            let (runner, gate) = (app.runner(Arc::new(arrived.clone())), gate.clone());
            runners.spawn(async move {
                gate.wait().await;
                runner.run_due().await.expect("run")
            });
        }
        let outcomes = runners.join_all().await;
        assert_eq!(outcomes.iter().map(|(done, failed)| done + failed).sum::<usize>(), 30, "{outcomes:?}");
        assert_eq!(arrived.sorted(), mails, "each once");
    }
}

both_databases! {
    async fn a_claim_that_ran_out_records_nothing(app: TestApp) {
        let id = app.put_mail().await;
        let first = app.store.job_claim(&app.cx(), Lane::Mail).await.expect("claim").expect("due");
        assert!(app.store.job_claim(&app.cx(), Lane::Mail).await.expect("claim").is_none(), "it is locked");
        app.clock.advance(TimeDelta::seconds(LOCK_SECONDS));
        let second = app.store.job_claim(&app.cx(), Lane::Mail).await.expect("claim").expect("due again");
        assert_eq!((first.id, second.id), (id, id));
        for end in [JobEnd::Done, JobEnd::Failed("late".into()), JobEnd::SetAside("late".into())] {
            assert!(!app.store.job_finish(&app.cx(), &first, &end).await.expect("finish"));
        }
        let row = app.job(id).await;
        assert!(row.done_at.is_none() && row.failed_at.is_none() && row.locked_until > Some(app.store.now()), "{row:?}");
        assert!(app.store.job_finish(&app.cx(), &second, &JobEnd::Done).await.expect("finish"));
        assert!(app.job(id).await.done_at.is_some());
        assert!(!app.store.job_finish(&app.cx(), &second, &JobEnd::Failed("again".into())).await.expect("once"));
    }
}

/// One of two servers dies while a mail hangs: the other does everything else at once, and the mail when the lock has
/// run out.
async fn the_other_goes_on(app: TestApp, arrives_first: bool) {
    shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
    app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
    app.clock.advance(TimeDelta::days(7));
    let mut expected = BTreeSet::new();
    for _ in 0..4 {
        expected.insert(app.put_mail().await);
    }
    let hanging = Arc::new(if arrives_first { Hanging::after_arrival() } else { Hanging::default() });
    let arrived = hanging.arrived.clone();
    let dying = app.runner(hanging.clone());
    let dying = tokio::spawn(async move { dying.run_lane(Lane::Mail).await });
    hanging.hangs.notified().await;
    // As kill -9 would: nothing is recorded any more.
    dying.abort();
    assert!(dying.await.expect_err("ended").is_cancelled());

    let other = app.runner(Arc::new(arrived.clone()));
    // The mail of the order was first in line, and is locked; four others, the end of the hold and the mail about that
    // are not.
    assert_eq!(other.run_due().await.expect("run"), (6, 0));
    assert_eq!(available(&app, 1001).await, 1, "the piece is back at once");
    app.clock.advance(TimeDelta::seconds(LOCK_SECONDS));
    assert_eq!(other.run_due().await.expect("run"), (1, 0));
    assert_eq!(other.run_due().await.expect("run"), (0, 0));

    let all = arrived.all();
    let different: BTreeSet<_> = all.iter().copied().collect();
    assert!(different.is_superset(&expected) && different.len() == 6, "all arrived: {all:?}");
    assert_eq!(all.len(), if arrives_first { 7 } else { 6 }, "twice only when it had been handed over: {all:?}");
}

both_databases! {
    async fn a_dead_servers_mail_is_sent_by_the_other(app: TestApp) {
        the_other_goes_on(app, false).await;
    }
}

both_databases! {
    /// Nobody can know that the mail was handed over; so it comes again, as the same mail.
    async fn a_mail_handed_over_before_the_death_comes_again_as_the_same(app: TestApp) {
        the_other_goes_on(app, true).await;
    }
}
