//! The program itself as a process of its own, which can be killed.

use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

use fake_stripe::FakeStripe;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

use super::{TestApp, WEBHOOK_SECRET};

/// Longer than a start takes on a machine that does much else.
const LONG: Duration = Duration::from_secs(120);

/// `tsukuriba serve` on the database of a test.
pub struct Process {
    child: Child,
    address: String,
}

impl Process {
    /// Starts it and waits until it is ready.
    pub async fn start(app: &TestApp, fake: &FakeStripe) -> Process {
        let free = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = free.local_addr().expect("its address").to_string();
        drop(free);
        let mut command = Command::new(env!("CARGO_BIN_EXE_tsukuriba"));
        command
            .args(["serve", "--addr", &address])
            .env("TSUKURIBA_DATA", app.database().folder())
            .env("TSUKURIBA_CLOCK", app.store.now().to_rfc3339())
            // Whatever its port: the provider is asked with the same addresses again.
            .env("TSUKURIBA_SITE_URL", "http://localhost:3000")
            .env("TSUKURIBA_RATE_LIMIT", "off")
            .env("TSUKURIBA_STRIPE_KEY", "sk_test_0123456789abcdefghij")
            .env("TSUKURIBA_STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET)
            .env("TSUKURIBA_STRIPE_URL", fake.origin())
            .env_remove("DATABASE_URL")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(url) = app.database().url() {
            command.env("DATABASE_URL", url);
        }
        let mut started = Process { child: command.spawn().expect("the program"), address };
        timeout(LONG, started.until_ready()).await.expect("ready in time");
        started
    }

    async fn until_ready(&mut self) {
        while self.get("/readyz").await.is_none_or(|(status, _)| status != 200) {
            assert!(self.child.try_wait().expect("its state").is_none(), "it ended");
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// kill -9, and waits until it is gone.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Status and body; `None` when no whole answer came.
    pub async fn get(&self, path: &str) -> Option<(u16, String)> {
        send(&self.address, &format!("GET {path} HTTP/1.1\r\n{}\r\n", self.common())).await
    }

    /// As [`Process::get`]. `headers` end in a line break each. It goes on without borrowing the process.
    pub fn post_json(
        &self,
        path: &str,
        headers: &str,
        body: &str,
    ) -> impl Future<Output = Option<(u16, String)>> + Send + use<> {
        let length = body.len();
        let head = format!("POST {path} HTTP/1.1\r\n{}{headers}", self.common());
        let text = format!("{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}");
        let address = self.address.clone();
        async move { send(&address, &text).await }
    }

    fn common(&self) -> String {
        format!("Host: {}\r\nConnection: close\r\n", self.address)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn send(address: &str, text: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream.write_all(text.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}
