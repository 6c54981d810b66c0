//! Where pictures are kept: in a folder, in a bucket; once, under the address of their contents; and what happens when
//! they cannot be.

mod addresses;
mod contract;
mod down;
mod look;
mod makers;
mod s3;
mod served;

use std::sync::Arc;

use store::ports::Images;

use crate::support::TestApp;

impl TestApp {
    /// The same service with its images there.
    fn with_images(&self, images: Arc<dyn Images>) -> TestApp {
        self.with_parts(|parts| parts.images = images)
    }
}
