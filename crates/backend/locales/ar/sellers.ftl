mail-sellers-submitted-subject = وصلنا طلبكم
mail-sellers-submitted-text =
    شكرًا لتقديمكم طلب التعليم على DreamCrowd. يقرؤه شخص من فريقنا، ويصل الردّ عادةً خلال ثلاثة أيام عمل.

    يمكنكم الاطلاع على حالة الطلب في أي وقت.
mail-sellers-submitted-button = عرض طلبكم
mail-sellers-approved-subject = أصبحتم من المعلّمين على DreamCrowd
mail-sellers-approved-text =
    قرأنا طلبكم ويسعدنا انضمامكم. صفحتكم مفتوحة، والاستوديو لكم.
mail-sellers-approved-button = فتح الاستوديو
mail-sellers-changes-subject = نرجو تعديل شيء في طلبكم
mail-sellers-changes-text =
    قرأنا طلبكم ونحتاج إلى شيء آخر قبل أن نقبله. عدّلوه وأرسلوه من جديد، ويبقى كل ما عداه كما هو. هذا ما نحتاج إليه:
mail-sellers-changes-button = فتح طلبكم
mail-sellers-rejected-subject = بخصوص طلبكم
mail-sellers-rejected-text =
    قرأنا طلبكم ولا نستطيع قبوله الآن. يمكنكم التقديم من جديد بعد 30 يومًا. السبب:
mail-sellers-rejected-button = عرض طلبكم
