-- Each order line is checked against its hold, by order and ticket type. With few holds for each type on average,
-- PostgreSQL read all those of a type for it, by the index on the type alone: 1.2 ms for each line of a rush.
create index hold_type_order on hold (ticket_type_id, order_id);
drop index hold_ticket_type;
