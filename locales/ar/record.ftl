### The record: its acts, each by itself, and how anybody checks it.

record-acts = ما الذي تم
record-filter-act = ما الذي تم
record-filter-meeting = اجتماع أو أمر آخر
record-filter-fact = { $fact }؛ { $told }
record-filter-none = لا شيء في السجل يوافق ما اخترته.
record-entry = القيد { $place }
record-waiting = ينتظر التوقيع، عادةً خلال نصف دقيقة
record-unsigned = لم يُوقَّع بعد: لم توقّع هذه الخدمة سجلًا لهذه المنطقة
record-more = عن هذا الفعل، مع إيصاله
record-receipt = إيصال
record-reason-gone = ذُكر سبب ثم سُحب.
record-check = كيف تتحقق من هذا السجل بنفسك
record-check-says = لا تحتاج إلى تصديق أحد، ولا حتى نحن. { $entries } قيدًا موقّعة واحدًا بعد آخر. لو غُيّر أحدها أو حُذف أو أُضيف لاحقًا لما طابق التوقيع.
record-check-copy = خذ نسخة من كل شيء، واجعل كل توقيع وكل نتيجة يُحسب من جديد:
record-check-receipt = أو تحقق من إيصال واحد بمفتاح السجل الذي دوّنته من قبل:
record-files = ملفات لبرامج أخرى
record-checkpoint = نقطة التحقق الموقّعة
record-key = المفتاح العام
record-lines = كل القيود مع نصوصها، أسطر JSON
record-copy = كيف تأخذ نسخة

act-when = متى
act-who = من
act-about = بشأن
act-place = موضعه في السجل
act-receipt-heading = الإيصال
act-receipt = نزّل إيصالًا: يثبت هذا لاحقًا من دوننا
act-receipt-check = احتفظ بالملف. للتحقق منه دون سؤال أحد تحتاج إلى هذا البرنامج والمفتاح:
act-receipt-waiting = تم هذا وهو علني. سيُوقَّع قريبًا، عادةً خلال نصف دقيقة، وعندها يكون إيصاله هنا.
act-again = انظر مرة أخرى
act-entry = القيد كما هو
act-entry-says = هذا ما يُوقَّع حرفًا بحرف. لا كلمات فيه: تقوم بصمة مقام كل نص، فيمكن سحب نص يجب أن يزول دون تغيير السجل.
act-texts = النصوص التابعة له
act-texts-says = للملح مفكوكًا من النظام الست عشري والنص بعده قيمة SHA-256 هذه. فلا يستطيع أحد أن يضع نصًا آخر مكانه.
act-text = النص
act-salt = الملح
act-commitment = البصمة في القيد
act-text-withdrawn = سُحب هذا النص في { $day } لأن { $reason }.
act-text-missing = هذا النص ليس هنا.
act-withdraw = سحب نص من هذا الفعل

withdrawal-personal = فيه ذكر شخص يمكن التعرف عليه
withdrawal-legal = محكمة أو قانونًا يطلب ذلك
withdrawal-erasure = شخصًا طلب محو بياناته
withdrawal-safety = فيه ما قد يعرّض أحدًا للخطر
withdrawal-copyright = النص ملك لغير من نشره
