mail-footer = تصلك هذه الرسالة لأن شيئًا حدث في حسابك على DreamCrowd.
