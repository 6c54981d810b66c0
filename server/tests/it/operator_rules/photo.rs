//! The photo of a kind of machine.

use crate::shop::picture::jpeg_from_a_phone;

both_databases! {
    async fn a_machine_gets_a_photo_and_loses_it(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (mut operator, mut visitor) = (app.operator().await, app.visitor());
        let path = "/operator/equipment/laser/photo";
        let send = async |operator: &mut crate::support::Client, bytes: &[u8]| {
            operator.post_multipart(path, &[], &[("photo", "IMG_0001.JPG", "image/jpeg", bytes)]).await
        };
        let refused = send(&mut operator, b"<script>no picture").await.expect(422);
        assert!(refused.body.contains("写真として読めません"), "{}", refused.body);
        assert!(send(&mut operator, b"").await.expect(422).body.contains("写真を1枚選んでください"));
        assert!(!visitor.get("/equipment").await.expect(200).body.contains("/images/"));

        send(&mut operator, &jpeg_from_a_phone(800, 600, 6)).await.expect(303);
        let list = visitor.get("/equipment").await.expect(200).body;
        let at = list.find("/images/").expect("a picture");
        let src: String = list[at..].chars().take_while(|c| !matches!(c, '"' | ' ')).collect();
        let picture = visitor.get(&src).await.expect(200);
        assert_eq!(picture.header("content-type"), "image/webp");
        assert!(visitor.get("/equipment/laser").await.expect(200).body.contains("/images/"));

        operator.post_form("/operator/equipment/laser/photo/remove", &[]).await.expect(303);
        assert!(!visitor.get("/equipment").await.expect(200).body.contains("/images/"));
        visitor.get(&src).await.expect(404);
    }
}
