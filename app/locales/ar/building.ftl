build-all = كل ما تقدّمونه
build-new = عرض جديد
build-first = أنشئوا أول عرض
build-new-title = ماذا تودّون أن تقدّموا؟
build-kind = النوع
build-kind-course-text = دروس مصوّرة يشاهدها الناس متى شاؤوا.
build-kind-live-text = تلتقون الناس في موعد محدّد، عبر الإنترنت أو حضوريًا.
build-kind-service-text = تنجزون عملًا لشخص ما، في ثلاث باقات على الأكثر.
build-new-title-hint = كما سيقرؤه الناس أولًا. يمكنكم تغييره لاحقًا.
build-begin = بدء المسودة
build-opens-soon = قريبًا
build-opens-soon-title = هذا النوع يُفتح قريبًا
build-opens-soon-text = يمكنكم إعداده كاملًا الآن. وحالما يصبح بيعه ممكنًا هنا ترسلونه بضغطة واحدة.
build-tabs = العروض بحسب الحالة
build-tab-all = الكل
build-tab-archive = الأرشيف
build-none-here-title = لا شيء في هذه الحالة
build-none-here-text = ينتقل ما تعدّونه من مسودة إلى مراجعة ثم نشر. انظروا في تبويب آخر.
build-steps = خطوات هذا العرض
build-step-basics = الأساسيات
build-step-page = نصوص الصفحة
build-step-image = الصورة
build-lessons-soon-title = تُفتح الدروس قريبًا
build-lessons-soon = يمكنكم الآن إعداد كل ما عدا ذلك في دورتكم، وسيبقى محفوظًا. وحين يُتاح إدراج الأفلام والنصوص هنا تضيفون الدروس ثم تقدّمون الدورة للمراجعة.
build-step-curriculum = الدروس
build-step-class = الحصة
build-step-place = المكان
build-step-schedule = المواعيد
build-step-trial = التجربة
build-step-packages = الباقات
build-step-extras = الإضافات
build-step-requirements = أسئلة للمشتري
build-step-faq = أسئلة وأجوبة
build-step-price = السعر
build-step-price-class = سعر الحصة
build-step-review = المراجعة والنشر
build-card = في القوائم
build-preview-open = عرض الصفحة كاملة
build-preview-note = هكذا ستبدو الصفحة. لا يراها سواكم وسوى فريقنا.
build-preview-back = العودة إلى المسودة
build-preview-box = يجد الزوّار هنا زرّ الشراء.
build-live-note = هذا العرض منشور أو سبقت مراجعته: ما تحفظونه هنا يظهر فورًا.
build-locked = مقفل
build-locked-hint = قرأ فريقنا هذا. لتغييره اختاروا «إعادة الكتابة» في «المراجعة والنشر»، ثم يُراجَع من جديد.
build-note-changes = نرجو تعديل ما يلي
build-note-rejected = لماذا ليس معروضًا للبيع
build-in-english = { $what } بالإنجليزية
build-in-arabic = { $what } بالعربية
build-title = العنوان
build-title-hint = ما هو، في 90 حرفًا على الأكثر.
build-promise = الوعد
build-promise-hint = جملة واحدة: ماذا يكسب الناس بعده.
build-category = الفئة
build-category-hint = حيث يبحث الناس عنه.
build-language = اللغة
build-language-hint = التي تتحدثون بها فيه.
build-level = المستوى
build-tags = الوسوم
build-tags-hint = حتى عشر كلمات يبحث بها الناس، تفصل بينها فواصل.
build-description = الوصف
build-description-hint = يمكنكم استخدام Markdown: ‏## للعناوين، ‏- للقوائم، **للخط العريض**. 5,000 حرف على الأكثر.
build-outcomes = ما سيتمكّن الناس من فعله
build-outcomes-hint = نقطة في كل سطر، ثمانٍ على الأكثر.
build-requirements = ما يلزم
build-requirements-hint = نقطة في كل سطر. الفراغ يعني لا شيء.
build-prepare = ما ينبغي تحضيره
build-prepare-hint = ما يحضره الناس أو يثبّتونه أو يقرؤونه قبل الموعد. نقطة في كل سطر.
build-audience = لمن هو
build-audience-hint = نقطة في كل سطر.
build-cover = الصورة
build-cover-intro = من دون صورة منكم نرسم واحدة بلون الفئة.
build-cover-hint = ‏JPEG أو PNG أو WebP بحجم 5 ميغابايت على الأكثر وبأبعاد 640 × 360 بكسل على الأقل. نقصّها من الوسط بنسبة 16:9.
build-cover-upload = رفع الصورة
build-cover-remove = إزالة الصورة
build-format = طريقة الحصة
build-format-one = فردية
build-format-one-text = يحجز شخص واحد موعدًا متاحًا في تقويمكم.
build-format-group = جماعية
build-format-group-text = عدة مقاعد في كل موعد تحدّدونه.
build-format-day = حصة ليوم واحد
build-format-day-text = كلها في يوم واحد، وإن طالت.
build-format-series = سلسلة
build-format-series-text = من 4 إلى 12 لقاءً في الأيام نفسها من الأسبوع، تُحجز كلها معًا.
build-duration = مدة اللقاء
build-duration-hint = بالدقائق: من 15 إلى 240، أو حتى 720 لحصة اليوم الواحد.
build-seats-least = أقل عدد
build-seats-least-hint = إن قلّ العدد عن ذلك لا تُعقد الحصة ويستعيد الجميع أموالهم.
build-seats-most = أكبر عدد
build-seats-most-hint = 100 على الأكثر، وللحصة الفردية مقعد واحد.
build-guests = يمكن للمشترين دعوة ضيوف
build-guests-hint = يدعونهم بالبريد الإلكتروني.
build-guests-seats = يشغل كل ضيف مقعدًا
build-guests-seats-hint = لا يسري ذلك في الحصة الفردية.
build-materials = المواد
build-materials-hint = ما توزّعونه أو تعملون به. نقطة في كل سطر.
build-booking = الحجز
build-booking-instant = فوري
build-booking-request = بعد موافقتكم
build-booking-hint = من يطلب الحجز ينتظر يومين على الأكثر.
build-policy = الإلغاء
build-policy-hint = يراه المشترون قبل الدفع. وإن ألغيتم أنتم استعادوا كل شيء.
build-policy-flexible = مرن
build-policy-flexible-text = استرداد كامل حتى 4 ساعات قبل الموعد، ثم النصف.
build-policy-standard = عادي
build-policy-standard-text = استرداد كامل حتى 12 ساعة قبل الموعد، وخلال يوم من الشراء إن كان الموعد بعد أكثر من يوم؛ ثم لا شيء.
build-policy-firm = صارم
build-policy-firm-text = استرداد كامل حتى 48 ساعة قبل الموعد، والنصف حتى 24 ساعة، ثم لا شيء.
build-policy-series = سلسلة
build-policy-series-text = تُردّ قيمة اللقاءات غير المستخدمة بنسبتها.
build-place = أين
build-place-online = عبر الإنترنت
build-place-in-person = حضوريًا
build-place-on-site = في الموقع
build-place-only = الحقول أدناه للقاء الحضوري فقط؛ اتركوها فارغة في غير ذلك.
build-city = المدينة
build-city-hint = يراها الجميع.
build-address = العنوان البريدي
build-address-hint = لا يراه إلا من حجز.
build-map = رابط الخريطة
build-map-hint = عنوان كامل يبدأ بـ https://. إن حدّد موضعًا وجدكم من هم بقربه.
build-travel = تذهبون إلى المشتري، ضمن كيلومترات
build-travel-hint = كم تبعدون حول المدينة، 200 على الأكثر. الفراغ يعني أن الجميع يلتقون في العنوان.
build-travel-hint-service = كم تبعدون حول المدينة، 200 على الأكثر. الفراغ يعني أن المشتري يأتي إليكم.
build-schedule-slots = يحجز الناس المواعيد المتاحة في تقويمكم، فلا شيء يُحدَّد هنا.
build-schedule-dates = حدّدوا مواعيد انعقادها.
build-schedule-series = حدّدوا أيام الأسبوع وبداية السلسلة ونهايتها.
build-schedule-zone = الأوقات بمنطقتكم الزمنية، { $zone }، وتبقى كما هي عند تغيير الساعة.
build-date-row = اليوم { $row }
build-time-row = البداية { $row }
build-series-days = أيام الأسبوع
build-series-first = اليوم الأول
build-series-time = البداية
build-series-end = اذكروا أحدهما: اليوم الأخير، أو عدد اللقاءات.
build-series-until = اليوم الأخير
build-series-count = عدد اللقاءات
build-series-count-hint = من 4 إلى 12.
build-weekday-1 = الاثنين
build-weekday-2 = الثلاثاء
build-weekday-3 = الأربعاء
build-weekday-4 = الخميس
build-weekday-5 = الجمعة
build-weekday-6 = السبت
build-weekday-7 = الأحد
build-trial = التجربة
build-trial-intro = التجربة لقاء قصير واحد بين شخص واحد وبينكم، يُحجز كموعد.
build-trial-series = تُحجز السلسلة كاملة ولا يمكن تجربتها.
build-trial-none = بلا تجربة
build-trial-none-text = يحجز الناس الحصة نفسها.
build-trial-free = تجربة مجانية
build-trial-free-text = 30 دقيقة مجانًا، مرة لكل شخص.
build-trial-paid = تجربة مدفوعة
build-trial-paid-text = بمدة وسعر خاصين بها.
build-trial-free-terms = شروط التجربة المجانية
build-trial-free-locked = كلاهما واحد للجميع ولا يمكن تغييره.
build-trial-paid-terms = شروط التجربة المدفوعة
build-trial-minutes = المدة بالدقائق
build-trial-minutes-hint = من 15 إلى 180.
build-trial-price = السعر بالدولار الأمريكي
build-trial-price-hint = 5 دولارات على الأقل.
build-packages-hint = من باقة إلى ثلاث، الأصغر أولًا. الصف الفارغ ليس باقة.
build-package-row = الباقة { $row }
build-package-name = الاسم
build-package-includes = ما تشمله
build-package-includes-hint = نقطة في كل سطر، ثمانٍ على الأكثر.
build-package-days = أيام التسليم
build-package-revisions = مرات التعديل
build-extras-hint = ما يمكن للمشتري إضافته إلى أي باقة. الصف الفارغ ليس إضافة.
build-extra-row = الإضافة { $row }
build-extra-name = الاسم
build-extra-days = أيام إضافية
build-questions-hint = ما يلزمكم معرفته قبل البدء. يبدأ العمل حين تصل الأجوبة المطلوبة.
build-question-row = السؤال { $row }
build-question-text = السؤال
build-question-kind = طريقة الإجابة
build-question-kind-text = بالكتابة
build-question-kind-choice = بالاختيار
build-question-kind-file = بملف
build-question-choices = الخيارات
build-question-choices-hint = للاختيار فقط: خيار في كل سطر، من اثنين إلى عشرة.
build-question-required = الإجابة مطلوبة
build-question-needed = مطلوب
build-faq-hint = ما يسأل عنه الناس قبل الشراء. يُترك الصف الفارغ.
build-faq-row = السؤال { $row }
build-faq-question = السؤال
build-faq-answer = الجواب
build-price = السعر بالدولار الأمريكي
build-price-hint = 5 دولارات على الأقل، أو 0 مجانًا.
build-price-hint-class = لمقعد واحد في لقاء واحد: 5 دولارات على الأقل، أو 0 مجانًا.
build-price-hint-series = لمقعد واحد في السلسلة كاملة: 5 دولارات على الأقل، أو 0 مجانًا.
build-price-kept = يسري السعر الجديد على الطلبات الجديدة. وتحتفظ الطلبات السابقة بسعرها.
build-price-from = ابتداءً من { $amount }
build-net = صافي ما تتلقّونه
build-net-buyer = يدفع المشتري، مع رسم { $percent }٪
build-net-commission = عمولة { $percent }٪
build-net-free = مجاني: لا أحد يدفع، ولا عمولة.
build-net-line = صافي ما تتلقّونه { $amount }.
build-prices = ما كلّفه من قبل
build-prices-when = متى
build-prices-what = ماذا
build-prices-before = قبل
build-prices-after = بعد
build-missing-title = ما زال ينقص
build-missing-promise = وعد بلغة العنوان
build-missing-description = وصف بلغة العنوان
build-missing-language = العنوان والوعد والوصف معًا بلغة واحدة
build-missing-outcomes = ما سيتمكّن الناس من فعله
build-missing-lessons = قسم فيه درس جاهز
build-missing-class = طريقة الحصة
build-missing-class-place = المدينة، والعنوان أو المسافة التي تقطعونها
build-missing-dates = موعد قادم
build-missing-series = أيام السلسلة وأوقاتها
build-missing-packages = باقة
build-missing-service-place = المدينة
build-missing-price = السعر
build-ready = كل شيء موجود. انظروا إلى الصفحة كاملة مرة أخرى ثم أرسلوها.
build-whole = كل شيء موجود.
build-submit = إرسال للمراجعة
build-withdraw = سحب
build-pause = إيقاف العرض
build-resume = إعادة العرض
build-archive = أرشفة
build-restore = إخراج من الأرشيف
build-duplicate = نسخ إلى مسودة جديدة
build-open-page = عرض صفحته
build-more = ما يمكنكم فعله أيضًا
build-rewrite-open = تغيير العنوان أو الفئة أو اللغة أو الصورة أو الطريقة
build-rewrite-text = يخرج من المتجر ويعود مسودة. حين تنتهون أرسلوه، فيقرؤه فريقنا من جديد. ومن اشتراه يحتفظ به.
build-rewrite-confirm = نعم، أخرجوه من المتجر إلى أن يُراجَع من جديد
build-rewrite = إعادة الكتابة
build-delete-open = حذف هذه المسودة
build-delete-text = تُحذف كلها ولا يمكن استرجاعها. للاحتفاظ بها لوقت لاحق أرشفوها بدلًا من ذلك.
build-delete-confirm = نعم، احذفوها نهائيًا
build-delete = حذف المسودة
build-standing-review = أرسلتموه يوم { $day }. يصل الردّ عادةً خلال يومَي عمل، بالبريد وعلى هذه الصفحة. لا يمكن تغيير شيء فيه أثناء قراءتنا.
build-standing-published = إنه معروض للبيع.
build-standing-paused = إنه خارج المتجر. ومن اشتراه يحتفظ به.
build-standing-rejected = هذا القرار نهائي. يمكنكم نسخه إلى مسودة جديدة وكتابته بطريقة أخرى، ومن اشتراه يحتفظ به.
build-standing-archived = إنه في الأرشيف: لا يظهر في أي قائمة، ومن اشتراه يحتفظ به.
build-review-rules = بعد النشر تظهر النصوص والوسوم والأسئلة والمواعيد والأسعار حالما تحفظونها. أما العنوان والفئة واللغة والصورة وطريقة الحصة ومكانها فتحتاج إلى مراجعة جديدة.
build-late = لا يمكن تغييره في حالته الآن. تجدون أدناه حالته.
build-done-submit = أُرسل للمراجعة، وأرسلنا إليكم رسالة بذلك.
build-done-withdraw = سُحب، وعاد مسودة.
build-done-pause = أُخرج من المتجر.
build-done-resume = عاد إلى المتجر.
build-done-rewrite = عاد مسودة، ويمكن تغيير كل شيء.
build-done-archive = أُرشف.
build-done-restore = أُخرج من الأرشيف.
build-done-duplicate = هذه هي النسخة. بقيت الصورة والدروس والمواعيد مع الأصل.
build-done-deleted = حُذفت المسودة.
build-history = ما جرى
build-event-created = بدأ
build-event-submitted = أُرسل للمراجعة
build-event-withdrawn = سُحب
build-event-published = نُشر
build-event-changes = طُلب تعديل
build-event-rejected = رُفض
build-event-paused = أُخرج من المتجر
build-event-resumed = أُعيد إلى المتجر
build-event-reopened = أُخرج من المتجر لإعادة كتابته
build-event-archived = أُرشف
build-event-restored = أُخرج من الأرشيف
build-fact-class = الحصة
build-fact-seats-label = العدد
build-fact-seats = من { $least } إلى { $most }
build-fact-guests-label = الضيوف
build-fact-guests = يمكنكم دعوة ضيوف
build-fact-guests-seats = يمكنكم دعوة ضيوف، ويشغل كل منهم مقعدًا
build-fact-trial = { $length }، { $price }
build-fact-times = المواعيد
build-fact-date = { $day }، { $time }
build-fact-zone = بالمنطقة الزمنية للمعلّم، { $zone }.
build-fact-rule = { $days } الساعة { $time }، ابتداءً من { $first }
build-fact-until = حتى { $day }.
build-error-stale = حُفظت هذه الخطوة في نافذة أخرى في هذه الأثناء. أدناه ما كتبتموه؛ احفظوا مرة أخرى ليحلّ محل الموجود.
build-error-late = تغيّر هذا في هذه الأثناء، فلم يُنفّذ شيء. تجدون أدناه حالته الآن.
build-error-confirm = يُرجى تأشير المربع أولًا.
build-error-incomplete = ما زال ينقص شيء. القائمة تذكر ما هو.
build-error-opens-soon = لا يمكن بيع هذا النوع هنا بعد.
build-error-published-whole = يجب أن يبقى المنشور كاملًا، فلم يُحفظ هذا. أكملوا ما أفرغتموه، أو أخرجوه من المتجر أولًا.
build-error-reviewed = قرأ فريقنا هذا. يمكن تغييره بعد «إعادة الكتابة».
build-error-html = يُرجى كتابته من دون HTML.
build-error-long = هذا أطول مما يجب. يُرجى اختصاره.
build-error-list-many = النقاط كثيرة. يُرجى إبقاء أفضلها.
build-error-list-uneven = يُرجى كتابة العدد نفسه من النقاط باللغتين، أو ترك إحداهما فارغة.
build-error-kind = يُرجى اختيار نوع.
build-error-category = يُرجى اختيار فئة من القائمة.
build-error-language = يُرجى اختيار لغة.
build-error-level = يُرجى اختيار مستوى من القائمة.
build-error-choice = يُرجى اختيار واحد من هذه.
build-error-title-empty = يُرجى كتابة عنوان بلغة واحدة على الأقل.
build-error-tags-many = عشرة وسوم هي الحد الأقصى.
build-error-faq-question = هنا جواب بلا سؤال.
build-error-faq-answer = يحتاج هذا السؤال إلى جواب باللغة نفسها.
build-error-cover-none = يُرجى اختيار صورة أولًا.
build-error-cover-small = الصورة صغيرة جدًا. يلزم 640 × 360 بكسل على الأقل بعد قصّها بنسبة 16:9.
build-error-price-empty = يُرجى كتابة السعر.
build-error-price-shape = يُرجى كتابة مبلغ مثل 49 أو 49.50، لا يقلّ عن الصفر.
build-error-price-ceiling = يُرجى ألا يزيد على 10,000 دولار.
build-error-price-floor = يُرجى ألا يقلّ عن 5 دولارات.
build-error-price-free-or-floor = يُرجى ألا يقلّ عن 5 دولارات، أو 0 مجانًا.
build-error-price-added = يُرجى ألا يقلّ عن دولار واحد.
build-error-format = يُرجى ذكر طريقة الحصة.
build-error-format-schedule = توجد مواعيد للطريقة السابقة. أفرغوها في «المواعيد» أولًا ثم غيّروها.
build-error-format-trial = لا يمكن تجربة السلسلة. أزيلوا التجربة أولًا ثم غيّروها.
build-error-duration = يُرجى كتابة الدقائق: من 15 إلى 240، أو حتى 720 لحصة اليوم الواحد.
build-error-seats-one = للحصة الفردية مقعد واحد.
build-error-seats-most = يُرجى كتابة عدد من 2 إلى 100.
build-error-seats-least = يُرجى كتابة عدد من 1 إلى 100.
build-error-seats-order = أقل عدد أكبر من أكبر عدد.
build-error-place-online = هذا عبر الإنترنت فلا مكان له. أفرغوا هذا الحقل أو اختاروا اللقاء.
build-error-travel = يُرجى كتابة عدد من 1 إلى 200 كيلومتر.
build-error-date = يُرجى كتابة يوم.
build-error-date-past = مضى هذا الموعد. يُرجى كتابة يوم لاحق.
build-error-date-far = هذا بعد أكثر من سنة.
build-error-date-twice = ورد هذا الموعد مرتين.
build-error-date-overlap = يتداخل هذا مع موعد آخر هنا.
build-error-dates-many = 24 موعدًا هي الحد الأقصى.
build-error-date-booked = أحد المواعيد التي أزلتموها محجوز. ألغوه في طلباتكم أولًا.
build-error-time = يُرجى كتابة وقت مثل 18:00.
build-error-time-gap = تتخطّى الساعة هذا الوقت في ذلك اليوم. يُرجى كتابة وقت آخر.
build-error-weekdays = يُرجى اختيار يوم واحد من الأسبوع على الأقل.
build-error-end-none = يُرجى ذكر نهاية السلسلة.
build-error-end-both = يُرجى ذكر أحدهما فقط.
build-error-end-order = اليوم الأخير يسبق اليوم الأول.
build-error-meetings = للسلسلة من 4 إلى 12 لقاءً.
build-error-trial-series = لا يمكن تجربة السلسلة.
build-error-trial-minutes = تستغرق التجربة المجانية 30 دقيقة.
build-error-trial-price = التجربة المجانية بلا مقابل.
build-error-trial-length = يُرجى كتابة عدد من 15 إلى 180 دقيقة.
build-error-name-empty = يُرجى كتابة اسم بلغة واحدة على الأقل.
build-error-days = يُرجى كتابة عدد من 1 إلى 60 يومًا.
build-error-revisions = يُرجى كتابة عدد من 0 إلى 20 تعديلًا.
build-error-extra-days = يُرجى كتابة عدد من 0 إلى 30 يومًا.
build-error-question-empty = هنا خيارات بلا سؤال.
build-error-choices-few = يُرجى كتابة خيارين على الأقل.
build-error-choices-none = الخيارات لسؤال يُجاب عنه بالاختيار فقط.
build-days =
    { $count ->
        [zero] في اليوم نفسه
        [one] يوم واحد
        [two] يومان
        [few] { $shown } أيام
        [many] { $shown } يومًا
       *[other] { $shown } يوم
    }
build-days-more =
    { $count ->
        [zero] بلا زيادة
        [one] يوم إضافي
        [two] يومان إضافيان
        [few] { $shown } أيام إضافية
        [many] { $shown } يومًا إضافيًا
       *[other] { $shown } يوم إضافي
    }
build-revisions =
    { $count ->
        [zero] بلا تعديلات
        [one] تعديل واحد
        [two] تعديلان
        [few] { $shown } تعديلات
        [many] { $shown } تعديلًا
       *[other] { $shown } تعديل
    }
build-fact-travel =
    { $count ->
        [zero] يأتي المعلّم إليكم
        [one] يأتي المعلّم إليكم ضمن كيلومتر واحد
        [two] يأتي المعلّم إليكم ضمن كيلومترين
        [few] يأتي المعلّم إليكم ضمن { $shown } كيلومترات
        [many] يأتي المعلّم إليكم ضمن { $shown } كيلومترًا
       *[other] يأتي المعلّم إليكم ضمن { $shown } كيلومتر
    }
build-fact-count =
    { $count ->
        [zero] بلا لقاءات.
        [one] لقاء واحد.
        [two] لقاءان.
        [few] { $shown } لقاءات.
        [many] { $shown } لقاءً.
       *[other] { $shown } لقاء.
    }
