//! A site in a process of its own that can be killed: for what must survive `kill -9`.

use std::{
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// The binary, its environment, and the process when it runs.
pub struct CrashSite {
    binary: PathBuf,
    environment: Vec<(String, String)>,
    child: Option<Child>,
    pub base_url: String,
}

impl CrashSite {
    /// A site on a free port over a database; not started yet.
    pub fn new(binary: PathBuf, database_url: &str) -> Self {
        let port = || std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let (site, metrics) = (port(), port());
        let base_url = format!("http://127.0.0.1:{site}");
        let media = std::env::temp_dir().join("dreamcrowd-test-media");
        let environment = [
            ("DATABASE_URL", database_url.to_owned()),
            ("SECRET_KEY", "a key for tests that is long enough to be taken".to_owned()),
            ("SITE_URL", base_url.clone()),
            ("SITE_ADDR", format!("127.0.0.1:{site}")),
            ("METRICS_ADDR", format!("127.0.0.1:{metrics}")),
            ("MEDIA_URL", format!("file://{}", media.display())),
            ("DREAMCROWD_SANDBOX", "on".to_owned()),
            ("RUST_LOG", "error".to_owned()),
        ];
        let environment = environment.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { binary, environment, child: None, base_url }
    }

    /// The binary with some arguments and this site's environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(arguments).env_clear().envs(self.environment.iter().cloned());
        command
    }

    /// Starts the process, to die at the named point when one is given, and waits until it is ready.
    pub async fn start(&mut self, crash_at: Option<&str>) {
        let mut command = self.command(&["serve"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(point) = crash_at {
            command.env("DREAMCROWD_CRASH_AT", point);
        }
        self.child = Some(command.spawn().expect("the server's binary"));
        for _ in 0..200 {
            if let Ok(answer) = reqwest::get(format!("{}/readyz", self.base_url)).await
                && answer.status().is_success()
            {
                return;
            }
            if !self.is_alive() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the site did not become ready");
    }

    /// Whether the process still runs.
    pub fn is_alive(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }

    /// Asks the process to stop, as a service manager does.
    pub fn terminate(&self) {
        let child = self.child.as_ref().expect("a process");
        let sent = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
        assert!(sent.success(), "the process is gone already");
    }

    /// Waits until the process has ended by itself; gives its exit code.
    pub async fn exit_code(&mut self) -> Option<i32> {
        for _ in 0..1_000 {
            match self.child.as_mut().expect("a process").try_wait() {
                Ok(None) => tokio::time::sleep(Duration::from_millis(10)).await,
                ended => return ended.expect("a status").and_then(|status| status.code()),
            }
        }
        panic!("the process does not end");
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for CrashSite {
    fn drop(&mut self) {
        self.kill();
    }
}
