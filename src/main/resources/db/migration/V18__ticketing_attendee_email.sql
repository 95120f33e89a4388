-- Finds the tickets that others bought for a person who wants to be forgotten.
create index ticket_attendee_email on ticket (lower(attendee_email)) where attendee_email <> '';
