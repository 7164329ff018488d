mail-footer = تصلكم هذه الرسالة لأن شيئًا حدث في حسابكم على DreamCrowd.
name-deleted = حساب محذوف
