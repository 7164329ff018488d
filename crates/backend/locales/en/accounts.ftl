mail-accounts-hello = Hello { $name },
mail-accounts-verify-subject = Confirm your e-mail address
mail-accounts-verify-text =
    Somebody registered at DreamCrowd with this address. If it was you, confirm it and start learning. The link works for 24 hours.

    If it was not you, do nothing. Without your confirmation no account begins.
mail-accounts-verify-button = Confirm my address
mail-accounts-reset-subject = Choose a new password
mail-accounts-reset-text =
    Somebody asked to change the password of your DreamCrowd account. If it was you, choose a new one. The link works once, for one hour.

    If it was not you, do nothing. Your password stays as it is.
mail-accounts-reset-button = Choose a new password
mail-accounts-change-email-subject = Confirm your new address
mail-accounts-change-email-text =
    Somebody wants to move a DreamCrowd account to this address. If it was you, confirm it. The link works for 24 hours.

    If it was not you, do nothing.
mail-accounts-change-email-button = Use this address
mail-accounts-link-identity-subject = Confirm your login with { $provider }
mail-accounts-link-identity-text =
    Somebody wants to log in at DreamCrowd with { $provider } and this address. If it was you, open the link in the same browser. It works for one hour.

    If it was not you, do nothing. Nobody gets in without this link.
mail-accounts-link-identity-button = Connect { $provider }
mail-accounts-already-registered-subject = You already have an account
mail-accounts-already-registered-text =
    Somebody wanted to use your address for a DreamCrowd account. You already have one, so nothing was changed.

    If it was you, just log in. If you forgot your password, choose a new one on the login page.
mail-accounts-already-registered-button = Log in
mail-accounts-password-changed-subject = Your password was changed
mail-accounts-password-changed-text =
    The password of your DreamCrowd account was changed in your settings, and all other devices were logged out.

    If it was not you, choose a new password at once with “Forgot your password?” on the login page.
mail-accounts-password-changed-button = Look at your logins
mail-accounts-password-reset-subject = Your password was changed
mail-accounts-password-reset-text =
    A new password was chosen for your DreamCrowd account by a link in a mail, and all devices were logged out.

    If it was not you, somebody may read your mail. Secure your mailbox first, then choose a new password here.
mail-accounts-password-reset-button = Choose a new password
mail-accounts-new-device-subject = New login to your account
mail-accounts-new-device-text =
    Your DreamCrowd account was logged in to from a device that we have not seen before: { $device }, at { $at }.

    If it was you, there is nothing to do. If not, end that login and change your password.
mail-accounts-new-device-button = Look at your logins
mail-accounts-email-change-asked-subject = Your address is about to change
mail-accounts-email-change-asked-text =
    Somebody who is logged in to your DreamCrowd account asked to move it to { $email }. Nothing has changed yet; the new address has to be confirmed first.

    If it was not you, change your password now.
mail-accounts-email-change-asked-button = Look at your logins
mail-accounts-email-changed-subject = Your address was changed
mail-accounts-email-changed-text =
    Your DreamCrowd account now belongs to { $email }. Log in with that address from now on.

    If it was not you, write to us at once by answering this mail.
mail-accounts-email-changed-button = Choose a new password
mail-accounts-identity-connected-subject = { $provider } is connected to your account
mail-accounts-identity-connected-text =
    From now on you can log in to DreamCrowd with { $provider } too.

    If it was not you, disconnect it in your settings and change your password.
mail-accounts-identity-connected-button = Look at your logins
mail-accounts-deletion-asked-subject = Your account will be deleted
mail-accounts-deletion-asked-text =
    You asked us to delete your DreamCrowd account. That happens on { $at }. Until then you can log in and change your mind.

    Afterwards your name, address and logins are gone. What you bought and sold stays in our books without your name, because the law asks for it.
mail-accounts-deletion-asked-button = Keep my account
mail-accounts-deletion-cancelled-subject = Your account stays
mail-accounts-deletion-cancelled-text = You changed your mind, so your DreamCrowd account will not be deleted. It is good to have you here.
mail-accounts-deletion-cancelled-button = Open your settings
