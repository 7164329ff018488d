mail-offerings-submitted-subject = We have “{ $title }”
mail-offerings-submitted-text =
    Thank you for handing in “{ $title }”. A person on our side looks at it; most answers come within two working days.

    You can take it back at any time until then.
mail-offerings-submitted-button = See where it stands
mail-offerings-published-subject = “{ $title }” is published
mail-offerings-published-text =
    We have looked at “{ $title }” and put it into the shop. People can find it and buy it from now on.
mail-offerings-published-button = See its page
mail-offerings-changes-subject = Please change something in “{ $title }”
mail-offerings-changes-text =
    We have looked at “{ $title }” and need something to change before it is published. Change it and hand it in again; everything else stays as it is. This is what we need:
mail-offerings-changes-button = Open it
mail-offerings-rejected-subject = About “{ $title }”
mail-offerings-rejected-text =
    “{ $title }” is not in the shop. Whoever has bought it keeps it. You can copy it into a new draft and write it differently. This is why:
mail-offerings-rejected-button = See what can be done
