//! An S3 server that checks signatures, on a port of its own.

use std::{net::SocketAddr, path::Path, sync::Arc};

use async_trait::async_trait;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::{
    S3Result,
    access::{S3Access, S3AccessContext},
    auth::SimpleAuth,
    s3_error,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use server::{
    config::{Config, Options, Secret},
    images,
};
use store::ports::Images;
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

pub const BUCKET: &str = "pictures";
pub const SECRET: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
const KEY: &str = "AKIDEXAMPLE";

/// Whoever has the key may do everything, in the one bucket that there is: the library would make a missing one.
struct OneBucket;

#[async_trait]
impl S3Access for OneBucket {
    async fn check(&self, cx: &mut S3AccessContext<'_>) -> S3Result<()> {
        if cx.credentials().is_none() {
            return Err(s3_error!(AccessDenied, "no signature"));
        }
        match cx.s3_path().get_bucket_name() {
            Some(BUCKET) => Ok(()),
            _ => Err(s3_error!(NoSuchBucket, "no such bucket")),
        }
    }
}

/// The server; its bucket is a folder.
pub struct S3 {
    folder: TempDir,
    service: S3Service,
    address: SocketAddr,
    running: Option<JoinHandle<()>>,
}

impl S3 {
    pub async fn start() -> S3 {
        let folder = TempDir::new().expect("a folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("a file system"));
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        service.set_access(OneBucket);
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut s3 = S3 { folder, service: service.build(), address: any, running: None };
        s3.go_on().await;
        s3
    }

    /// Serves, again at the address that it had.
    pub async fn go_on(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the port");
        self.address = listener.local_addr().expect("its address");
        let service = self.service.clone();
        self.running = Some(tokio::spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                open.spawn(async move { http1::Builder::new().serve_connection(TokioIo::new(socket), service).await });
            }
        }));
    }

    /// Is gone, with every connection.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.abort();
            assert!(running.await.is_err(), "it was told to stop");
        }
    }

    /// The settings of a server whose images are here, or elsewhere as changed.
    pub fn config(&self, data: &Path, change: impl FnOnce(&mut Options)) -> Config {
        let mut options = Options {
            data: Some(data.to_owned()),
            s3_bucket: Some(BUCKET.into()),
            s3_endpoint: Some(format!("http://{}", self.address)),
            aws_access_key_id: Some(Secret::from(KEY)),
            aws_secret_access_key: Some(Secret::from(SECRET)),
            ..Options::default()
        };
        change(&mut options);
        options.resolve().expect("settings")
    }

    /// The images in the bucket, as one more server has them.
    pub fn images(&self) -> Arc<dyn Images> {
        images::open(&self.config(self.folder.path(), |_| {})).expect("the bucket")
    }

    /// Those in a folder of the bucket.
    pub fn images_below(&self, prefix: &str) -> Arc<dyn Images> {
        let config = self.config(self.folder.path(), |options| options.s3_prefix = Some(prefix.into()));
        images::open(&config).expect("the bucket")
    }
}
