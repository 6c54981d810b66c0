//! Bodies of booking requests, read field by field so that a refusal names the one that is wrong.

use axum::{body::Bytes, extract::rejection::BytesRejection, http::StatusCode};
use chrono::{DateTime, Utc};
use domain::{
    DomainError, UnitId,
    booking::{CHILD_AGE_MAX, CHILDREN_MAX, CancelReason, MyBooking, NOTE_CHARS_MAX, Purpose, Slot, Wish},
    form::{CalendarInstant, has_nul},
};
use serde_json::{Map, Value};
use store::booking::{BookingCommand, MoveCommand};

use super::super::problem::BadField;
use crate::web::{PageError, errors::Failure};

/// The fields of a JSON object; names that nobody asks for are ignored.
pub struct Fields(Map<String, Value>);

/// Inside: the field that is wrong.
type Read<T> = Result<T, BadField>;

/// The bytes of a body.
///
/// # Errors
/// When it is too large or broke off.
pub fn bytes(body: Result<Bytes, BytesRejection>) -> Result<Bytes, PageError> {
    Ok(body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest,
    })?)
}

impl Fields {
    /// # Errors
    /// When the body is no JSON object.
    pub fn read(bytes: &Bytes) -> Result<Fields, PageError> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(fields)) => Ok(Fields(fields)),
            _ => Err(Failure::BadRequest.into()),
        }
    }

    /// The command of a new booking.
    ///
    /// # Errors
    /// Outside: the times make no slot. Inside: the field that is wrong.
    pub fn booking(&self) -> Result<Read<BookingCommand>, PageError> {
        let read = || {
            let (start, end) = (self.instant("start")?, self.instant("end")?);
            let (start, end) = (start.ok_or(BadField("start"))?, end.ok_or(BadField("end"))?);
            let slug = self.text("equipment")?.ok_or(BadField("equipment"))?.to_owned();
            let purpose = self.text("purpose")?.map(|word| Purpose::parse(word).ok_or(BadField("purpose")));
            let wish = Wish {
                unit: self.unit()?,
                purpose: purpose.transpose()?.unwrap_or_default(),
                children: self.children()?,
            };
            Ok((slug, start, end, wish, self.note()?))
        };
        Ok(match read() {
            Err(field) => Err(field),
            Ok((slug, start, end, wish, note)) => {
                Ok(BookingCommand { slug, slot: Slot::new(start, end).map_err(DomainError::Slot)?, wish, note })
            }
        })
    }

    /// Where the booking is moved to; `None` when the body changes nothing. A start alone keeps the length.
    ///
    /// # Errors
    /// As [`Fields::booking`].
    pub fn moving(&self, booking: &MyBooking) -> Result<Read<Option<MoveCommand>>, PageError> {
        let read = || Ok((self.instant("start")?, self.instant("end")?, self.unit()?));
        let (start, end, unit) = match read() {
            Ok(read) => read,
            Err(field) => return Ok(Err(field)),
        };
        let at = start.unwrap_or(booking.slot.start());
        // No instant that a body can name lies so near the end of the calendar that a day overflows it.
        let until = end.unwrap_or(match start {
            Some(start) => start + (booking.slot.end() - booking.slot.start()),
            None => booking.slot.end(),
        });
        let slot = Slot::new(at, until).map_err(DomainError::Slot)?;
        let same_unit = unit.is_none_or(|unit| unit == booking.unit_id);
        let same = slot == booking.slot && same_unit;
        Ok(Ok((!same).then_some(MoveCommand { id: booking.id, slot, unit })))
    }

    /// The reason for cancelling.
    ///
    /// # Errors
    /// When it is none that a member can give.
    pub fn reason(&self) -> Read<Option<CancelReason>> {
        self.text("reason")?.map(reason).transpose()
    }

    /// `None` when the field is left out or null.
    fn text(&self, name: &'static str) -> Read<Option<&str>> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value.as_str().filter(|text| !has_nul(text)).map(Some).ok_or(BadField(name)),
        }
    }

    fn instant(&self, name: &'static str) -> Read<Option<DateTime<Utc>>> {
        let read = |text: &str| text.parse().map(CalendarInstant::at).map_err(|_| BadField(name));
        self.text(name)?.map(read).transpose()
    }

    fn unit(&self) -> Read<Option<UnitId>> {
        self.text("unit")?.map(|text| text.parse().map_err(|_| BadField("unit"))).transpose()
    }

    fn children(&self) -> Read<Vec<u8>> {
        let wrong = BadField("children");
        let list = match self.0.get("children") {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(value) => value.as_array().ok_or(wrong)?,
        };
        if list.len() > CHILDREN_MAX {
            return Err(wrong);
        }
        let in_range = |age: &u8| *age <= CHILD_AGE_MAX;
        let age = |value: &Value| value.as_u64().and_then(|age| u8::try_from(age).ok()).filter(in_range).ok_or(wrong);
        list.iter().map(age).collect()
    }

    fn note(&self) -> Read<Option<String>> {
        let note = self.text("note")?.map(str::trim).filter(|note| !note.is_empty());
        match note {
            Some(note) if note.chars().count() > NOTE_CHARS_MAX => Err(BadField("note")),
            note => Ok(note.map(str::to_owned)),
        }
    }
}

/// The reason of a word.
///
/// # Errors
/// When it is none that a member can give.
pub fn reason(word: &str) -> Read<CancelReason> {
    CancelReason::MEMBERS.into_iter().find(|reason| reason.as_str() == word).ok_or(BadField("reason"))
}
