package dev.marquee.dev;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/** Finds where the counters of a database, its holds, orders and tickets contradict each other. */
public final class ConsistencyCheck {

    private static final String SQL = """
            with taken as (
              select ticket_type_id, coalesce(sum(quantity) filter (where state = 'ACTIVE'), 0) as held,
                coalesce(sum(quantity) filter (where state = 'SOLD'), 0) as sold
              from hold group by ticket_type_id
            ),
            persons as (
              select h.ticket_type_id, h.person_id, sum(h.quantity) as taken
              from hold h join ticket_type t on t.id = h.ticket_type_id
              where h.state in ('ACTIVE', 'SOLD') and t.max_per_person is not null
              group by h.ticket_type_id, h.person_id
            )
            select 'ticket type ' || t.id || ' counts ' || t.sold || ' sold and ' || t.held || ' held, its holds say '
              || coalesce(x.sold, 0) || ' and ' || coalesce(x.held, 0) as fault
            from ticket_type t left join taken x on x.ticket_type_id = t.id
            where (t.sold, t.held) <> (coalesce(x.sold, 0), coalesce(x.held, 0))
            union all
            select 'event ' || s.event_id || ' counts ' || s.sold || ' sold and ' || s.held || ' held, its types say '
              || coalesce(sum(t.sold), 0) || ' and ' || coalesce(sum(t.held), 0)
            from event_stock s left join ticket_type t on t.event_id = s.event_id
            group by s.event_id
            having s.sold <> coalesce(sum(t.sold), 0) or s.held <> coalesce(sum(t.held), 0)
            union all
            select 'ticket type ' || t.id || ' is oversold' from ticket_type t where t.sold + t.held > t.quantity
            union all
            select 'event ' || s.event_id || ' is oversold' from event_stock s where s.sold + s.held > s.capacity
            union all
            select 'person ' || coalesce(p.person_id, a.person_id) || ' has ' || coalesce(p.taken, 0)
              || ' tickets of type ' || coalesce(p.ticket_type_id, a.ticket_type_id) || ', counted ' || coalesce(a.taken, 0)
            from persons p full join (
              select a.* from person_allowance a join ticket_type t on t.id = a.ticket_type_id
              where t.max_per_person is not null) a
              on a.ticket_type_id = p.ticket_type_id and a.person_id = p.person_id
            where coalesce(p.taken, 0) <> coalesce(a.taken, 0)
            """;

    private static final String ORDERS = """
            select 'order ' || o.id || ' is ' || o.status || ', its hold is ' || h.state as fault
            from orders o join hold h on h.order_id = o.id
            where (o.status, h.state) not in (('PENDING', 'ACTIVE'), ('PAID', 'SOLD'), ('CANCELLED', 'RELEASED'),
              ('EXPIRED', 'RELEASED'), ('REFUNDED', 'RELEASED'), ('REFUNDED', 'RETURNED'))
            union all
            select 'order ' || l.order_id || ' has ' || l.quantity || ' tickets of type ' || l.ticket_type_id
              || ', its hold ' || coalesce(h.quantity, 0)
            from order_line l left join hold h on h.order_id = l.order_id and h.ticket_type_id = l.ticket_type_id
            where h.quantity is distinct from l.quantity
            """;

    private static final String TICKETS = """
            select 'order ' || o.id || ' is ' || o.status || ' with ' || count(t.id) || ' good tickets of '
              || (select sum(quantity) from order_line l where l.order_id = o.id) as fault
            from orders o join event e on e.id = o.event_id
              left join ticket t on t.order_id = o.id and t.status <> 'REVOKED'
            where e.status <> 'CANCELLED'
            group by o.id
            having count(t.id) <> case when o.status = 'PAID'
              then (select sum(quantity) from order_line l where l.order_id = o.id) else 0 end
            """;

    private static final String MONEY = """
            select 'order ' || o.id || ' is ' || o.status || ', its payment ' || coalesce(p.status, 'missing') as fault
            from orders o left join payment p on p.order_id = o.id
            where o.total > 0 and case o.status
              when 'PAID' then p.status is distinct from 'SUCCEEDED'
              when 'REFUNDED' then p.status is null or p.status not in ('REFUNDING', 'REFUNDED', 'REFUND_FAILED')
              else p.status in ('SUCCEEDED', 'REFUNDING', 'REFUNDED', 'REFUND_FAILED') end
            union all
            select 'refund ' || r.id || ' is ' || r.status || ', its payment ' || p.status
            from refund r join payment p on p.id = r.payment_id
            where r.status <> 'RETRIED' and p.status <> case r.status
              when 'SUCCEEDED' then 'REFUNDED' when 'FAILED' then 'REFUND_FAILED' else 'REFUNDING' end
            union all
            select 'entry ' || entry_id || ' does not balance' from posting
            group by entry_id, currency having sum(amount) <> 0
            union all
            select 'the books have ' || coalesce(b.amount, 0) || ' ' || currency || ' at Stripe, payments '
              || coalesce(p.amount, 0)
            from (select currency, sum(amount) as amount from payment
              where status in ('SUCCEEDED', 'REFUNDING', 'REFUND_FAILED') group by currency) p
            full join (select a.currency, sum(s.amount) as amount from posting s
              join ledger_account a on a.id = s.account_id where a.code = 'stripe' group by a.currency) b using (currency)
            where coalesce(b.amount, 0) <> coalesce(p.amount, 0)
            """;

    private ConsistencyCheck() {}

    /** Contradictions within the stock: counters, holds and what each person has. */
    public static List<String> stock(DatabaseClient database) {
        return faults(database, SQL);
    }

    /** Contradictions between orders and what they took. */
    public static List<String> orders(DatabaseClient database) {
        return faults(database, ORDERS);
    }

    /** Paid orders without all of their tickets, and others with some. */
    public static List<String> tickets(DatabaseClient database) {
        return faults(database, TICKETS);
    }

    /** Contradictions between orders, their payments and the books. */
    public static List<String> money(DatabaseClient database) {
        return faults(database, MONEY);
    }

    private static List<String> faults(DatabaseClient database, String sql) {
        List<String> found = database.sql(sql)
                .map(row -> String.valueOf(row.get("fault", String.class)))
                .all()
                .collectList()
                .block();
        return found == null ? List.of() : found;
    }
}
