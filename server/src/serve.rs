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
    let worker = jobs::worker(&backend, stop.clone().cancelled_owned()).await?;
    tasks.spawn(async move {
        if let Err(error) = worker.run().await {
            tracing::error!(error = %error, "the job worker stopped");
        }
    });
    tasks.spawn(run(metrics_listener, metrics, stop.clone()));
    tracing::info!(address = %config.site_addr, url = config.site_url, sandboxed = ?config.sandboxed(), "serving");
    let server = tokio::spawn(run(listener, site, stop.clone()));
    announce(&config);
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

/// Tells whoever started it where to look and how to log in.
fn announce(config: &Config) {
    let sandboxed = config.sandboxed();
    if sandboxed.is_empty() {
        return;
    }
    println!("\n  DreamCrowd is at {}", config.site_url);
    println!("  In sandbox: {}. Mails: {}/sandbox/mail", sandboxed.join(", "), config.site_url);
    for (email, password) in backend::seed::DEMO_PASSWORDS {
        println!("  {email:<18} {password}");
    }
    println!("  Card 4242 4242 4242 4242, any later date, any code. Ctrl-C stops.\n");
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
