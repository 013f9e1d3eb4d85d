# ينتظر تدقيق قارئ لغته الأم العربية. (Awaiting a native reader's check.)

mail-sign-in-subject = تسجيل الدخول إلى Alongside
mail-sign-in-lead = طلب أحد، وأغلب الظن أنت، الدخول إلى Alongside بهذا العنوان. افتح هذا الرابط:
mail-sign-in-how = يعمل مرة واحدة خلال { $minutes } دقيقة، في المتصفح الذي طلبته فيه.
mail-sign-in-not-you = إن لم تكن أنت فلا تفعل شيئًا. لا يستطيع أحد الدخول دون هذا الرابط.
mail-sign-in-button = تسجيل الدخول
mail-invitation-subject = أنت مدعو إلى Alongside
mail-invitation-lead = أنت مدعو إلى المشاركة: { $role }.
mail-invitation-what = يعرض Alongside علنًا هل يعمل الوالدان مقدمو الرعاية والخدمات معًا كما اتفقوا.
mail-invitation-how = للقبول سجّل الدخول بهذا العنوان حتى { $day }. لا شيء تدفعه ولا كلمة سر تبتكرها.
mail-invitation-button = سجّل الدخول واقبل
mail-invitation-not-you = إن لم تتوقع هذا فاتركه. تنتهي الدعوة عندئذ من نفسها.
mail-from = أرسل هذه الرسالة Alongside على { $origin }. هي لك وحدك. وصلتك فقط للسبب المذكور أعلاه.
