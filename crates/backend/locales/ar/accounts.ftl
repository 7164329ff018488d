mail-accounts-hello = مرحبًا { $name }،
mail-accounts-verify-subject = أكّدوا عنوان بريدكم الإلكتروني
mail-accounts-verify-text =
    سُجّل هذا العنوان في DreamCrowd. إن كنتم أنتم من سجّل، فأكّدوا العنوان وابدؤوا التعلّم. يعمل الرابط لمدة 24 ساعة.

    إن لم تكونوا أنتم، فلا تفعلوا شيئًا. لا يبدأ أي حساب من دون تأكيدكم.
mail-accounts-verify-button = تأكيد عنواني
mail-accounts-reset-subject = اختاروا كلمة مرور جديدة
mail-accounts-reset-text =
    طُلب تغيير كلمة مرور حسابكم في DreamCrowd. إن كان الطلب منكم، فاختاروا كلمة جديدة. يعمل الرابط مرة واحدة ولمدة ساعة.

    إن لم يكن الطلب منكم، فلا تفعلوا شيئًا. تبقى كلمة مروركم كما هي.
mail-accounts-reset-button = اختيار كلمة مرور جديدة
mail-accounts-change-email-subject = أكّدوا عنوانكم الجديد
mail-accounts-change-email-text =
    طُلب نقل حساب في DreamCrowd إلى هذا العنوان. إن كان الطلب منكم، فأكّدوه. يعمل الرابط لمدة 24 ساعة.

    إن لم يكن الطلب منكم، فلا تفعلوا شيئًا.
mail-accounts-change-email-button = استخدام هذا العنوان
mail-accounts-link-identity-subject = أكّدوا الدخول عبر { $provider }
mail-accounts-link-identity-text =
    طُلب الدخول إلى DreamCrowd عبر { $provider } وبهذا العنوان. إن كان الطلب منكم، فافتحوا الرابط في المتصفح نفسه. يعمل الرابط لمدة ساعة.

    إن لم يكن الطلب منكم، فلا تفعلوا شيئًا. لا يدخل أحد من دون هذا الرابط.
mail-accounts-link-identity-button = ربط { $provider }
mail-accounts-already-registered-subject = لديكم حساب بالفعل
mail-accounts-already-registered-text =
    أراد أحدهم استخدام عنوانكم لحساب في DreamCrowd. لديكم حساب بالفعل، لذلك لم يتغيّر شيء.

    إن كنتم أنتم، فادخلوا إلى حسابكم. وإن نسيتم كلمة المرور، فاختاروا كلمة جديدة من صفحة الدخول.
mail-accounts-already-registered-button = الدخول
mail-accounts-password-changed-subject = تغيّرت كلمة مروركم
mail-accounts-password-changed-text =
    غُيّرت كلمة مرور حسابكم في DreamCrowd من الإعدادات، وسُجّل خروج جميع الأجهزة الأخرى.

    إن لم تكونوا أنتم، فاختاروا كلمة جديدة فورًا عبر «نسيتم كلمة المرور؟» في صفحة الدخول.
mail-accounts-password-changed-button = مراجعة عمليات الدخول
mail-accounts-password-reset-subject = تغيّرت كلمة مروركم
mail-accounts-password-reset-text =
    اختيرت كلمة مرور جديدة لحسابكم في DreamCrowd عبر رابط في رسالة، وسُجّل خروج جميع الأجهزة.

    إن لم تكونوا أنتم، فربما يقرأ أحدهم بريدكم. أمّنوا صندوق بريدكم أولًا، ثم اختاروا كلمة جديدة هنا.
mail-accounts-password-reset-button = اختيار كلمة مرور جديدة
mail-accounts-new-device-subject = دخول جديد إلى حسابكم
mail-accounts-new-device-text =
    سُجّل الدخول إلى حسابكم في DreamCrowd من جهاز لم نره من قبل: { $device }، في { $at }.

    إن كنتم أنتم، فلا حاجة إلى شيء. وإن لم تكونوا أنتم، فأنهوا ذلك الدخول وغيّروا كلمة المرور.
mail-accounts-new-device-button = مراجعة عمليات الدخول
mail-accounts-email-change-asked-subject = عنوانكم على وشك أن يتغيّر
mail-accounts-email-change-asked-text =
    طُلب من داخل حسابكم في DreamCrowd نقله إلى { $email }. لم يتغيّر شيء بعد، إذ يجب تأكيد العنوان الجديد أولًا.

    إن لم يكن الطلب منكم، فغيّروا كلمة المرور الآن.
mail-accounts-email-change-asked-button = مراجعة عمليات الدخول
mail-accounts-email-changed-subject = تغيّر عنوانكم
mail-accounts-email-changed-text =
    صار حسابكم في DreamCrowd تابعًا للعنوان { $email }. ادخلوا بهذا العنوان من الآن.

    إن لم تكونوا أنتم، فراسلونا فورًا بالرد على هذه الرسالة.
mail-accounts-email-changed-button = اختيار كلمة مرور جديدة
mail-accounts-identity-connected-subject = رُبط { $provider } بحسابكم
mail-accounts-identity-connected-text =
    يمكنكم من الآن الدخول إلى DreamCrowd عبر { $provider } أيضًا.

    إن لم تكونوا أنتم، فافصلوه من الإعدادات وغيّروا كلمة المرور.
mail-accounts-identity-connected-button = مراجعة عمليات الدخول
mail-accounts-deletion-asked-subject = سيُحذف حسابكم
mail-accounts-deletion-asked-text =
    طلبتم حذف حسابكم في DreamCrowd. سيحدث ذلك في { $at }. حتى ذلك الحين يمكنكم الدخول والعدول عن القرار.

    بعد ذلك يُمحى اسمكم وعنوانكم وعمليات دخولكم. أما ما اشتريتموه وبعتموه فيبقى في دفاترنا من دون اسمكم، لأن القانون يطلب ذلك.
mail-accounts-deletion-asked-button = الاحتفاظ بحسابي
mail-accounts-deletion-cancelled-subject = حسابكم باقٍ
mail-accounts-deletion-cancelled-text = عدلتم عن القرار، لذلك لن يُحذف حسابكم في DreamCrowd. يسعدنا بقاؤكم معنا.
mail-accounts-deletion-cancelled-button = فتح الإعدادات
