mail-offerings-submitted-subject = وصلنا «{ $title }»
mail-offerings-submitted-text =
    شكرًا لإرسالكم «{ $title }». يطّلع عليه شخص من فريقنا، ويصل الردّ عادةً خلال يومَي عمل.

    يمكنكم سحبه في أي وقت قبل ذلك.
mail-offerings-submitted-button = الاطلاع على حالته
mail-offerings-published-subject = نُشر «{ $title }»
mail-offerings-published-text =
    اطّلعنا على «{ $title }» ونشرناه. يستطيع الناس من الآن العثور عليه وشراءه.
mail-offerings-published-button = عرض صفحته
mail-offerings-changes-subject = نرجو تعديل شيء في «{ $title }»
mail-offerings-changes-text =
    اطّلعنا على «{ $title }» ونحتاج إلى تعديل قبل نشره. عدّلوه وأرسلوه من جديد، ويبقى كل ما عداه كما هو. هذا ما نحتاج إليه:
mail-offerings-changes-button = فتحه
mail-offerings-rejected-subject = بخصوص «{ $title }»
mail-offerings-rejected-text =
    «{ $title }» ليس معروضًا للبيع. ومن اشتراه يحتفظ به. يمكنكم نسخه إلى مسودة جديدة وكتابته بطريقة أخرى. السبب:
mail-offerings-rejected-button = عرض ما يمكن فعله
