//! The commands: `serve`, `migrate`, `seed`, `check-config`.

use crate::{boot, config::Config, serve, telemetry};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// DreamCrowd: a marketplace where people teach and work for people.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site until it is told to stop (SIGTERM or Ctrl-C); stops within five seconds.
    Serve {
        /// Bring the database up to date before serving.
        #[arg(long)]
        migrate: bool,
        /// Fill an empty database with the demo marketplace before serving.
        #[arg(long)]
        seed: bool,
    },
    /// Bring the database's schema up to this version.
    Migrate,
    /// Fill an empty database with the demo marketplace; a filled one is left as it is.
    Seed {
        /// Add this many invented offerings, for load tests.
        #[arg(long, value_name = "COUNT")]
        synthetic: Option<i64>,
    },
    /// Read the configuration, say what is wrong with it, and stop.
    CheckConfig,
}

/// Runs the command that the arguments name.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    let config = match Config::from_env() {
        Ok(config) => config,
        Err(errors) => {
            eprintln!("The configuration is not right:");
            for error in errors {
                eprintln!("  {error}");
            }
            return ExitCode::from(2);
        }
    };
    telemetry::init(&config);
    match execute(cli.command, config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "stopped by an error");
            eprintln!("dreamcrowd: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(command: Command, config: Config) -> anyhow::Result<()> {
    match command {
        Command::CheckConfig => {
            let sandboxed = config.sandboxed();
            let names = if sandboxed.is_empty() { "nothing".to_owned() } else { sandboxed.join(", ") };
            println!("The configuration is right. Sandboxed: {names}.");
            Ok(())
        }
        Command::Migrate => backend::db::migrate(&boot::connect(&config).await?).await,
        Command::Seed { synthetic } => {
            let backend = boot::backend(&config).await?;
            boot::seed(&backend).await?;
            if let Some(count) = synthetic {
                backend::seed::synthetic(&backend, count).await.map_err(boot::failed)?;
            }
            Ok(())
        }
        Command::Serve { migrate, seed } => {
            let backend = boot::backend(&config).await?;
            if migrate || seed {
                backend::db::migrate(&backend.db).await?;
            }
            if seed {
                boot::seed(&backend).await?;
            }
            serve::serve(config, backend).await
        }
    }
}
