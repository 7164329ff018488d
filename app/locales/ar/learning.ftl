learn-filter = أي الدورات
learn-filter-all = الكل
learn-filter-in-progress = قيد التعلّم
learn-filter-done = المكتملة
learn-pages = صفحات دوراتكم
learn-first-page = الأحدث
learn-empty-title = هنا ستظهر دوراتكم
learn-empty-text = ابحثوا عن دورة تعجبكم أو ابدؤوا بدورة مجانية. تكملون من حيث توقفتم تمامًا وعلى أي جهاز.
learn-none-done = لا دورة مكتملة بعد
learn-none-in-progress = لا شيء قيد التعلّم
learn-none-text = كل دوراتكم على بُعد نقرة واحدة.
learn-progress =
    { $all ->
        [zero] لا دروس بعد
        [one] أُنجز { $done } من درس واحد
        [two] أُنجز { $done } من درسين
        [few] أُنجز { $done } من { $all } دروس
        [many] أُنجز { $done } من { $all } درسًا
       *[other] أُنجز { $done } من { $all } درس
    }
learn-continue = أكملوا:
learn-begin = ابدؤوا:
learn-again = شاهدوا مجددًا:
learn-lessons = الدروس
learn-text = نص الدرس
learn-transcript = النص المكتوب
learn-notes = الملاحظات
learn-notes-empty = لا ملاحظات على هذا الدرس بعد.
learn-note-at = موضع هذه الملاحظة
learn-note-label = ملاحظتكم
learn-note-add = حفظ الملاحظة
learn-note-added = حُفظت الملاحظة
learn-note-deleted = حُذفت الملاحظة
learn-note-failed = لم تُحفظ الملاحظة. تحققوا من الاتصال وحاولوا مجددًا، فالنص ما زال في الخانة.
learn-error-note-empty = اكتبوا شيئًا أولًا.
learn-error-note-long = الحد الأقصى 2000 حرف. اجعلوها ملاحظتين.
learn-error-note-many = امتلأ هذا الدرس بالملاحظات. احذفوا واحدة لإفساح مكان.
learn-error-speed = اختاروا إحدى السرعات في القائمة.
learn-error-volume = مستوى الصوت من 0 إلى 100.
learn-complete = أنهيتُ الدرس
learn-undo = منجز. تراجُع
learn-marked-done = أُنجز الدرس
learn-marked-open = عاد الدرس مفتوحًا
learn-state-done = منجز
learn-state-locked = مقفل
learn-state-new = جديد
learn-failed = لم ينجح ذلك. تحققوا من الاتصال وحاولوا مجددًا.
learn-previous-lesson = الدرس السابق
learn-next-lesson = الدرس التالي
learn-next-in = يبدأ بعد (بالثواني):
learn-next-now = البدء الآن
learn-next-stay = البقاء هنا
learn-finish = العودة إلى دوراتي
learn-locked-go = انتقلوا إلى
learn-video = فيديو هذا الدرس
learn-video-script = إن لم يبدأ الفيديو ففعّلوا JavaScript، فهذا المتصفح يحتاج إليها لتشغيل الفيديو.
learn-video-processing = ما زال هذا الفيديو قيد التجهيز. عودوا بعد بضع دقائق.
learn-video-failed = تعذر تجهيز هذا الفيديو. الدروس الأخرى متاحة لكم، ويُحتسب هذا الدرس منجزًا بعد بقائكم فيه 30 ثانية.
learn-trouble = لا يصل الفيديو. تحققوا من الاتصال وأعيدوا تحميل الصفحة. وإلى ذلك الحين يُحتسب الدرس منجزًا بعد بقائكم فيه 30 ثانية.
learn-trouble-preview = لا يصل الفيديو. تحققوا من الاتصال وأعيدوا تحميل الصفحة.
learn-no-access = هذه الدورة مغلقة أمامكم هنا، فإما أن تسجيل الدخول انتهى أو أن الدورة أُعيدت.
learn-download-note = بعد تنزيل ملف من الدورة لا تُعاد من دون سؤال.
learn-file-missing = الملف ليس جاهزًا بعد. عودوا بعد بضع دقائق.
learn-download = تنزيل
learn-size-kb = { $size } ك.ب
learn-size-mb = { $size } م.ب
learn-speed = السرعة
learn-captions = الترجمة
learn-captions-none = بدون
learn-captions-on = الترجمة ظاهرة
learn-captions-off = الترجمة مخفية
learn-pip = صورة داخل صورة
learn-keys = اختصارات لوحة المفاتيح
learn-key-play = تشغيل أو إيقاف مؤقت
learn-key-five = رجوع أو تقدم 5 ثوانٍ
learn-key-ten = رجوع أو تقدم 10 ثوانٍ
learn-key-full = ملء الشاشة
learn-key-captions = إظهار الترجمة أو إخفاؤها
learn-key-mute = كتم الصوت أو إعادته
learn-key-next = الدرس التالي
learn-key-help = هذه القائمة
learn-keys-on = استخدام هذه الاختصارات
learn-preview = درس مجاني
learn-preview-course = صفحة الدورة
learn-preview-lessons = الدروس المجانية
