### من وقّع السجل أيضًا.

witnessed-heading = من وقّعه أيضًا
witnessed-means = رأى كلٌّ منهم السجل يكبر، ولا يوقّع إلا إذا لم يتغيّر شيء مما سبق.

witnessed-all = عدد الموقّعين من الخارج على القيود كلها { $needed } على الأقل، وعدد القيود { $count }.

witnessed-part = عدد الموقّعين من الخارج { $needed } على الأقل، على { $count } من { $published } قيدًا. وتُوقَّع الأحدث خلال دقائق.

witnessed-not = بلا شهود: تطلب هذه المنطقة عددًا من التوقيعات من الخارج هو { $needed }، وهناك أقل.

witnessed-line = وقّع أول { $count } من القيود في { $when }
witnessed-never = لم يوقّع بعد
