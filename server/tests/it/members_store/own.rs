//! What belongs to an account: sessions, tokens, the maker's profile.

use chrono::TimeDelta;
use domain::{
    Actor, DomainError,
    members::{AccountError, Joining, MakerProfile, Role, SESSION_DAYS},
};
use store::{Error, jobs::Job};

use super::{CLIENT, EMAIL, World, account_error, any_token, new_account, session_of};

both_databases! {
    async fn an_ended_session_is_not_brought_back(app: TestApp) {
        let w = World(app);
        let (mine, other) =
            (w.account(EMAIL, Role::Member).await, w.account("taro@example.jp", Role::Member).await);
        w.session("here", mine).await;
        w.session("elsewhere", mine).await;
        w.session("his", other).await;
        let customer = w.cx_of(mine).await.actor.customer().unwrap();
        let listed = w.store.sessions_list(&w.cx(), &customer, Some("here")).await.unwrap();
        assert_eq!(listed.len(), 2);
        assert_eq!(listed.iter().filter(|row| row.current).count(), 1);

        let his = w.store.sessions_list(&w.cx(), &w.cx_of(other).await.actor.customer().unwrap(), None).await.unwrap();
        let foreign = w.store.session_end(&w.cx(), &customer, &his[0].id).await;
        assert!(matches!(foreign, Err(Error::Domain(DomainError::NotFound))));
        assert!(w.is_live("his").await);

        let elsewhere = listed.iter().find(|row| !row.current).unwrap();
        w.store.session_end(&w.cx(), &customer, &elsewhere.id).await.unwrap();
        w.store.session_save(&w.cx(), "elsewhere", &session_of(mine)).await.unwrap();
        assert!(!w.is_live("elsewhere").await);

        w.clock.advance(TimeDelta::days(SESSION_DAYS) - TimeDelta::minutes(1));
        w.store.session_save(&w.cx(), "here", &session_of(mine)).await.unwrap();
        w.clock.advance(TimeDelta::minutes(1));
        assert!(w.is_live("here").await && !w.is_live("his").await);
        assert!(w.store.members_tidy(&w.cx()).await.unwrap() >= 1);
        assert!(w.is_live("here").await);
    }
}

both_databases! {
    async fn the_longest_unused_session_makes_room(app: TestApp) {
        let w = World(app);
        let id = w.account(EMAIL, Role::Member).await;
        for n in 0..31 {
            w.clock.advance(TimeDelta::seconds(1));
            w.session(&format!("device {n}"), id).await;
        }
        assert!(!w.is_live("device 0").await);
        assert!(w.is_live("device 1").await && w.is_live("device 30").await);
    }
}

both_databases! {
    async fn api_tokens_are_the_owners(app: TestApp) {
        let w = World(app);
        let (mine, other) =
            (w.account(EMAIL, Role::Member).await, w.account("taro@example.jp", Role::Member).await);
        let customer = w.cx_of(mine).await.actor.customer().unwrap();
        let foreign = w.cx_of(other).await.actor.customer().unwrap();
        let raw = w.store.api_token_create(&w.cx(), &customer, &any_token()).await.unwrap();
        let Some((Actor::Account(account), _)) = w.store.token_actor(&w.cx(), &raw).await.unwrap() else { panic!("no actor") };
        assert_eq!((account.id, account.role), (mine, Role::Member));
        assert!(w.store.token_actor(&w.cx(), "tkb_unknown").await.unwrap().is_none());

        let [row] = &w.store.api_tokens_list(&w.cx(), &customer).await.unwrap()[..] else { panic!("one token") };
        assert!(matches!(w.store.api_token_revoke(&w.cx(), &foreign, row.id).await, Err(Error::Domain(DomainError::NotFound))));
        w.store.api_token_revoke(&w.cx(), &customer, row.id).await.unwrap();
        assert!(w.store.token_actor(&w.cx(), &raw).await.unwrap().is_none());
        for _ in 0..20 {
            w.store.api_token_create(&w.cx(), &customer, &any_token()).await.unwrap();
        }
        let one_more = w.store.api_token_create(&w.cx(), &customer, &any_token()).await;
        assert_eq!(account_error(one_more), AccountError::TooManyTokens { max: 20 });
    }
}

both_databases! {
    async fn a_member_becomes_a_maker_with_an_address_of_their_own(app: TestApp) {
        let w = World(app);
        let profile = MakerProfile::parse("小鳥工房", "木と布で。").unwrap();
        let mut slugs = Vec::new();
        for email in [EMAIL, "taro@example.jp"] {
            let id = w.account(email, Role::Member).await;
            let cx = w.cx_of(id).await;
            assert!(matches!(cx.actor.maker(), Err(DomainError::Forbidden)));
            let row = w.store.maker_save(&cx, &cx.actor.confirmed_member().unwrap(), &profile).await.unwrap();
            let cx = w.cx_of(id).await;
            assert_eq!(cx.actor.maker().unwrap().maker_id, row.id);
            slugs.push(row.slug.clone());
            let renamed = MakerProfile::parse("Kotori", "").unwrap();
            let again = w.store.maker_save(&cx, &cx.actor.confirmed_member().unwrap(), &renamed).await.unwrap();
            assert_eq!((again.id, &again.slug, &*again.trade_name), (row.id, &row.slug, "Kotori"));
            assert_eq!(w.store.maker_own(&cx, &cx.actor.member().unwrap()).await.unwrap(), Some(again));
        }
        assert_eq!(slugs[0], "maker");
        assert_ne!(slugs[0], slugs[1]);
    }
}

both_databases! {
    async fn an_unconfirmed_member_makes_no_profile_and_a_customer_may_join(app: TestApp) {
        let w = World(app);
        w.store.sign_up(&w.cx(), &new_account(EMAIL), Joining::Shop, None, CLIENT).await.unwrap();
        let [Job::ConfirmationMail { account_id, .. }] = w.jobs().await[..] else { panic!("one confirmation mail") };
        let cx = w.cx_of(account_id).await;
        assert!(matches!(cx.actor.member(), Err(DomainError::Forbidden)));
        w.store.member_join(&cx, &cx.actor.customer().unwrap()).await.unwrap();
        let cx = w.cx_of(account_id).await;
        assert!(cx.actor.member().is_ok());
        assert_eq!(account_error(cx.actor.confirmed_member().map_err(Error::from)), AccountError::EmailNotConfirmed);

        let staff = w.account("staff@example.jp", Role::Staff).await;
        let cx = w.cx_of(staff).await;
        w.store.member_join(&cx, &cx.actor.customer().unwrap()).await.unwrap();
        assert!(w.cx_of(staff).await.actor.staff().is_ok());
    }
}
