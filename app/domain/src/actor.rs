//! Permission is a value: an operation that needs staff takes `&Staff`, which only [`Actor::staff`] hands out.

use std::ops::Deref;

use crate::{
    AccountId, DomainError, MakerId,
    members::{AccountError, Role},
};

type Result<T> = std::result::Result<T, DomainError>;

/// Who asks.
#[derive(Clone, Debug, Default)]
pub enum Actor {
    /// Not signed in.
    #[default]
    Visitor,
    /// Signed in.
    Account(Account),
    /// Signed in without the second factor that is required of their role: neither staff nor operator until then.
    HeldBack(Account),
}

/// A signed-in person, loaded with this request.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    pub role: Role,
    pub display_name: String,
    pub email: String,
    pub email_confirmed: bool,
    pub maker_id: Option<MakerId>,
}

/// Only this module can make one.
#[derive(Clone, Debug)]
struct Granted;

macro_rules! capability {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $ty:ty),* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            pub account_id: AccountId,
            $(pub $field: $ty,)*
            // Keeps construction inside this module.
            _granted: Granted,
        }
    };
}

capability!(/** May buy: anyone signed in. */ Customer {});
capability!(/** May book equipment. */ Member {});
capability!(/** May list products. */ Maker { maker_id: MakerId });
capability!(/** May work the counter and approve products. */ Staff {});
capability!(/** May run the space and report. */ Operator {});

/// May make bookings and sell: a member whose mail address is confirmed.
#[derive(Clone, Debug)]
pub struct ConfirmedMember(Member);

/// A confirmed member is a member.
impl Deref for ConfirmedMember {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.0
    }
}

impl Actor {
    pub fn account(&self) -> Option<&Account> {
        match self {
            Actor::Visitor => None,
            Actor::Account(account) | Actor::HeldBack(account) => Some(account),
        }
    }

    /// The role for logs and the audit: `visitor` without an account.
    pub fn role_name(&self) -> &'static str {
        self.account().map_or("visitor", |account| account.role.into_str())
    }

    /// # Errors
    /// [`DomainError::SignInRequired`] for visitors.
    pub fn customer(&self) -> Result<Customer> {
        Ok(Customer { account_id: self.at_least(Role::Customer)?.id, _granted: Granted })
    }

    /// # Errors
    /// [`DomainError::SignInRequired`] for visitors, [`DomainError::Forbidden`] for customers.
    pub fn member(&self) -> Result<Member> {
        Ok(Member { account_id: self.at_least(Role::Member)?.id, _granted: Granted })
    }

    /// # Errors
    /// [`DomainError::SignInRequired`] for visitors, [`DomainError::Forbidden`] without a maker profile.
    pub fn maker(&self) -> Result<Maker> {
        let account = self.at_least(Role::Member)?;
        let maker_id = account.maker_id.ok_or(DomainError::Forbidden)?;
        Ok(Maker { account_id: account.id, maker_id, _granted: Granted })
    }

    /// # Errors
    /// [`DomainError::SignInRequired`] for visitors, [`DomainError::Forbidden`] below staff; [`AccountError::SecondFactorRequired`].
    pub fn staff(&self) -> Result<Staff> {
        Ok(Staff { account_id: self.at_least(Role::Staff)?.id, _granted: Granted })
    }

    /// # Errors
    /// [`DomainError::SignInRequired`] for visitors, [`DomainError::Forbidden`] below operator; [`AccountError::SecondFactorRequired`].
    pub fn operator(&self) -> Result<Operator> {
        Ok(Operator { account_id: self.at_least(Role::Operator)?.id, _granted: Granted })
    }

    /// Booking and becoming a maker ask for a confirmed mail address; ordering as a guest does not.
    ///
    /// # Errors
    /// As [`Actor::member`]; [`AccountError::EmailNotConfirmed`].
    pub fn confirmed_member(&self) -> Result<ConfirmedMember> {
        let member = self.member()?;
        let is_confirmed = self.account().is_some_and(|account| account.email_confirmed);
        if is_confirmed { Ok(ConfirmedMember(member)) } else { Err(AccountError::EmailNotConfirmed.into()) }
    }

    fn at_least(&self, role: Role) -> Result<&Account> {
        let account = self.account().ok_or(DomainError::SignInRequired)?;
        if account.role < role {
            return Err(DomainError::Forbidden);
        }
        let is_held_back = role >= Role::Staff && matches!(self, Actor::HeldBack(_));
        if is_held_back { Err(AccountError::SecondFactorRequired.into()) } else { Ok(account) }
    }
}
