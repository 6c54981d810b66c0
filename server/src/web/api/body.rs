//! JSON bodies: structs of the form kit's newtypes. A refusal names the field that is wrong.

use axum::{body::Bytes, extract::rejection::BytesRejection, http::StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::web::{PageError, failure::Failure};

/// What a handler gets before the body is read, so that rights are looked at first.
pub type Body = Result<Bytes, BytesRejection>;

/// A body with named fields. Fields that it does not name are ignored.
pub trait Fields: DeserializeOwned {
    /// Those that may not be left out.
    const REQUIRED: &'static [&'static str];
    /// Those that may.
    const OPTIONAL: &'static [&'static str];
}

/// The bytes of a body.
///
/// # Errors
/// When it is too large or broke off.
pub fn bytes(body: Body) -> Result<Bytes, PageError> {
    Ok(body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest,
    })?)
}

/// Reads a body.
///
/// # Errors
/// [`Failure::BadRequest`] when it is no JSON object, [`Failure::BadField`] with the name of the first field that is
/// wrong.
pub fn read<T: Fields>(bytes: &Bytes) -> Result<T, PageError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|_| Failure::BadRequest)?;
    if !value.is_object() {
        return Err(Failure::BadRequest.into());
    }
    Ok(serde_path_to_error::deserialize(&value).map_err(|error| match error.path().iter().next() {
        Some(Segment::Map { key }) => named::<T>(|name| name == key),
        // Of a field that is missing there is no path.
        _ => {
            let missing = T::REQUIRED.iter().find(|name| value.get(name).is_none());
            missing.map_or(Failure::BadRequest, |name| Failure::BadField(name))
        }
    })?)
}

fn named<T: Fields>(is_at_fault: impl Fn(&str) -> bool) -> Failure {
    let found = T::REQUIRED.iter().chain(T::OPTIONAL).find(|name| is_at_fault(name));
    found.map_or(Failure::BadRequest, |name| Failure::BadField(name))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Sample {
        name: String,
        n: Option<Vec<u8>>,
    }

    impl Fields for Sample {
        const REQUIRED: &'static [&'static str] = &["name"];
        const OPTIONAL: &'static [&'static str] = &["n"];
    }

    fn at_fault(body: &'static str) -> String {
        match read::<Sample>(&Bytes::from_static(body.as_bytes())) {
            Ok(sample) => format!("{} {:?}", sample.name, sample.n),
            Err(PageError(Failure::BadField(name))) => name.to_owned(),
            Err(_) => "no JSON".to_owned(),
        }
    }

    #[test]
    fn the_field_at_fault_is_named() {
        assert_eq!(at_fault(r#"{"name": "a", "n": [1], "more": 5}"#), "a Some([1])");
        assert_eq!(at_fault(r#"{"name": "a", "n": null}"#), "a None");
        assert_eq!(at_fault(r#"{"n": []}"#), "name");
        assert_eq!(at_fault(r#"{"name": null}"#), "name");
        assert_eq!(at_fault(r#"{"name": "a", "n": [1, 300]}"#), "n");
        assert_eq!(at_fault(r#"{"name": "a", "n": {"name": 1}}"#), "n");
        for bad in ["", "[]", "5", "{", r#"{"name": "a"} x"#] {
            assert_eq!(at_fault(bad), "no JSON", "{bad}");
        }
    }
}
