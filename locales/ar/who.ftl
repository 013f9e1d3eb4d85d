### Who could come to meetings.

who-heading = من استطاع أن يأتي
who-lead = ما أخبرنا به الناس عن اجتماعات الأشهر الاثني عشر الأخيرة: من أراد أن يأتي ومن لم يستطع ولماذا. يمكن لأي شخص أن يقول ذلك في صفحة الاجتماع، بحساب أو بدونه.
who-rounded = تُعطى أعداد الناس إلى أقرب { $step }، ولا تُعطى أبدًا لأقل من { $step }، كي لا يُعرف أحد. لا يُحسب إلا من أخبرنا هنا.
who-none = لا اجتماع من الأشهر الاثني عشر الأخيرة في السجل.
who-meetings = متى كانت الاجتماعات
who-time-day = في النهار
who-time-evening = في المساء
who-time-weekend = في عطلة نهاية الأسبوع
who-time-unknown = في ساعة لا نعرفها
who-count-of = { $count } من { $all }
who-notice = كم أُخبر الناس مبكرًا
who-notice-usual = نصفها أُعلن قبل { $days } يومًا أو أكثر. نعرف ذلك عن { $count } من الاجتماعات.
who-notice-unknown = لا نعرف ذلك عن أي من هذه الاجتماعات.
who-people = ماذا قال الناس
who-wanted = أرادوا أن يأتوا
who-waited = منهم من لم يجد مكانًا
who-first = منهم من جاء للمرة الأولى
who-first-of = من { $said } قالوا هل هي الأولى
who-cannot = لم يستطيعوا أن يأتوا
who-reasons = لماذا لم يستطع الناس أن يأتوا
who-reasons-none = لم يخبرنا أحد أنه لا يستطيع أن يأتي.
who-nobody = لا أحد
who-few = أقل من { $step }
who-about = حوالي { $count }
who-each = كل اجتماع
who-days =
    { $days ->
       *[other] إشعار قبل { $days } يومًا
    }
who-wanted-line = أرادوا أن يأتوا: { $count }
who-cannot-line = لم يستطيعوا: { $count }
