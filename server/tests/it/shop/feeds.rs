//! The site map and the feed, as a crawler reads them.

use domain::shop::ListingDraft;
use quick_xml::{Reader, events::Event};

use super::{address_of, coaster};
use crate::support::{Kind, TestApp};

/// The texts of all elements of that name; fails where it is no XML.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut inside) = (Vec::new(), None);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(start) if start.name().as_ref() == name => inside = Some(String::new()),
            Event::Text(text) => {
                if let Some(words) = &mut inside {
                    words.push_str(&text);
                }
            }
            Event::GeneralRef(word) => {
                if let Some(words) = &mut inside {
                    words.push_str(&format!("&{};", &*word));
                }
            }
            Event::End(end) if end.name().as_ref() == name => found.extend(inside.take()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[tokio::test]
async fn crawlers_find_every_page_of_the_shop() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (_, number) = app.published(&cx, &maker, &coaster()).await;
    let (draft, _) = app.draft_with_photo(&cx, &maker, &coaster()).await;
    let hidden = app.product_row(draft).await.number;
    let mut visitor = app.visitor();
    let map = visitor.get("/sitemap.xml").await.expect(200);
    assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
    let places = texts(&map.body, "loc");
    let piece = format!("http://tsukuriba.test{}", address_of("ヒノキのコースター", number));
    assert!(places.contains(&piece) && !map.body.contains(&hidden.to_string()), "{places:?}");
    assert!(places.iter().any(|place| place.starts_with("http://tsukuriba.test/makers/")));
    assert!(texts(&map.body, "lastmod").len() >= 2);
    for place in &places {
        assert!(place.is_ascii());
        let path = place.strip_prefix("http://tsukuriba.test").expect("ours");
        visitor.get_once(path).await.expect(200);
    }
    let robots = visitor.get("/robots.txt").await.expect(200).body;
    assert!(robots.contains("\nSitemap: http://tsukuriba.test/sitemap.xml\n"));
    assert_eq!(texts(&visitor.get("/sitemap/1.xml").await.expect(200).body, "loc"), [piece]);
    for none in ["0.xml", "2.xml", "x", "-1.xml", "99999999999999999999.xml"] {
        visitor.get(&format!("/sitemap/{none}")).await.expect(404);
    }
}

#[tokio::test]
async fn readers_get_the_newest_pieces() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("A & B <工房>").await;
    let title = "<b>箱</b> & ]]> \u{1f380}";
    let draft = ListingDraft { title: title.into(), description: "<script>alert(1)</script>".into(), ..coaster() };
    let (_, number) = app.published(&cx, &maker, &draft).await;
    let feed = app.visitor().get("/shop/feed.xml").await.expect(200);
    assert_eq!(feed.header("content-type"), "application/rss+xml; charset=utf-8");
    assert!(feed.body.contains("<rss version=\"2.0\""));
    // The channel has one of each too.
    for (name, count) in [("title", 2), ("link", 2), ("description", 2), ("pubDate", 1), ("guid", 1), ("language", 1)] {
        assert_eq!(texts(&feed.body, name).len(), count, "{name}");
    }
    assert_eq!(texts(&feed.body, "link")[1], format!("http://tsukuriba.test{}", address_of(title, number)));
    assert_eq!(texts(&feed.body, "guid"), [format!("http://tsukuriba.test/shop/{number}")]);
    assert_eq!(texts(&feed.body, "title")[1], "&lt;b&gt;箱&lt;/b&gt; &amp; ]]&gt; \u{1f380}");
    assert!(
        !feed.body.contains("<script>") && feed.body.contains("&amp;lt;script&amp;gt;"),
        "twice escaped: it is HTML"
    );
    assert_eq!(texts(&feed.body, "pubDate"), ["Wed, 25 Nov 2026 00:00:00 +0000"]);
}
