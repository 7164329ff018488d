//! Staff at work. Only this area makes a `Staff`; a use case that takes one needs no further check of the role.

use super::Viewer;
use domain::{AppError, Thing, accounts::StaffRole, ids::AccountId};

/// A member of staff whose role the work asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staff {
    account_id: AccountId,
    role: StaffRole,
}

impl Staff {
    /// Who it is.
    pub const fn account_id(&self) -> AccountId {
        self.account_id
    }

    /// In which role.
    pub const fn role(&self) -> StaffRole {
        self.role
    }
}

impl Viewer {
    /// This viewer as staff with one of the roles. To everybody else there is nothing where staff works.
    pub fn as_staff(&self, roles: &[StaffRole]) -> Result<Staff, AppError> {
        let role = self.staff_role.filter(|role| roles.contains(role)).ok_or(AppError::NotFound(Thing::Page))?;
        Ok(Staff { account_id: self.account_id, role })
    }
}
