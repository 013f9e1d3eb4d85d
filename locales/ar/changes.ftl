### ما اختلف بين يومين.

changes-heading = ما الذي تغيّر

changes-lead = ما اختلف بين نهاية { $from } ونهاية { $to } بحسب السجل.
changes-from = من نهاية يوم
changes-to = إلى نهاية يوم
changes-button = أظهر ما تغيّر
changes-none = لا شيء مختلف.
changes-area = من يشارك، وما اتُّفق عليه
changes-subjects = الاجتماعات وغيرها
changes-new = جديد

changes-joined = { $name } يشارك
changes-ended = { $name } لم يعد يشارك
changes-stage = { $name } الآن: { $stage }
changes-adopted = اعتُمد: { $title }
changes-nothing = لا شيء معروف
changes-not-asked = غير مطلوب

changes-from-to = { $before } ← { $after }
changes-link = شاهد ما تغيّر بين يومين
