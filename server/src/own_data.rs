//! One's own data as a zip that is written as it is read: whatever its size, no more than one photo is in memory.

use std::{
    io::{self, Write},
    sync::Arc,
};

use axum::body::Body;
use bytes::Bytes;
use domain::{DomainError, PhotoId, shop::PHOTO_SIDES};
use futures_util::stream;
use serde_json::{Map, Value};
use store::{
    Result,
    data::{OwnData, OwnTable},
    ports::Images,
    shop::photo_key,
};
use tokio::{
    runtime::Handle,
    sync::{Semaphore, mpsc},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::kpi::plain_cell;

/// Files that are made at once: each keeps a thread, and a disk, busy.
const AT_ONCE: usize = 2;
static MAKING: Semaphore = Semaphore::const_new(AT_ONCE);
/// Pieces that wait for a slow line; each is some kilobytes.
const PIECES_WAITING: usize = 8;
const PIECE_BYTES: usize = 32 * 1024;

/// The file as it is being made.
///
/// # Errors
/// [`DomainError::Busy`] while as many as may be are being made.
pub fn zipped(data: OwnData, calendar: String, images: Arc<dyn Images>) -> Result<Body> {
    let making = MAKING.try_acquire().map_err(|_| DomainError::Busy)?;
    let (pieces, received) = mpsc::channel(PIECES_WAITING);
    let handle = Handle::current();
    tokio::task::spawn_blocking(move || {
        let _making = making;
        let out = Pieces { buffer: Vec::with_capacity(PIECE_BYTES), pieces: pieces.clone() };
        let read = |key: &str| handle.block_on(images.get(key)).map_err(io::Error::other);
        if let Err(error) = write_all(out, &data, &calendar, read) {
            // Whoever has gone away hears nothing; whoever is there sees a file that broke off.
            let _ = pieces.blocking_send(Err(error));
        }
    });
    Ok(Body::from_stream(stream::unfold(received, async |mut received| {
        received.recv().await.map(|piece| (piece, received))
    })))
}

fn write_all(
    out: impl Write,
    data: &OwnData,
    calendar: &str,
    read: impl Fn(&str) -> io::Result<Option<Vec<u8>>>,
) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(out);
    let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("data.json", packed)?;
    serde_json::to_writer_pretty(&mut zip, &json(data))?;
    for table in data.tables.iter().filter(|table| !table.rows.is_empty()) {
        zip.start_file(format!("{}.csv", table.name), packed)?;
        zip.write_all(&csv(table)?)?;
    }
    zip.start_file("bookings.ics", packed)?;
    zip.write_all(calendar.as_bytes())?;
    for photo in &data.photos {
        let largest = PHOTO_SIDES.into_iter().max().unwrap_or_default();
        if let Some(bytes) = read(&photo_key(*photo, largest))? {
            zip.start_file(photo_name(*photo), stored)?;
            zip.write_all(&bytes)?;
        }
    }
    zip.finish()?.into_inner().flush()
}

fn photo_name(photo: PhotoId) -> String {
    format!("photos/{photo}.webp")
}

/// One object: each table is a list of objects.
fn json(data: &OwnData) -> Value {
    let table = |table: &OwnTable| {
        let row = |row: &Vec<Value>| {
            let fields = table.columns.iter().zip(row).map(|(name, value)| ((*name).to_owned(), value.clone()));
            Value::Object(fields.collect::<Map<_, _>>())
        };
        (table.name.to_owned(), table.rows.iter().map(row).collect::<Value>())
    };
    let photos = data.photos.iter().map(|photo| photo_name(*photo)).collect::<Value>();
    let tables = data.tables.iter().map(table).chain([("photos".to_owned(), photos)]);
    Value::Object(tables.collect())
}

/// With a mark by which spreadsheets know UTF-8; no cell is a formula.
fn csv(table: &OwnTable) -> io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(&table.columns)?;
    for row in &table.rows {
        let cell = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => plain_cell(text),
            other => other.to_string(),
        };
        out.write_record(row.iter().map(cell))?;
    }
    out.into_inner().map_err(|error| error.into_error())
}

/// Hands on what is written, piece by piece; waits for who reads.
struct Pieces {
    buffer: Vec<u8>,
    pieces: mpsc::Sender<io::Result<Bytes>>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PIECE_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.buffer));
        self.pieces.blocking_send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_no_name_is_lost() {
        let rows =
            vec![vec![Value::from("=1+1"), Value::from(3), Value::Null], vec!["花子".into(), 1.into(), "".into()]];
        let table = OwnTable { name: "x", columns: vec!["a", "b", "c"], rows };
        let text = String::from_utf8(csv(&table).expect("a file")).expect("text");
        assert_eq!(text, "\u{feff}a,b,c\n'=1+1,3,\n花子,1,\n");
        let data = OwnData { tables: vec![table], photos: Vec::new() };
        assert_eq!(json(&data)["x"][1]["a"], "花子");
    }
}
