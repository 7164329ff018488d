mail-sellers-submitted-subject = We have your application
mail-sellers-submitted-text =
    Thank you for applying to teach on DreamCrowd. A person on our side reads it; most answers come within three working days.

    You can look at where it stands at any time.
mail-sellers-submitted-button = See your application
mail-sellers-approved-subject = You are a seller on DreamCrowd
mail-sellers-approved-text =
    We have read your application and are glad to have you. Your page is open, and the studio is yours.
mail-sellers-approved-button = Open your studio
mail-sellers-changes-subject = Please change something in your application
mail-sellers-changes-text =
    We have read your application and need something more before we can say yes. Change it and send it again; everything else stays as it is. This is what we need:
mail-sellers-changes-button = Open your application
mail-sellers-rejected-subject = About your application
mail-sellers-rejected-text =
    We have read your application and cannot accept it now. You can apply again after 30 days. This is why:
mail-sellers-rejected-button = See your application
