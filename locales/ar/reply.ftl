### Saying whether you come to a meeting.

reply-invite = هل ستأتي؟
reply-invite-come = أودّ أن آتي
reply-invite-cannot = لا أستطيع أن آتي

reply-heading = أودّ أن آتي
reply-lead = لا حاجة إلى حساب. يمكنك تغيير رأيك حتى يبدأ الاجتماع، ولن يسألك أحد عن السبب.
reply-over = بدأ هذا الاجتماع. لم يعد الرد عليه ممكنًا.
reply-organiser = ينظّم هذا الاجتماع { $organiser }.

reply-means = كيف تودّ أن تشارك؟
reply-name = بماذا نناديك؟
reply-name-hint = الاسم الأول يكفي. لا يراه إلا من يُعدّون الاجتماع في { $organiser }.
reply-email = بريدك الإلكتروني
reply-email-hint = نستخدمه لنخبرك كيف تنضم وما الذي تغيّر. لا يراه منظمو الاجتماع إلا إذا سمحت بذلك أدناه. إن كنت ستأتي إلى القاعة فيمكنك تركه فارغًا.
reply-account = نكتب إليك على عنوان حسابك. لا يراه منظمو الاجتماع إلا إذا سمحت بذلك أدناه.
reply-first = هل هذا أول اجتماع لك معهم؟
reply-first-hint = يمكنك ترك هذا. تُعرض الأعداد فقط، ولا يُعرض أبدًا من قال ماذا.
reply-yes = نعم
reply-no = لا
reply-needs = أحتاج إلى شيء كي أشارك
reply-needs-who = لا يرى هذا إلا من يُعدّون الاجتماع في { $organiser }. يُحذف بعد شهر من الاجتماع.
reply-need-professional = من يترجم أو يكتب ما يُقال
reply-need-support = مساعدة على السمع أو الكلام
reply-need-format = الأوراق في شكل آخر
reply-need-contact = التواصل معي بطريقة أخرى
reply-need-longer = وقت أطول
reply-need-place = الدخول والبقاء
need-sign-language = مترجم لغة الإشارة البريطانية
need-interpreter = مترجم للغة أخرى
need-lipspeaker = متحدّث لقراءة الشفاه
need-captions = نص مكتوب أثناء الكلام
need-deafblind = مترجم للصم المكفوفين
need-loop = حلقة سمعية
need-supporter = يأتي معي من يساعدني
need-easy-read = نص سهل القراءة
need-large-print = خط كبير
need-braille = برايل
need-audio = تسجيل صوتي
need-translation = بلغة أخرى
need-by-phone = بالهاتف
need-by-text = برسالة نصية
need-breaks = فترات راحة أو وقت أطول للكلام
need-step-free = مدخل بلا درج
need-changing-places = مرحاض Changing Places
need-quiet = غرفة هادئة
need-child-care = من يعتني بطفل هناك
reply-language = أي لغة؟
reply-language-hint = إذا اخترت مترجمًا أو ورقة بلغة أخرى.
reply-note = هل هناك شيء آخر نُعدّه؟
reply-note-hint = من فضلك لا تكتب عن صحة طفلك هنا.
reply-contact = يمكنهم أن يكتبوا إليّ عن هذا
reply-contact-hint = عندئذ يرى { $organiser } بريدك الإلكتروني أيضًا.
reply-send = أرسل
reply-keep = احفظ ما غيّرته

reply-places =
    { $left ->
        [0] أماكن القاعة: { $places }. كلها مأخوذة، فستكون على قائمة الانتظار.
       *[other] أماكن القاعة: { $places }. الباقي: { $left }.
    }
reply-rule-order = إذا امتلأت فالمكان التالي لمن طلب أولًا.
reply-rule-new-first = إذا امتلأت فالمكان التالي لمن يقول إنه أول اجتماع له، ثم لمن طلب أولًا.

reply-stands-coming = لك مكان
reply-stands-coming-lead = أخبرتنا أنك تودّ أن تأتي. نتطلع إلى لقائك.
reply-stands-waiting = أنت على قائمة الانتظار
reply-stands-waiting-lead = رقمك { $place }. إذا خلا مكان فهو لك، وإن كان لدينا بريدك أخبرناك.
reply-stands-declined = أخبرتنا أنك لا تستطيع أن تأتي
reply-stands-declined-lead = شكرًا لإخبارنا. يُحسب ذلك كي يكون الاجتماع القادم أفضل.
reply-stands-withdrawn = أخبرتنا أنك لم تعد تستطيع أن تأتي
reply-stands-withdrawn-lead = شكرًا لإخبارنا. حُذف ما قلته عن نفسك.
reply-joining = كيف تنضم
reply-joining-later = سنخبرك بالبريد كيف تنضم قبل الاجتماع.
reply-change = غيّر ما أخبرتنا به
reply-change-again = ما تكتبه هنا يحل محل ما أخبرتنا به من قبل. لا نعرضه لأن غيرك قد يستخدم هذا المتصفح.
reply-come-after-all = أستطيع أن آتي بعد كل شيء
reply-cannot-after-all = لم أعد أستطيع أن آتي
reply-not-me = لم أكن أنا من رد في هذا المتصفح
reply-not-me-button = أرد عن نفسي

cannot-heading = لا أستطيع أن آتي
cannot-lead = اختر الأقرب. لمسة واحدة تكفي.
cannot-who = لا يرى أحد من ذكر أي سبب. تُعد الأسباب وتُعرض بعد الاجتماع، ولا تُعرض أبدًا لأقل من خمسة أشخاص.
cannot-notice = أُخبرت متأخرًا جدًا
cannot-time = اليوم أو الوقت لا يناسبني
cannot-venue = لا أستطيع الوصول أو المشاركة بهذه الطريقة
cannot-care = هناك حاجة إليّ في البيت أو العمل
cannot-language = ليس بلغتي
cannot-other = شيء آخر
cannot-unsaid = أفضّل ألا أقول

reply-link-heading = ردّك
reply-link-change = انظر إليه أو غيّره
reply-link-cannot = لم أعد أستطيع أن آتي
reply-link-unknown = هذا الرابط لا يقود إلى أي رد. تُحذف الردود بعد شهر من الاجتماع.

mail-reply-coming-subject = لك مكان: { $title }
mail-reply-waiting-subject = أنت على قائمة الانتظار: { $title }
mail-reply-coming = قلت إنك تودّ أن تأتي إلى { $title }، { $when }. لك مكان.
mail-reply-waiting = قلت إنك تودّ أن تأتي إلى { $title }، { $when }. القاعة ممتلئة، فأنت على قائمة الانتظار. إذا خلا مكان فهو لك ونكتب إليك.
mail-reply-place = المكان: { $place }
mail-reply-joining = كيف تنضم: { $how }
mail-reply-joining-later = سنخبرك بالبريد كيف تنضم قبل الاجتماع.
mail-reply-change = يمكنك تغيير رأيك حتى يبدأ، ولن يسألك أحد عن السبب:
mail-reply-button = انظر إليه أو غيّره أو قل إنك لا تستطيع أن تأتي
mail-reply-not-you = إن لم تكن أنت فافتح الرابط وقل إنك لا تستطيع أن تأتي. عندئذ لا يُحفظ عنك شيء.
mail-reply-moved-subject = وقت جديد: { $title }
mail-reply-moved = صار لـ { $title } وقت جديد: { $when }. قلت إنك تودّ أن تأتي. إن لم يناسبك الوقت الجديد فأخبرنا من فضلك.
mail-reply-off-subject = أُلغي: { $title }
mail-reply-off = أُلغي { $title }، { $when }. لا حاجة إلى أن تفعل شيئًا.
mail-reply-soon-subject = قريبًا: { $title }
mail-reply-soon = اقترب { $title }: { $when }. قلت إنك تودّ أن تأتي.
mail-reply-still-waiting = ما زلت على قائمة الانتظار.
mail-reply-page = ما يُعرف عنه:
mail-reply-page-button = انظر إليه
