catalogue-kind-course = دورة فيديو
catalogue-breadcrumb = أنتم هنا
catalogue-pages = صفحات هذه القائمة
catalogue-first-page = العودة إلى الصفحة الأولى
catalogue-continue = متابعة التعلّم
catalogue-rating-spoken = { $rating } من 5
catalogue-list-comma = ،
catalogue-lessons =
    { $count ->
        [zero] لا دروس
        [one] درس واحد
        [two] درسان
        [few] { $shown } دروس
        [many] { $shown } درسًا
       *[other] { $shown } درس
    }
catalogue-sections =
    { $count ->
        [zero] لا أقسام
        [one] قسم واحد
        [two] قسمان
        [few] { $shown } أقسام
        [many] { $shown } قسمًا
       *[other] { $shown } قسم
    }
catalogue-learners =
    { $count ->
        [zero] لا متعلّمين بعد
        [one] متعلّم واحد
        [two] متعلّمان
        [few] { $shown } متعلّمين
        [many] { $shown } متعلّمًا
       *[other] { $shown } متعلّم
    }
catalogue-reviews =
    { $count ->
        [zero] لا تقييمات بعد
        [one] تقييم واحد
        [two] تقييمان
        [few] { $shown } تقييمات
        [many] { $shown } تقييمًا
       *[other] { $shown } تقييم
    }
catalogue-results =
    { $count ->
        [zero] لا دورات
        [one] دورة واحدة
        [two] دورتان
        [few] { $shown } دورات
        [many] { $shown } دورة
       *[other] { $shown } دورة
    }
catalogue-results-many = { $count } دورة
catalogue-best-of =
    { $count ->
        [zero] لا نتائج.
        [one] هذه أفضل نتيجة.
        [two] هاتان أفضل نتيجتين.
        [few] هذه أفضل { $shown } نتائج.
        [many] هذه أفضل { $shown } نتيجة.
       *[other] هذه أفضل { $shown } نتيجة.
    }
catalogue-best-of-all = استخدموا عوامل التصفية لتضييق البحث، أو اعرضوا الكل بدءًا من الأكثر رواجًا

catalogue-level-beginner = للمبتدئين
catalogue-level-intermediate = متوسّط
catalogue-level-advanced = متقدّم
catalogue-level-all = لكل المستويات
catalogue-language-en = الإنجليزية
catalogue-language-ar = العربية
catalogue-language-fr = الفرنسية
catalogue-language-de = الألمانية
catalogue-language-es = الإسبانية
catalogue-language-it = الإيطالية
catalogue-language-nl = الهولندية
catalogue-language-tr = التركية
catalogue-language-ur = الأردية
catalogue-language-fa = الفارسية
catalogue-language-ru = الروسية

catalogue-home-title = تعلّموا ممّن يعيشون من هذا العمل
catalogue-home-lead = دورات فيديو قصيرة بالعربية والإنجليزية، يقدّمها من يمارسون ما يعلّمونه. شاهدوا درسًا مجانيًا قبل أن تدفعوا.
catalogue-home-placeholder = بايثون، العود، الخَبز، المقابلات …
catalogue-home-first = ما يتعلّمه أكثر الناس الآن
catalogue-home-continue = أكملوا من حيث توقّفتم
catalogue-home-continue-more = كل دوراتي
catalogue-home-next = ابحثوا عن دورتكم التالية
catalogue-home-progress = { $done } من { $all } من الدروس
catalogue-home-need-more = كل دورات { $name }
catalogue-home-newest = أحدث الدورات
catalogue-home-newest-more = كل الدورات الجديدة
catalogue-home-steps = كيف يعمل الأمر
catalogue-home-step-try = شاهدوا درسًا مجانيًا
catalogue-home-step-try-text = تُعرض الدروس المجانية فورًا ومن دون حساب، فتسمعون المعلّم قبل أن تقرّروا.
catalogue-home-step-pay = ادفعوا مرة واحدة بعد رؤية السعر كاملًا
catalogue-home-step-pay-text = الرسوم مكتوبة بجانب الزر. وإن لم تشاهدوا إلا القليل من الدورة فلكم استرداد المبلغ كله خلال أسبوعين.
catalogue-home-step-learn = تعلّموا على مهل
catalogue-home-step-learn-text = نتذكّر موضعكم على كل جهاز، ويظهر النص المكتوب بجانب الفيديو، وتبقى ملاحظاتكم بجانب اللحظة التي كُتبت فيها.
catalogue-home-proof = DreamCrowd اليوم
catalogue-home-courses = دورة للاختيار منها
catalogue-home-sellers = معلّمون ومعلّمات
catalogue-home-ratings =
    { $count ->
        [zero] لا تقييمات بعد
        [one] متوسّط تقييم واحد
        [two] متوسّط تقييمين
        [few] متوسّط { $shown } تقييمات
        [many] متوسّط { $shown } تقييمًا
       *[other] متوسّط { $shown } تقييم
    }

catalogue-browse-title = تصفّح الدورات
catalogue-browse-description = دورات فيديو بالعربية والإنجليزية: اختاروا بحسب السعر والتقييم والمدة والمستوى، وشاهدوا درسًا مجانيًا أولًا.
catalogue-category-title = دورات في { $name }
catalogue-results-for = نتائج البحث عن «{ $query }»
catalogue-mended = لم نجد شيئًا عن «{ $asked }»، وهذه نتائج «{ $shown }».
catalogue-nothing = لا شيء يطابق اختياركم بعد
catalogue-nothing-for = لم نجد شيئًا عن «{ $query }»
catalogue-nothing-text = جرّبوا كلمات أقل أو أكثر شيوعًا، بالعربية أو بالإنجليزية.
catalogue-nothing-filters = ربما ضاقت عوامل التصفية معًا. أزيلوا بعضها أو تصفّحوا كل الدورات.
catalogue-nothing-all = عرض كل الدورات
catalogue-nothing-popular = الرائج بدلًا من ذلك
catalogue-filters = التصفية
catalogue-filters-applied = التصفية ({ $count })
catalogue-filters-apply = عرض الدورات
catalogue-filters-clear = مسح عوامل التصفية
catalogue-filter-remove = إزالة هذا العامل
catalogue-filter-any = الكل
catalogue-filter-category = التصنيف
catalogue-filter-category-all = كل التصنيفات
catalogue-filter-price = السعر
catalogue-price-under20 = أقل من 20 دولارًا
catalogue-price-20to50 = من 20 إلى 50 دولارًا
catalogue-price-over50 = أكثر من 50 دولارًا
catalogue-filter-rating = التقييم
catalogue-filter-rating-from = { $stars } نجوم فأكثر
catalogue-filter-length = المدة
catalogue-length-short = أقل من 5 دقائق
catalogue-length-medium = من 5 إلى 10 دقائق
catalogue-length-long = أكثر من 10 دقائق
catalogue-filter-level = المستوى
catalogue-filter-language = لغة الشرح
catalogue-filter-preview = فيها درس مجاني
catalogue-sort = الترتيب
catalogue-sort-apply = ترتيب
catalogue-sort-relevance = الأقرب إلى البحث
catalogue-sort-popular = الأكثر رواجًا
catalogue-sort-newest = الأحدث
catalogue-sort-rating = الأعلى تقييمًا
catalogue-sort-price-low = السعر من الأقل
catalogue-sort-price-high = السعر من الأعلى

catalogue-suggestions = اقتراحات
catalogue-suggestion-category = فئة
catalogue-suggestion-course = دورة
catalogue-suggestions-found =
    { $count ->
        [zero] لا توجد اقتراحات
        [one] اقتراح واحد؛ الاختيار بسهمي الأعلى والأسفل
        [two] اقتراحان؛ الاختيار بسهمي الأعلى والأسفل
        [few] { $shown } اقتراحات؛ الاختيار بسهمي الأعلى والأسفل
        [many] { $shown } اقتراحًا؛ الاختيار بسهمي الأعلى والأسفل
       *[other] { $shown } اقتراح؛ الاختيار بسهمي الأعلى والأسفل
    }
catalogue-picture = مشهد من «{ $title }»

catalogue-watch-free = مشاهدة درس مجاني
catalogue-updated = آخر تحديث { $month }
catalogue-outcomes = ما ستقدرون عليه
catalogue-outline = محتوى الدورة
catalogue-sequential = تُفتح الدروس واحدًا بعد الآخر.
catalogue-free-lesson = مجاني
catalogue-locked = يُفتح بعد الشراء
catalogue-requirements = ما تحتاجون إليه
catalogue-audience = لمن هذه الدورة
catalogue-description = عن هذه الدورة
catalogue-seller = من يعلّمكم
catalogue-seller-more = المزيد عن { $name }
catalogue-related = دورات قد تهمّكم
catalogue-reviews-title = ماذا يقول المتعلّمون
catalogue-reviews-none = لم يكتب أحد عن هذه الدورة بعد.
catalogue-reviews-all =
    { $count ->
        [zero] لا تقييمات بعد
        [one] قراءة التقييم
        [two] قراءة التقييمين
        [few] قراءة التقييمات الـ{ $shown } كلها
        [many] قراءة التقييمات كلها ({ $shown })
       *[other] قراءة التقييمات كلها ({ $shown })
    }
catalogue-reviews-of = تقييمات «{ $title }»
catalogue-reviews-description = ما كتبه المتعلّمون بعد هذه الدورة، الأحدث أولًا.
catalogue-back-to-course = العودة إلى الدورة
catalogue-stars =
    { $count ->
        [zero] بلا نجوم
        [one] نجمة
        [two] نجمتان
        [few] { $shown } نجوم
        [many] { $shown } نجمة
       *[other] { $shown } نجمة
    }

catalogue-booking = السعر والشراء
catalogue-price = الدورة
catalogue-fee = رسم المشتري ({ $percent }٪)
catalogue-total = المبلغ المطلوب
catalogue-buy = الشراء مقابل { $amount }
catalogue-start-free = البدء مجانًا
catalogue-refund = استرداد كامل حتى { $until } إذا شاهدتم { $percent }٪ أو أقل ولم تنزّلوا أي ملف.
catalogue-owned = هذه الدورة لكم.
catalogue-own = هذه دورتكم. يرى المتعلّمون هنا زر الشراء.
catalogue-resume = إكمال دفع { $amount }
catalogue-resume-short = إكمال الدفع
catalogue-resume-text = بدأتم شراء هذه الدورة، ولم يُخصم شيء بعد.
catalogue-wish = الحفظ في المفضّلة
catalogue-unwish = الإزالة من المفضّلة
catalogue-unwish-named = إزالة «{ $title }» من المفضّلة
catalogue-wish-named = حفظ «{ $title }» في المفضّلة
catalogue-wish-failed = تعذّر تعديل المفضّلة الآن. يُرجى الضغط على القلب مرة أخرى بعد قليل.
catalogue-wish-intent = تم تسجيل دخولكم. هل نحفظ هذه الدورة في المفضّلة؟
catalogue-buy-intent = تم تسجيل دخولكم. اضغطوا على «{ $button }» للمتابعة.
catalogue-author-deleted = حساب محذوف
catalogue-wishlist-empty = لا شيء محفوظ بعد
catalogue-wishlist-empty-text = اضغطوا على القلب في الدورة التي تريدون العودة إليها، وستجدونها هنا.

catalogue-seller-about = نبذة
catalogue-seller-courses = الدورات
catalogue-seller-since = يعلّم هنا منذ { $month }
catalogue-seller-top = من أفضل المعلّمين
catalogue-seller-away = غائب حتى { $day }
catalogue-seller-away-text = قد تتأخر الردود حتى ذلك الحين. شراء الدورات المصوّرة ومشاهدتها كالمعتاد.
catalogue-seller-empty-title = لا شيء معروض بعد
catalogue-seller-empty-text = ستظهر هنا أول دورة.
catalogue-cover = صورة «{ $title }»
catalogue-description-class = عن هذه الحصة
catalogue-description-service = عن هذه الخدمة
catalogue-faqs = أسئلة وأجوبة
