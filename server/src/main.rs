//! Entry point of the binary `dreamcrowd`.

use std::process::ExitCode;

/// Pages are made of many small pieces; the system's allocator spent a third of the time on them and never gave memory back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    server::commands::run().await
}
