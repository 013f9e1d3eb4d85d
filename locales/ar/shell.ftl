# ينتظر تدقيق قارئ لغته الأم العربية. (Awaiting a native reader's check.)

language-name = العربية
shell-skip = انتقل إلى الجزء الرئيسي
shell-nav = الأجزاء الرئيسية
shell-nav-home = هل ينجح الأمر؟
shell-nav-standards = المعايير
shell-languages = اللغة
shell-breadcrumbs = أنت هنا
shell-all-areas = كل المناطق
shell-footer = عن هذه الخدمة
shell-footer-about = عن الخدمة
shell-footer-accessibility = إمكانية الوصول
shell-footer-privacy = الخصوصية
shell-footer-glossary = معاني الكلمات
shell-footer-record = السجل
shell-footer-promise = كل نتيجة هنا محسوبة من وقائع مؤرخة. لا تُكتب أي نتيجة باليد.
shell-unchecked = لم يدقق قارئ لغته الأم العربية هذه الترجمة بعد. إن بدت خاطئة فالصفحة الإنجليزية هي المعتمدة.
shell-notice = من المفيد أن تعرف
shell-as-of = كما كان معروفًا يوم { $day }
shell-as-of-later = لم يُنظر في ما حدث بعد ذلك.
