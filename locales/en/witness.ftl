### Who else signed a record.

witnessed-heading = Who else signed it
witnessed-means = Each saw the record grow, and signs only where nothing before was changed.

# $needed (String) - how many witnesses the area asks for
# $count (String) - how many entries
witnessed-all = At least { $needed } outside signed all { $count } entries.

# $needed (String)
# $count (String) - how many entries they signed
# $published (String) - how many there are
witnessed-part = At least { $needed } outside signed { $count } of { $published } entries. The newest are signed within minutes.

# $needed (String)
witnessed-not = Not witnessed: this area asks for signatures of { $needed } outside, and there are fewer.

# $count (String)
# $when (String) - a day and the time
witnessed-line = Signed the first { $count } entries on { $when }
witnessed-never = Has not signed yet
