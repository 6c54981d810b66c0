//! The one place where dates, times, eras, yen and lengths become text.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use domain::{BilingualText, Yen, calendar::{Era, FiscalYear, in_tokyo}};

use crate::i18n::Locale;

/// The text in the language; Japanese where the operator wrote no English.
pub fn localize(locale: Locale, text: &BilingualText) -> &str {
    in_language(locale, &text.ja, &text.en)
}

/// The English text on English pages, where there is one.
pub fn in_language<'t>(locale: Locale, ja: &'t str, en: &'t str) -> &'t str {
    match locale {
        Locale::en if !en.is_empty() => en,
        _ => ja,
    }
}

/// `3,800円` or `¥3,800`.
pub fn yen(locale: Locale, amount: Yen) -> String {
    yen_place(locale, &amount.to_string())
}

/// As [`yen`], around figures, or the place for them.
pub fn yen_place(locale: Locale, figures: &str) -> String {
    match locale {
        Locale::ja => format!("{figures}円"),
        Locale::en => format!("¥{figures}"),
    }
}

/// `11月25日（水）` or `Wed 25 Nov`.
pub fn day(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::ja => format!("{}月{}日（{}）", day.month(), day.day(), weekday(locale, day)),
        Locale::en => format!("{} {} {}", weekday(locale, day), day.day(), month(locale, day)),
    }
}

/// `2026年11月25日` or `25 Nov 2026`.
pub fn full_day(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::ja => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Locale::en => format!("{} {} {}", day.day(), month(locale, day), day.year()),
    }
}

/// `11月` or `Nov`.
pub fn month(locale: Locale, day: NaiveDate) -> String {
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match locale {
        Locale::ja => format!("{}月", day.month()),
        Locale::en => EN[day.month0() as usize].to_owned(),
    }
}

/// `2026年11月` or `Nov 2026`.
pub fn month_of_year(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::ja => format!("{}年{}", day.year(), month(locale, day)),
        Locale::en => format!("{} {}", month(locale, day), day.year()),
    }
}

/// `水` or `Wed`.
pub fn weekday(locale: Locale, day: NaiveDate) -> &'static str {
    const JA: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let n = day.weekday().num_days_from_monday() as usize;
    match locale {
        Locale::ja => JA[n],
        Locale::en => EN[n],
    }
}

/// `10:00` on Japan's clock.
pub fn time(at: DateTime<Utc>) -> String {
    let at = in_tokyo(at);
    format!("{}:{:02}", at.hour(), at.minute())
}

/// `10:00–11:30`; an end at midnight is `24:00`.
pub fn span(start: DateTime<Utc>, end: DateTime<Utc>) -> String {
    let to = if end > start && time(end) == "0:00" { "24:00".to_owned() } else { time(end) };
    format!("{}–{to}", time(start))
}

/// Minutes after midnight as `10:00`; 1440 is `24:00`.
pub fn clock_minute(minute: i64) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// `2026年11月25日 10:00` or `25 Nov 2026 10:00`.
pub fn instant(locale: Locale, at: DateTime<Utc>) -> String {
    format!("{} {}", full_day(locale, in_tokyo(at).date_naive()), time(at))
}

/// `30分`, `2時間`, `1時間30分` or `1 h 30 min`.
pub fn length(locale: Locale, minutes: i64) -> String {
    let (h, m) = (minutes / 60, minutes % 60);
    match (locale, h, m) {
        (Locale::ja, 0, m) => format!("{m}分"),
        (Locale::ja, h, 0) => format!("{h}時間"),
        (Locale::ja, h, m) => format!("{h}時間{m}分"),
        (Locale::en, 0, m) => format!("{m} min"),
        (Locale::en, h, 0) => format!("{h} h"),
        (Locale::en, h, m) => format!("{h} h {m} min"),
    }
}

/// `平成30年度` / `令和元年度` or `FY2018`.
pub fn fiscal_year(locale: Locale, year: FiscalYear) -> String {
    let Locale::ja = locale else { return format!("FY{}", year.year()) };
    let (era, n) = year.era();
    let era = match era {
        Era::Heisei => "平成",
        Era::Reiwa => "令和",
    };
    let n = if n == 1 { "元".to_owned() } else { n.to_string() };
    format!("{era}{n}年度")
}

/// The last March of a fiscal year as the plan's tables write it: `H31.3` or `Mar 2019`. The era is March's own.
pub fn year_end(locale: Locale, year: FiscalYear) -> String {
    let march = year.year() + 1;
    match locale {
        Locale::ja if march <= 2019 => format!("H{}.3", march - 1988),
        Locale::ja => format!("R{}.3", march - 2018),
        Locale::en => format!("Mar {march}"),
    }
}

#[cfg(test)]
mod tests {
    use domain::calendar::at_minute;

    use super::*;

    #[test]
    fn both_languages() {
        let d = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        assert_eq!(day(Locale::ja, d), "11月25日（水）");
        assert_eq!(day(Locale::en, d), "Wed 25 Nov");
        assert_eq!(yen(Locale::ja, Yen(3800)), "3,800円");
        assert_eq!(span(at_minute(d, 600), at_minute(d, 690)), "10:00–11:30");
        assert_eq!(span(at_minute(d, 1380), at_minute(d, 1440)), "23:00–24:00");
        assert_eq!(length(Locale::ja, 90), "1時間30分");
        assert_eq!(length(Locale::en, 120), "2 h");
        let fy = |year| FiscalYear::new(year).unwrap();
        assert_eq!(fiscal_year(Locale::ja, fy(2018)), "平成30年度");
        assert_eq!(fiscal_year(Locale::ja, fy(2019)), "令和元年度");
        assert_eq!(fiscal_year(Locale::en, fy(2018)), "FY2018");
        assert_eq!(year_end(Locale::ja, fy(2016)), "H29.3");
        assert_eq!(year_end(Locale::ja, fy(2018)), "H31.3");
        assert_eq!(year_end(Locale::ja, fy(2019)), "R2.3");
        assert_eq!(year_end(Locale::en, fy(2018)), "Mar 2019");
    }
}
