//! Serving: listeners, the job worker beside them, and a stop within five seconds.

use crate::{config::Config, health, router, sandboxes};
use anyhow::Context;
use backend::{Backend, jobs};
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long open requests may go on after the signal to stop.
const DRAIN: Duration = Duration::from_millis(4_500);

/// Serves until SIGTERM or Ctrl-C.
pub async fn serve(config: Config, backend: Backend) -> anyhow::Result<()> {
    // Leptos drives its reactive parts on tokio; without it the first page panics. Twice is harmless.
    let _ = any_spawner::Executor::init_tokio();
    if backend::accounts::needs_plain_cookies(&backend.settings) {
        tracing::warn!(
            url = config.site_url,
            "plain http outside loopback: browsers refuse protected cookies here, so logins use plain ones"
        );
    }
    let stop = CancellationToken::new();
    let tasks = TaskTracker::new();
    let (stand_ins, sandbox) = sandboxes::start(&config, &backend).await?;
    let metrics = health::metrics_router(health::metrics()?);
    let site = router::site(&config, backend.clone(), stand_ins)?;
    let listener = listen(config.site_addr)?;
    let metrics_listener = listen(config.metrics_addr)?;
    if let (Some(addr), Some(sandbox)) = (config.sandbox_stripe_addr, &sandbox) {
        tasks.spawn(run(listen(addr)?, sandbox.router(), stop.clone()));
    }
    if config.maintenance {
        tracing::warn!("closed for maintenance: every address says so, jobs wait");
    } else {
        start_worker(&backend, &tasks, &stop).await?;
    }
    tasks.spawn(run(metrics_listener, metrics, stop.clone()));
    tracing::info!(address = %config.site_addr, url = config.site_url, sandboxed = ?config.sandboxed(), "serving");
    let server = tokio::spawn(run(listener, site, stop.clone()));
    let has_demo_people = has_demo_people(&backend).await;
    print!("{}", greeting(&config, has_demo_people, backend::accounts::needs_plain_cookies(&backend.settings)));
    wait_for_signal().await;
    tracing::info!("stopping");
    stop.cancel();
    if let Some(sandbox) = sandbox {
        sandbox.shutdown();
    }
    tasks.close();
    let drained = tokio::time::timeout(DRAIN, async {
        let _ = server.await;
        tasks.wait().await;
    });
    if drained.await.is_err() {
        tracing::warn!("some work was cut off; jobs go on after the next start");
    }
    Ok(())
}

async fn start_worker(backend: &Backend, tasks: &TaskTracker, stop: &CancellationToken) -> anyhow::Result<()> {
    let worker = jobs::worker(backend, stop.clone().cancelled_owned()).await?;
    tasks.spawn(async move {
        if let Err(error) = worker.run().await {
            tracing::error!(error = %error, "the job worker stopped");
        }
    });
    Ok(())
}

/// Tells whoever started it where to look and, where there are demo people, how to log in as them.
fn greeting(config: &Config, has_demo_people: bool, has_plain_cookies: bool) -> String {
    let sandboxed = config.sandboxed();
    let mut lines = vec![String::new(), format!("DreamCrowd is at {}", config.site_url)];
    if !sandboxed.is_empty() {
        lines.push(format!("In sandbox: {}", sandboxed.join(", ")));
    }
    if has_plain_cookies {
        lines.push(
            "Logins use plain cookies: browsers refuse protected ones on http:// outside this machine. Take https://".to_owned(),
        );
    }
    if sandboxed.contains(&"mail") {
        lines.push(format!("Mails: {}/sandbox/mail", config.site_url));
    }
    if has_demo_people {
        lines.extend(backend::seed::DEMO_PASSWORDS.iter().map(|(email, password)| format!("{email:<18} {password}")));
    }
    if sandboxed.contains(&"stripe") {
        lines.push("Card 4242 4242 4242 4242, any later date, any code".to_owned());
    }
    lines.push("Ctrl-C stops.\n".to_owned());
    lines.join("\n  ") + "\n"
}

/// Whether the demo marketplace was put into this database. One that does not answer has said so already.
async fn has_demo_people(backend: &Backend) -> bool {
    match backend::seed::DEMO_PASSWORDS.first() {
        Some((email, _)) => backend::accounts::has_account(backend, email).await.unwrap_or(false),
        None => false,
    }
}

/// A listener without Nagle's delay: it would hold every page back for a delayed acknowledgement.
fn listen(addr: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    let socket = if addr.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(addr).with_context(|| format!("cannot listen on {addr}"))?;
    Ok(socket.listen(1_024)?)
}

async fn run(listener: TcpListener, router: axum::Router, stop: CancellationToken) {
    use axum::serve::ListenerExt;
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(error = %error, "TCP_NODELAY not set");
        }
    });
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(stop.cancelled_owned()).await {
        tracing::error!(error = %error, "listener failed");
    }
}

async fn wait_for_signal() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        },
        Err(error) => {
            tracing::warn!(error = %error, "SIGTERM cannot be heard");
            let _ = interrupt.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::greeting;
    use crate::config::{Config, Env};

    fn config(extra: &[(&str, &str)]) -> Config {
        let base = [("DATABASE_URL", "postgres://x"), ("SECRET_KEY", "0123456789012345678901234567890123456789")];
        let pairs: Vec<_> = base.iter().chain(extra).copied().collect();
        Config::read(&mut Env::of(&pairs))
    }

    #[test]
    fn the_greeting_says_what_is_there_and_nothing_else() {
        let demo = greeting(&config(&[]), true, false);
        for said in ["http://127.0.0.1:3000", "In sandbox: stripe, mail", "/sandbox/mail", "buyer@demo.test", "4242"] {
            assert!(demo.contains(said), "{said} in {demo}");
        }
        assert!(!greeting(&config(&[]), false, false).contains("buyer@demo.test"));
        let real =
            greeting(&config(&[("DREAMCROWD_SANDBOX", "off"), ("STRIPE_SECRET", "x"), ("MAIL_MAILER", "mailgun")]), false, false);
        assert!(real.contains("http://127.0.0.1:3000"), "{real}");
        for unsaid in ["sandbox", "demo.test", "4242", "cookies"] {
            assert!(!real.contains(unsaid), "{unsaid} in {real}");
        }
    }

    #[test]
    fn the_greeting_says_why_logins_are_less_protected_on_plain_http_elsewhere() {
        let said = greeting(&config(&[("SITE_URL", "http://shop.test")]), false, true);
        for part in ["http://shop.test", "Logins use plain cookies", "browsers refuse protected ones", "https://"] {
            assert!(said.contains(part), "{part} in {said}");
        }
    }
}
