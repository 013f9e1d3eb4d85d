-- Each look for work also looks for jobs whose worker did not come back from the last attempt. Those are few, and are
-- found without reading all that is due; when the next job is due, the order of turns says.
drop index jobs_due;
create index jobs_spent on jobs (due_at) where state = 'open' and attempts >= max_attempts;
