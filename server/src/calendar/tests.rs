//! Two public parsers read what we write.

use calcard::{
    Entry, Parser,
    icalendar::{ICalendarComponentType, ICalendarProperty},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    AccountId, BilingualText, BookingId, UnitId, Yen,
    booking::{MyBooking, Purpose, Slot, weekly},
    calendar::at_minute,
};
use ical::{IcalParser, parser::ical::component::IcalEvent};
use uuid::Uuid;

use super::*;

const NASTY: &str = "つくりば, 木工室; \\ 「子どもと一緒に」\n二階 👩‍🔧🪚\r\nBEGIN:VEVENT とても長い名前の機器なので七十五オクテットをこえて折り返されます";

fn now() -> DateTime<Utc> {
    at_minute(NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day"), 540)
}

fn booking(id: u128, start: i64, minutes: i64) -> MyBooking {
    let day = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
    let words = |text: &str| BilingualText { ja: text.to_owned(), en: String::new() };
    MyBooking {
        id: BookingId(Uuid::from_u128(id)),
        slug: "laser".into(),
        equipment: words("レーザーカッター"),
        unit_id: UnitId(Uuid::from_u128(9)),
        unit: words("1号機"),
        units: 1,
        slot: Slot::new(at_minute(day, start), at_minute(day, start + minutes)).expect("a slot"),
        purpose: Purpose::CommunityBusiness,
        fee: Yen(1500),
        children: vec![3],
        note: Some("秘密のメモ".into()),
        bring: words(""),
        cancel_until: now(),
        cancelled_at: None,
        cancel_reason: None,
        cancel_note: None,
        checked_in_at: None,
        checked_out_at: None,
        counted: None,
        counted_at: None,
        counted_by: None,
        series: None,
        sequence: 0,
        changed_at: now(),
        owner: AccountId(Uuid::from_u128(8)),
        guest: None,
    }
}

fn place(name: &str) -> Place<'_> {
    Place { locale: Locale::ja, space: name, address: name, site_url: "https://fab.example.jp:8443" }
}

/// The properties of every entry, after both parsers took the file without complaint.
fn read(text: &str) -> (String, Vec<IcalEvent>) {
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CRLF: {text:?}");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let mut calendars = IcalParser::new(text.as_bytes()).collect::<Result<Vec<_>, _>>().expect("a calendar");
    assert_eq!(calendars.len(), 1);
    let calendar = calendars.remove(0);
    let method = calendar.properties.iter().find(|property| property.name == "METHOD");
    let method = method.and_then(|property| property.value.clone()).expect("a method");

    // Not its strict mode: that refuses every END of a component inside another (0.3.14).
    let mut parser = Parser::new(text);
    let Entry::ICalendar(strict) = parser.entry() else { panic!("no calendar: {text}") };
    assert!(matches!(parser.entry(), Entry::Eof), "nothing behind it");
    let events = strict.components.iter().filter(|part| part.component_type == ICalendarComponentType::VEvent);
    assert_eq!(events.clone().count(), calendar.events.len());
    for event in events {
        for name in [ICalendarProperty::Uid, ICalendarProperty::Dtstamp, ICalendarProperty::Dtstart] {
            assert_eq!(event.entries.iter().filter(|entry| entry.name == name).count(), 1, "{name:?}");
        }
    }
    (method, calendar.events)
}

fn of<'e>(event: &'e IcalEvent, name: &str) -> &'e str {
    let mut found = event.properties.iter().filter(|property| property.name == name);
    let value = found.next().and_then(|property| property.value.as_deref()).unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "{name} stands twice");
    value
}

/// As RFC 5545 (3.3.11) says.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => plain.push(match chars.next().expect("something escaped") {
                'n' | 'N' => '\n',
                c => c,
            }),
            (c, _) => {
                assert!(!matches!(c, ',' | ';'), "not escaped: {text}");
                plain.push(c);
            }
        }
    }
    plain
}

#[test]
fn a_booking_until_midnight() {
    let text = of_bookings(&[booking(1, 1320, 120)], Method::Publish, place("つくりば"), now());
    let (method, events) = read(&text);
    assert_eq!((method.as_str(), events.len()), ("PUBLISH", 1));
    assert_eq!((of(&events[0], "DTSTART"), of(&events[0], "DTEND")), ("20261126T130000Z", "20261126T150000Z"));
    assert_eq!(of(&events[0], "DTSTAMP"), "20261125T000000Z");
    assert_eq!((of(&events[0], "STATUS"), of(&events[0], "SEQUENCE")), ("CONFIRMED", "0"));
    assert_eq!(of(&events[0], "UID"), "00000000-0000-0000-0000-000000000001@fab.example.jp");
    assert_eq!(of(&events[0], "URL"), "https://fab.example.jp:8443/me/bookings/00000000-0000-0000-0000-000000000001");
    assert!(!text.contains("秘密"), "notes to the staff stay here");
}

#[test]
fn a_weekly_series_is_one_file() {
    let first = booking(1, 600, 90);
    let all: Vec<MyBooking> = weekly(&first.slot, 12)
        .into_iter()
        .zip(1..)
        .map(|(slot, id)| MyBooking { slot, ..booking(id, 600, 90) })
        .collect();
    let (_, events) = read(&of_bookings(&all, Method::Publish, place("つくりば"), now()));
    assert_eq!(events.len(), 12);
    let ids: std::collections::BTreeSet<&str> = events.iter().map(|event| of(event, "UID")).collect();
    assert_eq!(ids.len(), 12);
    assert_eq!((of(&events[11], "DTSTART"), of(&events[11], "DTEND")), ("20270211T010000Z", "20270211T023000Z"));
}

#[test]
fn moving_and_cancelling_change_the_same_entry() {
    let before = booking(1, 600, 60);
    let moved = MyBooking { sequence: 1, slot: before.slot.moved(60), ..before.clone() };
    let gone = MyBooking { cancelled_at: Some(now() + TimeDelta::hours(1)), ..moved.clone() };
    let (_, first) = read(&of_bookings(&[before], Method::Publish, place("つくりば"), now()));
    let (_, second) = read(&of_bookings(&[moved], Method::Publish, place("つくりば"), now()));
    let (method, third) = read(&of_bookings(&[gone], Method::Cancel, place("つくりば"), now()));
    let number = |events: &[IcalEvent]| of(&events[0], "SEQUENCE").parse::<u32>().expect("a number");
    assert!(number(&first) < number(&second) && number(&second) < number(&third));
    assert_eq!(of(&first[0], "UID"), of(&second[0], "UID"));
    assert_eq!(of(&first[0], "UID"), of(&third[0], "UID"));
    assert_eq!(of(&second[0], "DTSTART"), "20261126T020000Z");
    assert_eq!((method.as_str(), of(&third[0], "STATUS")), ("CANCEL", "CANCELLED"));
    assert_eq!(Method::Cancel.content_type(), "text/calendar; charset=utf-8; method=CANCEL");
}

#[test]
fn any_text_is_escaped_and_folded() {
    let mut odd = booking(1, 600, 60);
    odd.equipment.ja = NASTY.to_owned();
    let text = of_bookings(&[odd, booking(2, 705, 30)], Method::Publish, place(NASTY), now());
    assert!(text.contains("\r\n "), "folded");
    let (_, events) = read(&text);
    assert_eq!(events.len(), 2, "no text becomes an entry");
    let plain = NASTY.replace("\r\n", "\n");
    // This reader drops spaces at the end of a folded line, which RFC 5545 (3.1) keeps; the other one below does not.
    let no_spaces = |text: &str| text.replace(' ', "");
    assert_eq!(no_spaces(&unescaped(of(&events[0], "SUMMARY"))), no_spaces(&format!("{plain} | {plain}")));
    let Entry::ICalendar(strict) = Parser::new(&text).entry() else { panic!("no calendar") };
    let value = |name: ICalendarProperty| {
        let mut entries = strict.components.iter().flat_map(|part| &part.entries);
        entries.find(|entry| entry.name == name).and_then(|entry| entry.values.first()?.as_text()).expect("a text")
    };
    assert_eq!(value(ICalendarProperty::Summary), format!("{plain} | {plain}"));
    assert_eq!(value(ICalendarProperty::Location), plain);
    let unfolded = text.replace("\r\n ", "");
    for name in ["NAME:", "X-WR-CALNAME:"] {
        let line = unfolded.lines().find_map(|line| line.strip_prefix(name)).expect("the calendar's name");
        assert_eq!(unescaped(line), plain);
    }
    for empty in ["", " "] {
        read(&of_bookings(&[booking(1, 600, 60)], Method::Publish, place(empty), now()));
    }
    let (_, none) = read(&of_bookings(&[], Method::Publish, place("つくりば"), now()));
    assert!(none.is_empty());
}

#[test]
fn a_machines_times_say_nothing_else() {
    let taken = [(BookingId(Uuid::from_u128(7)), booking(1, 600, 60).slot)];
    let text = of_taken("レーザーカッター：予約あり", &taken, place("つくりば"), now());
    let (method, events) = read(&text);
    assert_eq!((method.as_str(), of(&events[0], "SUMMARY")), ("PUBLISH", "レーザーカッター：予約あり"));
    assert!(!events[0].properties.iter().any(|property| ["DESCRIPTION", "URL"].contains(&property.name.as_str())));
}
