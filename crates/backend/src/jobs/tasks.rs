//! The list of jobs and of what runs on a schedule.

use crate::{
    Backend, Failure,
    accounts::{self, LinkWish},
    media, notifications, orders, payments,
};
use domain::Locale;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext, WorkerOptions};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! jobs {
    ($($(#[$doc:meta])* $name:ident = $id:literal { $($field:ident : $ty:ty),* } => $run:expr;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Serialize, Deserialize)]
            pub struct $name { $(pub $field: $ty),* }

            impl $name {
                /// The name under which it waits in the queue.
                pub const TASK: &'static str = $id;
            }

            impl TaskHandler for $name {
                const IDENTIFIER: &'static str = $id;
                async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
                    let Some(backend) = ctx.get_ext::<Backend>() else { return Err("no backend".to_owned()) };
                    let run: fn(Backend, Self) -> futures::future::BoxFuture<'static, crate::Result<()>> = $run;
                    run(backend.clone(), self).await.map_err(|failure| describe($id, failure))
                }
            }
        )+

        /// Tells the worker of every job.
        pub(super) fn define(options: WorkerOptions) -> anyhow::Result<WorkerOptions> {
            Ok(options $(.define_job::<$name>())+.with_cron(CRONTAB)?)
        }
    };
}

/// What runs by itself, in UTC. `fill` catches up after a stop; the empty object is the job's payload, without which it is `null`.
const CRONTAB: &str = "
* * * * * expire_orders ?fill=1h {}
* * * * * resolve_payments ?fill=1h {}
*/10 * * * * follow_refunds ?fill=1h {}
7 * * * * reconcile_payments ?fill=2h {}
23 3 * * * sweep_accounts ?fill=1d {}
";

jobs! {
    /// Sends one mail of the outbox.
    SendMail = "send_mail" { mail_id: Uuid } => |backend, job| Box::pin(async move { notifications::send_mail(&backend, job.mail_id).await });
    /// Looks an address up and mails it the link that was asked for, or nothing.
    MailAccountLink = "mail_account_link" { request_id: Uuid, email: String, locale: Locale, next: Option<String>, wish: LinkWish } => |backend, job| Box::pin(async move { accounts::mail_link(&backend, job).await });
    /// Drops files that nothing points to any more.
    DropFiles = "drop_files" { paths: Vec<String> } => |backend, job| Box::pin(async move { media::drop_files(&backend, &job.paths).await });
    /// Acts on one stored event of a payment provider.
    HandleProviderEvent = "handle_provider_event" { provider_event_id: i64 } => |backend, job| Box::pin(async move { payments::handle_provider_event(&backend, job.provider_event_id).await });
    /// Gives money back through the provider.
    PayRefund = "pay_refund" { refund_id: Uuid } => |backend, job| Box::pin(async move { payments::pay_refund(&backend, job.refund_id).await });
    /// Asks the provider about refunds that it has not settled.
    FollowRefunds = "follow_refunds" {} => |backend, _| Box::pin(async move { payments::follow_refunds(&backend).await });
    /// Lets unpaid orders run out, after asking the provider once more.
    ExpireOrders = "expire_orders" {} => |backend, _| Box::pin(async move { orders::expire_due(&backend).await });
    /// Asks the provider about attempts whose answer never came.
    ResolvePayments = "resolve_payments" {} => |backend, _| Box::pin(async move { payments::resolve_unsettled(&backend).await });
    /// Compares the provider's events with ours and catches up.
    ReconcilePayments = "reconcile_payments" {} => |backend, _| Box::pin(async move { payments::reconcile(&backend).await });
    /// Drops what has run out: logins, links, rate buckets; deletes accounts whose time has come.
    SweepAccounts = "sweep_accounts" {} => |backend, _| Box::pin(async move { accounts::sweep(&backend).await });
}

fn describe(task: &str, failure: Failure) -> String {
    let text = match failure {
        Failure::User(error) => error.to_string(),
        Failure::Internal(error) => format!("{error:#}"),
    };
    tracing::warn!(job.task = task, error = %text, "job failed and will be tried again");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use graphile_worker::{CrontabTimer, parse_crontab};
    use std::collections::BTreeSet;

    #[test]
    fn what_nobody_asks_for_runs_by_itself() {
        let scheduled: BTreeSet<&str> = CRONTAB.lines().filter_map(|line| line.split(' ').nth(5)).collect();
        let expected =
            [ExpireOrders::TASK, ResolvePayments::TASK, FollowRefunds::TASK, ReconcilePayments::TASK, SweepAccounts::TASK];
        assert_eq!(scheduled, BTreeSet::from(expected));
    }

    #[test]
    fn the_provider_is_asked_every_hour_what_we_missed() {
        let entries = parse_crontab(CRONTAB).expect("a crontab");
        let runs = entries.iter().filter(|entry| entry.task_identifier == ReconcilePayments::TASK);
        let timers: Vec<&CrontabTimer> = runs.map(|entry| &entry.timer).collect();
        assert_eq!(timers, [&CrontabTimer::hourly_at(7).expect("a minute")]);
    }

    #[test]
    fn every_scheduled_job_brings_an_object() {
        assert!(CRONTAB.lines().filter(|line| !line.is_empty()).all(|line| line.ends_with(" {}")));
    }
}
