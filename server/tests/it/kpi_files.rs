//! The report's page, files and command: opened again, they say what was seeded.

use std::io::Cursor;

use app::page::Locale;
use calamine::{Data, DataType, Reader, Xlsx};
use server::cli::report::{Output, kpi};

use crate::{
    kpi::code_of_the_id,
    kpi_seed::{person, plan},
    support::{Answer, Kind, TestApp},
};

async fn planned() -> TestApp {
    let app = TestApp::new(Kind::Sqlite).await;
    plan(&app.store).await;
    app
}

/// Rows of a CSV file, its byte order mark checked.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark, or Excel reads mojibake");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn assert_no_names(text: &str) {
    for secret in ["ひみつ", "secret", "@example.jp"] {
        assert!(!text.contains(secret), "{secret} in a report");
    }
}

#[tokio::test]
async fn the_page_shows_the_figures() {
    let app = planned().await;
    let mut operator = app.operator().await;
    let page = operator.get("/operator/kpi?fy=2018").await.expect(200);
    assert!(page.body.contains("平成30年度"));
    assert!(page.body.contains("目標 30人に達しました（100%）"), "{}", page.body);
    for point in ["申請時", "H29.3末", "H30.3末", "H31.3末", "事業終了後"] {
        assert!(page.body.contains(point), "{point}");
    }
    assert!(page.body.contains("数え方（第1版）"), "the rule is printed with the figures");
    assert!(page.body.contains("60人"));
    assert!(page.body.contains("role=\"img\"") && page.body.contains("年度ごとの新規: H29.3 10, H30.3 20, H31.3 30"));
    assert!(page.body.contains("/operator/kpi?fy=2017") && page.body.contains("/operator/kpi?fy=2019"));
    assert!(page.body.contains("/operator/kpi.xlsx?fy=2018"));
    assert_no_names(&page.body);
    assert!(!page.body.contains("style=\""), "the policy forbids inline styles");
    let latest = operator.get("/operator/kpi").await.expect(200);
    assert!(latest.body.contains("平成30年度 年度の報告"), "the latest year with anything in it");
    let second = operator.get("/operator/kpi?fy=2018&show=total&page=2").await.expect(200);
    assert!(second.body.contains("2019年3月31日 23:59"));
    let english = {
        operator.headers.insert("accept-language", "en".parse().unwrap());
        operator.get("/operator/kpi?fy=2018").await.expect(200)
    };
    assert!(english.body.contains("Target of 30 reached (100%)"));
}

#[tokio::test]
async fn wrong_years_are_refused_with_a_page() {
    let app = planned().await;
    let mut operator = app.operator().await;
    for path in ["/operator/kpi", "/operator/kpi.csv", "/operator/kpi.xlsx"] {
        for year in ["abc", "1800", "99999", "", "-1", "%EF%BC%92%EF%BC%90%EF%BC%91%EF%BC%98"] {
            let page = operator.get(&format!("{path}?fy={year}")).await.expect(400);
            assert!(page.body.contains("1990から2200までの西暦4けた"), "{path} {year}");
        }
        operator.get(&format!("{path}?fy=2018%00")).await.expect(400);
        operator.get(&format!("{path}?fy=2018&fy=2017")).await.expect(400);
        operator.get(&format!("{path}?fy=1990")).await.expect(200);
    }
    let odd = operator.get("/operator/kpi?fy=2018&show=none&page=abc").await.expect(200);
    assert!(odd.body.contains("目標 30人に達しました"), "odd filters show the first page");
    operator.get("/operator/kpi?fy=2018&page=4294967295").await.expect(200);
}

#[tokio::test]
async fn csv_opens_again() {
    let app = planned().await;
    let mut operator = app.operator().await;
    let file = operator.get("/operator/kpi.csv?fy=2018").await.expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"kpi-2018.csv\"");
    let table = rows(&file.bytes);
    assert_eq!(table[0][..4], ["年度（西暦）", "年度", "新規の目標", "新規"]);
    assert_eq!(table[1], ["2016", "平成28年度", "10", "10", "10", "10", "10", "10", "1"]);
    assert_eq!(table[2], ["2017", "平成29年度", "20", "20", "25", "25", "30", "30", "1"]);
    assert_eq!(table[3], ["2018", "平成30年度", "30", "30", "40", "70", "60", "60", "1"]);
    assert_eq!(table.len(), 4);
    let evidence = operator.post_form("/operator/kpi.csv", &[("fy", "2018")]).await.expect(200);
    let table = rows(&evidence.bytes);
    assert_eq!(table.len(), 71);
    assert_eq!(table.iter().filter(|row| row[4] == "新規").count(), 30);
    assert_eq!(table[70][..3], ["2019-03-31", "23:59", "作品の出品"]);
    assert_no_names(&evidence.body);
}

fn sheet(file: &Answer, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.clone())).expect("a workbook");
    let range = book.worksheet_range(name).expect("sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn sheets(file: &Answer) -> Vec<String> {
    let book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.clone())).expect("a workbook");
    book.sheet_names()
}

fn numbers(row: &[Data]) -> Vec<i64> {
    row.iter().filter_map(DataType::get_float).map(|n| n as i64).collect()
}

#[tokio::test]
async fn excel_opens_again() {
    let app = planned().await;
    let mut operator = app.operator().await;
    let file = operator.get("/operator/kpi.xlsx?fy=2018").await.expect(200);
    assert!(file.header("content-type").contains("spreadsheetml"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"kpi-2018.xlsx\"");
    let figures = sheet(&file, "数字");
    let row_of = |word: &str| {
        let row = figures.iter().find(|row| row[0].get_string() == Some(word));
        numbers(row.unwrap_or_else(|| panic!("no row {word}")))
    };
    assert_eq!(row_of("平成28年度"), [2016, 10, 10, 10, 10, 10, 10]);
    assert_eq!(row_of("平成29年度"), [2017, 20, 20, 25, 25, 30, 30]);
    assert_eq!(row_of("平成30年度"), [2018, 30, 30, 40, 70, 60, 60]);
    assert_eq!(row_of("目標"), [0, 10, 20, 30, 60]);
    assert_eq!(row_of("実績"), [0, 10, 20, 30, 60]);
    assert!(!sheets(&file).contains(&"根拠".to_owned()), "nobody is in the file unless asked for");
    let people_file = operator.post_form("/operator/kpi.xlsx", &[("fy", "2018")]).await.expect(200);
    assert_eq!(people_file.header("content-disposition"), "attachment; filename=\"kpi-2018-evidence.xlsx\"");
    let evidence = sheet(&people_file, "根拠");
    assert_eq!(evidence.len(), 71);
    assert!(evidence[1][0].is_datetime(), "a date that Excel can sort: {:?}", evidence[1][0]);
    let mut codes: Vec<&str> = evidence[1..].iter().filter_map(|row| row[3].get_string()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 40);
    assert!(!codes.contains(&code_of_the_id(person(59)).as_str()), "a code that could be turned back");
    let log = operator.get("/operator/audit").await.expect(200).body;
    assert!(log.contains("個人ごとの記録を書き出した"), "the log says who took it out");
    operator.post_form("/operator/kpi.xlsx", &[("fy", "x")]).await.expect(400);
    assert!(contains(&file.bytes, b"xl/charts/chart1.xml"), "a native chart");
    let again = operator.get("/operator/kpi.xlsx?fy=2018").await.expect(200);
    assert!(file.bytes == again.bytes, "the same report is the same file");
    assert_no_names(&evidence.iter().flatten().map(ToString::to_string).collect::<String>());
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn the_command_prints_the_figures() {
    let app = planned().await;
    let print = async |output| {
        let bytes = kpi(&app.store, Locale::ja, Some("2018"), output).await.unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let table = print(Output::Table).await;
    let words: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert!(words.contains(&vec!["平成30年度", "30", "30", "40", "70", "60"]), "{table}");
    assert!(words.contains(&vec!["事業終了後", "60", "60"]), "{table}");
    assert_eq!(rows(print(Output::Csv).await.as_bytes())[3][3], "30");
    let json: serde_json::Value = serde_json::from_str(&print(Output::Json).await).unwrap();
    assert_eq!(json["figures"]["new"], 30);
    assert_eq!(json["plan"][4], serde_json::json!({ "point": "after_end", "target": 60, "actual": 60 }));
    assert!(kpi(&app.store, Locale::ja, Some("1800"), Output::Table).await.is_err());
}
