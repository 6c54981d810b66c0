//! The content holds together, and every picture can be drawn.

use std::collections::HashSet;

use crate::{
    content::{COHORTS, Maker, Supply, makers, products, space},
    draw::{self, DrawError, maker_mark_svg, render},
    seed::template,
};

/// Small pictures are enough to see that something is drawn.
const PREVIEW_PX: u32 = 96;

fn product_svg(index: usize) -> String {
    draw::product_svg(&products()[index].art, index)
}

fn mark_svg(index: usize) -> String {
    maker_mark_svg(&makers()[index].mark)
}

#[test]
fn sixty_products_fill_all_eight_categories() {
    let used: HashSet<_> = products().iter().map(|product| product.category).collect();
    assert_eq!((products().len(), used.len(), template().unwrap().categories()), (60, 8, 8));
    let titles: HashSet<_> = products().iter().map(|product| product.title.ja).collect();
    assert_eq!(titles.len(), 60, "no two pieces share a title");
}

/// Those who come are as many as the template's plan aims at.
#[test]
fn the_cohorts_are_the_plans_targets() {
    let plan = template().unwrap().kpi_plan().unwrap();
    let targets: Vec<_> = plan.targets.iter().map(|(year, n)| (year.year(), *n as usize)).collect();
    assert_eq!(targets, COHORTS);
}

#[test]
fn products_are_sold_by_known_makers_and_made_on_known_machines() {
    let machines = template().unwrap().machines().unwrap();
    let equipment: HashSet<_> = machines.iter().map(|(kind, _)| kind.slug.as_str()).collect();
    let mut pieces = vec![0; makers().len()];
    for product in products() {
        let title = product.title.ja;
        assert!(equipment.contains(product.equipment), "{title}");
        assert!((300..=18_000).contains(&product.price_yen), "{title}");
        assert!(product.supply != Supply::OneOfAKind || product.stock <= 1, "{title}");
        assert!(!product.text.ja.is_empty() && !product.text.en.is_empty(), "{title}");
        pieces[product.maker] += 1;
    }
    assert_eq!(makers().len(), 12);
    assert!(pieces.iter().all(|count| *count >= 2), "{pieces:?}");
    assert!(products().iter().any(|product| product.stock == 0));
}

#[test]
fn makers_have_their_own_address_name_and_mail() {
    let columns: [fn(&Maker) -> &'static str; 3] =
        [|maker| maker.slug, |maker| maker.email, |maker| maker.trade_name.ja];
    for column in columns {
        let distinct: HashSet<_> = makers().iter().map(column).collect();
        assert_eq!(distinct.len(), 12);
    }
    assert!(makers().iter().any(|maker| maker.email == "maker@example.jp"));
    assert!(makers().iter().all(|maker| maker.email.ends_with("@example.jp")));
}

/// 法人番号の検査用数字: 9 − (Σ digit × 1 or 2, from the right) mod 9.
#[test]
fn the_invoice_number_passes_its_check_digit() {
    let digits: Vec<u32> = space().invoice_number.chars().filter_map(|c| c.to_digit(10)).collect();
    assert_eq!((space().invoice_number.len(), digits.len()), (14, 13));
    let sum: u32 = digits[1..].iter().rev().zip([1, 2].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    assert_eq!(digits[0], 9 - sum % 9);
}

#[test]
fn drawing_is_deterministic_and_no_two_pictures_are_alike() {
    let pictures: Vec<_> = (0..60).map(product_svg).collect();
    assert_eq!(pictures, (0..60).map(product_svg).collect::<Vec<_>>());
    assert_eq!(pictures.iter().collect::<HashSet<_>>().len(), 60);
    let arts: HashSet<_> = products().iter().map(|product| format!("{:?}", product.art)).collect();
    assert_eq!(arts.len(), 60, "the drawing differs, not only the wall behind it");
    let marks: HashSet<_> = (0..12).map(mark_svg).collect();
    assert_eq!(marks.len(), 12);
}

#[test]
fn every_picture_shows_something_and_uses_no_font() {
    for svg in (0..60).map(product_svg).chain((0..12).map(mark_svg)) {
        assert!(!svg.contains("<text") && !svg.contains("NaN"));
        let drawn = render(&svg, PREVIEW_PX).unwrap().to_rgb8();
        let colours: HashSet<_> = drawn.pixels().collect();
        assert!(colours.len() > 40, "{} colours in {svg}", colours.len());
    }
}

#[test]
fn pictures_have_the_size_asked_for() {
    let drawn = render(&product_svg(0), PREVIEW_PX).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (PREVIEW_PX, PREVIEW_PX));
    for px in [0, 5000] {
        assert!(matches!(render(&product_svg(0), px), Err(DrawError::Size(_))));
    }
    assert!(matches!(render("<svg", PREVIEW_PX), Err(DrawError::Svg(_))));
}
