//! What is in the shop for machines that come back: the site map for search engines and the feed of new pieces. While the
//! space is not public they are as closed as its pages are.

use std::io;

use app::ui::encoded_path;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use chrono::{DateTime, Utc};
use domain::{
    DomainError,
    shop::{FeedPiece, SitePlace},
};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use store::Error;

use crate::web::{PageResult, Web};

/// Pieces in one file of the site map; up to so many there is one file.
const PART_PIECES: u64 = 5_000;
/// Pieces in the feed.
const FEED_PIECES: u64 = 30;
/// Characters of a story in the feed.
const STORY_CHARS: usize = 300;
/// The file of everything but the pieces, where there are several.
const PLACES: &str = "places.xml";
/// Pages that are always there.
const PAGES: [&str; 10] =
    ["/", "/shop", "/makers", "/equipment", "/guide", "/fees", "/terms", "/privacy", "/law", "/returns"];

const MAP: &str = "application/xml; charset=utf-8";
const FEED: &str = "application/rss+xml; charset=utf-8";
const SITEMAP_SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

type Xml = Writer<Vec<u8>>;

/// `GET /sitemap.xml`: every address, or from [`PART_PIECES`] on the files in which they are.
pub(super) async fn sitemap(web: Web) -> PageResult {
    let pieces = web.store.pieces_published(&web.cx).await?;
    if pieces > PART_PIECES {
        let parts = pieces.div_ceil(PART_PIECES);
        let files = std::iter::once(PLACES.to_owned()).chain((1..=parts).map(|n| format!("{n}.xml")));
        return xml(MAP, index(&web, files));
    }
    let mut places = places(&web).await?;
    places.extend(web.store.piece_places(&web.cx, 0, PART_PIECES).await?);
    xml(MAP, urls(&web, &places))
}

/// `GET /sitemap/{part}`: `places.xml`, `1.xml`, `2.xml`, …
pub(super) async fn sitemap_part(web: Web, Path(part): Path<String>) -> PageResult {
    if part == PLACES {
        return xml(MAP, urls(&web, &places(&web).await?));
    }
    let number = part.strip_suffix(".xml").and_then(|n| n.parse::<u64>().ok()).filter(|n| (1..=10_000).contains(n));
    let skipped = (number.ok_or(DomainError::NotFound)? - 1) * PART_PIECES;
    let places = web.store.piece_places(&web.cx, skipped, PART_PIECES).await?;
    if places.is_empty() {
        return Err(DomainError::NotFound.into());
    }
    xml(MAP, urls(&web, &places))
}

/// All but the pieces.
async fn places(web: &Web) -> store::Result<Vec<SitePlace>> {
    let place = |path: String| SitePlace { path, changed_at: None };
    let mut places: Vec<SitePlace> = PAGES.map(|path| place(path.to_owned())).into();
    let machines = web.store.equipment_summaries(&web.cx).await?;
    places.extend(machines.into_iter().map(|machine| place(format!("/equipment/{}", machine.slug))));
    places.extend(web.store.maker_places(&web.cx).await?);
    Ok(places)
}

fn index(web: &Web, files: impl Iterator<Item = String>) -> io::Result<Vec<u8>> {
    document(|out| {
        let root = out.create_element("sitemapindex").with_attribute(("xmlns", SITEMAP_SPACE));
        root.write_inner_content(|out| {
            for file in files {
                let address = address(web, &format!("/sitemap/{file}"));
                out.create_element("sitemap").write_inner_content(|out| text(out, "loc", &address))?;
            }
            Ok(())
        })
        .map(drop)
    })
}

fn urls(web: &Web, places: &[SitePlace]) -> io::Result<Vec<u8>> {
    document(|out| {
        out.create_element("urlset")
            .with_attribute(("xmlns", SITEMAP_SPACE))
            .write_inner_content(|out| {
                for place in places {
                    out.create_element("url").write_inner_content(|out| {
                        text(out, "loc", &address(web, &place.path))?;
                        match place.changed_at {
                            Some(at) => text(out, "lastmod", &at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
                            None => Ok(()),
                        }
                    })?;
                }
                Ok(())
            })
            .map(drop)
    })
}

/// `GET /shop/feed.xml`: the newest pieces (RSS 2.0).
pub(super) async fn feed(web: Web) -> PageResult {
    let pieces = web.store.feed(&web.cx, FEED_PIECES).await?;
    xml(FEED, rss(&web, &pieces))
}

fn rss(web: &Web, pieces: &[FeedPiece]) -> io::Result<Vec<u8>> {
    let own = address(web, "/shop/feed.xml");
    document(|out| {
        let root = out
            .create_element("rss")
            .with_attributes([("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom")]);
        root.write_inner_content(|out| {
            out.create_element("channel").write_inner_content(|out| {
                text(out, "title", &web.site.space_name)?;
                text(out, "link", &address(web, "/shop"))?;
                text(out, "description", &format!("{}の新しい作品", web.site.space_name))?;
                text(out, "language", "ja")?;
                let link = out.create_element("atom:link");
                let kind = "application/rss+xml";
                link.with_attributes([("href", own.as_str()), ("rel", "self"), ("type", kind)]).write_empty()?;
                if let Some(newest) = pieces.first() {
                    text(out, "lastBuildDate", &rfc822(newest.published_at))?;
                }
                pieces.iter().try_for_each(|piece| item(out, web, piece))
            })?;
            Ok(())
        })
        .map(drop)
    })
}

fn item(out: &mut Xml, web: &Web, piece: &FeedPiece) -> io::Result<()> {
    let link = address(web, &format!("/shop/{}", piece.slug));
    let story: String = piece.description.chars().take(STORY_CHARS).collect();
    // Readers take it for HTML, so that words are escaped once for it and once for XML.
    let picture = piece
        .photo_id
        .map(|id| format!("<p><img src=\"{}\" alt=\"\"></p>", address(web, &format!("/images/{id}/640.jpg"))));
    let words = format!(
        "{}<p>{}円（税込）／{}</p><p>{}</p>",
        picture.unwrap_or_default(),
        piece.price,
        quick_xml::escape::escape(piece.maker.as_str()),
        quick_xml::escape::escape(story.as_str()),
    );
    // The number stays when the title changes: readers know the piece again.
    let number = piece.slug.rsplit('-').next().unwrap_or_default();
    out.create_element("item").write_inner_content(|out| {
        text(out, "title", &piece.title)?;
        text(out, "link", &link)?;
        let guid = out.create_element("guid").with_attribute(("isPermaLink", "true"));
        guid.write_text_content(BytesText::new(&address(web, &format!("/shop/{number}"))))?;
        text(out, "pubDate", &rfc822(piece.published_at))?;
        text(out, "description", &words)
    })?;
    Ok(())
}

/// A whole address as XML wants it.
fn address(web: &Web, path: &str) -> String {
    format!("{}{}", web.state.config.site_url, encoded_path(path))
}

fn rfc822(at: DateTime<Utc>) -> String {
    at.to_rfc2822()
}

/// An element with words; characters that XML does not know are left out.
fn text(out: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    let is_known = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    let words: String = words.chars().filter(is_known).collect();
    out.create_element(name).write_text_content(BytesText::new(&words)).map(drop)
}

fn document(fill: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut out = Writer::new(Vec::new());
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    fill(&mut out)?;
    Ok(out.into_inner())
}

fn xml(kind: &'static str, written: io::Result<Vec<u8>>) -> PageResult {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    Ok((headers, written.map_err(Error::internal)?).into_response())
}
