//! A maker's own picture: on their pages for everyone, and nowhere once it is taken away.

use std::collections::BTreeSet;

use domain::members::{MergedProfile, Role};

use super::addresses::{kept, tidied};
use crate::{
    shop::{coaster, picture},
    support::{Answer, Client, PASSWORD},
};

async fn send(client: &mut Client, bytes: &[u8]) -> Answer {
    client.post_multipart("/me/maker/photo", &[], &[("photo", "IMG_0001.JPG", "image/jpeg", bytes)]).await
}

both_databases! {
    async fn a_maker_has_a_face(app: TestApp) {
        app.category("wood").await;
        let account = app.account("maker@example.jp", Role::Member).await;
        let maker_id = app.maker_profile(account, "木暖工房").await;
        let (cx, maker) = app.as_maker(account, maker_id);
        let (_, number) = app.published(&cx, &maker, &coaster()).await;
        let mut owner = app.sign_in("maker@example.jp", account).await;
        for bytes in [&b"<script>no picture"[..], &[]] {
            let page = send(&mut owner, bytes).await.expect(422).body;
            assert!(page.contains("木暖工房") && page.contains("id=\"f-photo-e\""), "the form stays: {page}");
        }
        send(&mut owner, &picture::jpeg_from_a_phone(800, 600, 6)).await.expect(303);
        let own = app.store.maker_own(&cx, &cx.actor.member().expect("a member")).await.expect("read").expect("a profile");
        let src = format!("/images/{}/320", own.photo.expect("a picture"));
        assert!(owner.get("/me/maker").await.expect(200).body.contains(&src));
        let mut visitor = app.visitor();
        for path in [format!("/makers/{}", own.slug), format!("/shop/{number}")] {
            assert!(visitor.get(&path).await.expect(200).body.contains(&src), "{path}");
        }
        tidied(&app).await;
        let shown = visitor.get(&src).await.expect(200);
        assert_eq!(shown.header("cache-control"), "public, max-age=31536000, immutable");
        owner.post_form("/me/maker", &[("trade_name", "木暖工房"), ("story", "木で。")]).await.expect(303);
        assert!(owner.get("/me/maker").await.expect(200).body.contains(&src), "words change without it");
        owner.post_form("/me/maker/photo/remove", &[]).await.expect(303);
        assert!(!visitor.get(&format!("/shop/{number}")).await.expect(200).body.contains(&src));
        visitor.get(&src).await.expect(404);
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_face_goes_with_its_maker(app: TestApp) {
        let people = ["one@example.jp", "two@example.jp"];
        let [one, two] = [app.account(people[0], Role::Member).await, app.account(people[1], Role::Member).await];
        app.maker_profile(one, "木暖工房").await;
        app.maker_profile(two, "糸と野原").await;
        let mut second = app.sign_in(people[1], two).await;
        send(&mut second, &picture::jpeg(64, 64)).await.expect(303);
        let faces = kept(&app).await;
        assert_eq!(faces.len(), 1);
        let boss = app.account("boss@example.jp", Role::Operator).await;
        let operator = app.asking(boss, Role::Operator, None).actor.operator().expect("the operator");
        app.store.people_merge(&app.cx(), &operator, one, two, MergedProfile::Kept).await.expect("merged");
        tidied(&app).await;
        assert_eq!(kept(&app).await, faces, "the one kept had none");
        let mut first = app.sign_in(people[0], one).await;
        first.post_form("/me/close", &[("password", PASSWORD), ("sure", "yes")]).await.expect(303);
        assert_eq!(kept(&app).await, BTreeSet::new());
        app.leave_jobs();
    }
}
