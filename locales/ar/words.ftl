day = { NUMBER($weekday) ->
    [1] الاثنين
    [2] الثلاثاء
    [3] الأربعاء
    [4] الخميس
    [5] الجمعة
    [6] السبت
   *[7] الأحد
} { $day } { $month } { $year }
day-and-time = { $day } الساعة { $time }
month = { NUMBER($month) ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
month-short = { NUMBER($month) ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
quarter = من { $first } إلى { $last } { $year }
percent = { $figure }{"\u066A"}
outcome-kept = تم الالتزام
outcome-missed = لم يتم الالتزام
outcome-excused = بعذر مقبول
outcome-no-evidence = لا دليل
outcome-due = لم يحن موعده
outcome-claimed-kept = يُقال إنه تم
outcome-claimed-missed = يُقال إنه لم يتم
outcome-kept-means = يُظهر السجل أن المعيار قد رُوعي.
outcome-missed-means = يُظهر السجل أن المعيار لم يُراعَ، وبأي مقدار.
outcome-excused-means = لم يُراعَ لسبب وافق عليه أحد. تذكر النتيجة السبب ومن وافق.
outcome-no-evidence-means = ما يثبت ذلك ليس في السجل. لا يُحسب هذا أبدًا التزامًا.
outcome-due-means = لم يمضِ آخر يوم لمراعاة المعيار.
outcome-claimed-kept-means = يقول أحدهم إنه رُوعي. السجل لا يُظهر ذلك.
outcome-claimed-missed-means = يقول أحدهم إنه لم يُراعَ. السجل لا يُظهر ذلك.
kept-of = { $kept } من { $measured }
none-measured = لم يُقَس شيء
too-few = أقل من أن يُحكم عليه
share-range = { $share }، بين { $low } و{ $high }
strength-law = قانون
strength-agreed = اتفاق
strength-ideal = ممارسة جيدة
strength-law-means = يفرضه القانون
strength-agreed-means = اتفق عليه الطرفان
strength-ideal-means = ممارسة جيدة، وتركها لا يخالف القانون
kind-meeting = اجتماع
kind-consultation = استشارة
kind-claim = مطالبة بالنفقات
kind-project = مشروع
kind-promise = وعد
kind-report = تقرير
kind-body = مجموعة أو مجلس
kind-complaint = شكوى
not-stated = غير مذكور
in-english = الحسابات والاتفاقات باللغة الإنجليزية.
thousands-mark = ,
hours-of-the-day = 24
table-of = جدول: { $name }
error-prefix = خطأ: { $message }
error-summary = هناك ما يحتاج إلى تصحيح
list-mark = ،
