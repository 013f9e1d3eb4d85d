### The first page of the instance, and what is said when a page cannot be shown.

home-heading = Is working together working?
home-lead = Parent carers of disabled children and the services around them agree how they will work together. Here you can see whether they kept to it.
home-search = Find your area
home-search-hint = The name of a council or a place
home-search-button = Find
home-areas = Areas

# $words (String)
home-found = Areas that match { $words }
home-none-found = No area here has this name. Try fewer letters, or look through them all.
home-none = No area has joined yet.
home-all = See all areas

error-not-found = This page is not here
error-not-found-why = The address may have a slip in it, or the page may never have been here. Addresses of this service do not change.
error-not-found-do = Check the address, or begin again from the first page.
error-question = This address asks for something that cannot be read
error-question-why = A day, a number or a choice behind the question mark is not written in a way that this service knows.
error-question-do = Write days as 2026-03-02. Or take away the question mark and what stands behind it.
error-broken = Something went wrong
error-broken-why = It is our fault, not yours. Nothing you did was lost if you saw that it was saved.

# $reference (String)
error-broken-do = Try again in a few minutes. If it goes on, tell us this reference: { $reference }
error-unavailable = The service is closed for a short while
error-unavailable-why = It is being looked after and will be back soon.
error-unavailable-do = Try again in a few minutes.
error-first-page = Go to the first page

error-not-allowed = You cannot do this here
error-not-allowed-why = Your roles do not allow it, or they ended meanwhile.
error-not-allowed-do = Ask whoever looks after this area. What you can do stands on your page.
error-form-expired = This form is too old
error-form-expired-why = It was open for too long, or in a browser that keeps no cookies. Nothing was changed.
error-form-expired-do = Go back, load the page again, and send the form once more.
error-conflict = This cannot be done as things are
error-conflict-do = Go back, look at the page again, and see what fits now.
error-too-many = Too many tries
error-too-many-why = So many tries in a short time look like a machine. We wait to keep everyone safe.
# $minutes (Number)
error-too-many-do = { NUMBER($minutes) ->
    [one] Try again in a minute.
   *[other] Try again in { $minutes } minutes.
}
error-too-large = This file is too large
# $megabytes (Number)
error-too-large-why = A file can have up to { $megabytes } megabytes.
error-too-large-do = Make it smaller or split it, then try again.
