//! The binary `dreamcrowd`: configuration, start and stop, the router around the pages, and what machines talk to.

pub mod boot;
pub mod commands;
pub mod config;
pub mod health;
pub mod middleware;
pub mod router;
pub mod sandboxes;
pub mod serve;
pub mod telemetry;
