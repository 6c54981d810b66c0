//! The yearly report: figures, boundaries of the year, evidence.

use std::collections::HashSet;

use domain::{
    Account, AccountId, Actor, IntoEnumIterator, Operator,
    calendar::FiscalYear,
    kpi::{KpiYear, ParticipationKind, PlanPoint, Show, YearFigures, YearState},
    members::Role,
};
use store::Cx;
use uuid::Uuid;

use crate::{
    kpi_seed::{jst, people, person, plan, targets, took_part},
    support::TestApp,
};

fn fy(year: i32) -> FiscalYear {
    FiscalYear::new(year).unwrap()
}

fn operator(app: &TestApp) -> (Cx, Operator) {
    let account = Account {
        id: AccountId(Uuid::nil()),
        role: Role::Operator,
        display_name: String::new(),
        email: String::new(),
        email_confirmed: true,
        maker_id: None,
    };
    let cx = Cx { actor: Actor::Account(account), ..app.cx() };
    let operator = cx.actor.operator().unwrap();
    (cx, operator)
}

async fn year(app: &TestApp, year: i32) -> KpiYear {
    let (cx, operator) = operator(app);
    app.store.kpi_year(&cx, &operator, fy(year)).await.unwrap()
}

fn counts(figures: &YearFigures) -> (u64, u64, u64, u64) {
    (figures.new, figures.unique, figures.total, figures.new_to_date)
}

both_databases! {
    async fn figures_of_the_plan(app: TestApp) {
        plan(&app.store).await;
        let report = year(&app, 2018).await;
        assert_eq!(report.years.iter().map(counts).collect::<Vec<_>>(), [(10, 10, 10, 10), (20, 25, 25, 30), (30, 40, 70, 60)]);
        assert_eq!(report.years.iter().map(|year| year.target).collect::<Vec<_>>(), [Some(10), Some(20), Some(30)]);
        assert_eq!(counts(&report.figures), (30, 40, 70, 60));
        assert_eq!((report.figures.target_to_date, report.state, report.rule_version), (60, YearState::Over, 1));
        assert_eq!(report.previous.map(|year| year.total), Some(25));
        let plan: Vec<_> = report.plan.iter().map(|row| (row.target, row.actual)).collect();
        assert_eq!(plan, [(0, Some(0)), (10, Some(10)), (20, Some(20)), (30, Some(30)), (60, Some(60))]);
        assert_eq!(report.plan[1].point, PlanPoint::YearEnd(fy(2016)));
        let kinds: Vec<_> = report.kinds.iter().map(|kind| (kind.kind.into_str(), kind.people, kind.rows)).collect();
        assert_eq!(kinds, [("booking", 30, 30), ("product", 10, 10), ("sale", 0, 0), ("seminar", 30, 30)]);
        let months: Vec<_> = report.months.iter().map(|month| (month.total, month.new_to_date)).collect();
        assert_eq!((months.len(), months[0], months[7], months[11]), (12, (30, 30), (30, 30), (10, 30)));
        assert_eq!(months.iter().map(|month| month.0).sum::<u64>(), report.figures.total);
        assert_eq!(report.span, (fy(2016), fy(2026)));
    }
}

both_databases! {
    async fn the_year_turns_at_midnight_in_japan(app: TestApp) {
        targets(&app.store).await;
        people(&app.store, 0, 3).await;
        // 31 March 23:59 and 1 April 00:00 in Japan are the same day in UTC.
        took_part(&app.store, 0, ParticipationKind::Booking, jst(2019, 3, 31, 1439), 1).await;
        took_part(&app.store, 1, ParticipationKind::Booking, jst(2019, 4, 1, 0), 2).await;
        took_part(&app.store, 2, ParticipationKind::Booking, jst(2018, 4, 1, 0), 3).await;
        took_part(&app.store, 2, ParticipationKind::Booking, jst(2018, 3, 31, 1439), 4).await;
        assert_eq!(counts(&year(&app, 2017).await.figures), (1, 1, 1, 1));
        let report = year(&app, 2018).await;
        assert_eq!(counts(&report.figures), (1, 2, 2, 2));
        let months: Vec<u64> = report.months.iter().map(|month| month.total).collect();
        assert_eq!(months, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "first minute in April, last minute in March");
        assert_eq!(report.months[10].new_to_date, 0, "the one new person came in March");
        assert_eq!(counts(&year(&app, 2019).await.figures), (1, 1, 1, 3));
    }
}

both_databases! {
    async fn evidence_is_what_was_counted(app: TestApp) {
        plan(&app.store).await;
        let (cx, operator) = operator(&app);
        let figures = year(&app, 2018).await.figures;
        for show in Show::iter() {
            let mut rows = Vec::new();
            for page in 1..=2 {
                let found = app.store.kpi_evidence(&cx, &operator, &figures, show, page).await.unwrap();
                assert_eq!((found.total, found.page <= found.pages), (show.figure(&figures), true));
                if page == 1 || found.page == 2 {
                    rows.extend(found.rows);
                }
            }
            assert_eq!(rows.len() as u64, show.figure(&figures), "{show:?}");
            assert!(rows.is_sorted_by_key(|row| row.at));
            let codes: HashSet<&str> = rows.iter().map(|row| row.person.as_str()).collect();
            let expected = if show == Show::New { 30 } else { 40 };
            assert_eq!(codes.len(), expected, "{show:?}");
            assert_eq!(rows.iter().filter(|row| row.new).count(), 30);
            assert_eq!(rows.iter().filter(|row| row.first_of_year).count() as u64, show.figure(&figures).min(40));
        }
        let all = app.store.kpi_evidence_export(&cx, &operator, fy(2018)).await.unwrap();
        assert_eq!((all.rows.len(), all.cut), (70, false));
        let last = all.rows.last().unwrap();
        assert_eq!((last.kind, last.new, last.first_of_year), (ParticipationKind::Product, false, true));
        let codes: HashSet<&str> = all.rows.iter().map(|row| row.person.as_str()).collect();
        assert_eq!(codes.len(), 40);
        // Nobody makes a code of an id: not by the old way, nor by any that has no secret.
        assert!((0..60).all(|n| !codes.contains(code_of_the_id(person(n)).as_str())));
    }
}

both_databases! {
    async fn the_same_thing_counts_once(app: TestApp) {
        people(&app.store, 0, 2).await;
        for _ in 0..3 {
            took_part(&app.store, 0, ParticipationKind::Sale, jst(2018, 5, 1, 600), 7).await;
        }
        took_part(&app.store, 0, ParticipationKind::Product, jst(2018, 5, 1, 600), 7).await;
        took_part(&app.store, 1, ParticipationKind::Sale, jst(2018, 5, 1, 600), 7).await;
        assert_eq!(counts(&year(&app, 2018).await.figures), (2, 2, 3, 2));
    }
}

both_databases! {
    async fn years_without_anything(app: TestApp) {
        let (cx, operator) = operator(&app);
        let today = app.store.kpi_latest_year(&cx, &operator).await.unwrap();
        assert_eq!(today, fy(2026), "nothing on record: today's year");
        let report = year(&app, 2026).await;
        assert_eq!((report.state, counts(&report.figures), report.plan.len()), (YearState::Running, (0, 0, 0, 0), 0));
        assert_eq!(report.months.len(), 8, "April to November");
        targets(&app.store).await;
        assert_eq!(year(&app, 2030).await.state, YearState::Ahead);
        assert!(year(&app, 2030).await.months.is_empty());
        for edge in [FiscalYear::MIN, FiscalYear::MAX] {
            let report = year(&app, edge).await;
            assert!(report.years.len() <= domain::kpi::YEARS_MAX, "{edge}");
            assert_eq!(report.years.last().map(|year| year.fiscal_year), Some(fy(edge)));
        }
        people(&app.store, 0, 1).await;
        took_part(&app.store, 0, ParticipationKind::Seminar, jst(2018, 5, 1, 600), 1).await;
        assert_eq!(app.store.kpi_latest_year(&cx, &operator).await.unwrap(), fy(2018));
    }
}

/// The code that an id had before there was a secret in it: its last 40 bits.
pub fn code_of_the_id(id: domain::AccountId) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let end = id.0.as_u128();
    (0..8).rev().map(|at| char::from(LETTERS[(end >> (at * 5)) as usize & 31])).collect()
}
