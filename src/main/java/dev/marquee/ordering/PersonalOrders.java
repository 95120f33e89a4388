package dev.marquee.ordering;

import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A person's orders, with those who were to come along. */
@Component
class PersonalOrders implements PersonalData, Guests {

    private static final String FORGET = """
            update order_line l set attendees = (
              select coalesce(jsonb_agg(case when %s lower(a ->> 'email') = :email
                then jsonb_build_object('name', '', 'email', '') else a end order by n), '[]'::jsonb)
              from jsonb_array_elements(l.attendees) with ordinality as guest (a, n))
            from orders o join event e on e.id = o.event_id
            where o.id = l.order_id and %s
            """;

    private final PersonalRows rows;
    private final DatabaseClient database;

    PersonalOrders(PersonalRows rows, DatabaseClient database) {
        this.rows = rows;
        this.database = database;
    }

    @Override
    public String section() {
        return "orders";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select o.id as "ord:id", o.event_id as "evt:eventId", o.confirmation_code as "confirmationCode", o.status,
                  o.currency, o.total, o.buyer_name as "buyerName", o.buyer_email as "buyerEmail",
                  o.created_at as "createdAt", o.paid_at as "paidAt",
                  (select jsonb_agg(jsonb_build_object('quantity', l.quantity, 'unitPrice', l.unit_price,
                      'attendees', l.attendees) order by l.place)
                    from order_line l where l.order_id = o.id) as lines
                from orders o where o.buyer_id = :person order by o.created_at desc, o.id desc
                """);
    }

    /** Names and addresses go, what was bought and paid stays; guests are left theirs until the event is over. */
    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("""
                        with own as (
                          select id from orders where buyer_id = :person order by id for no key update
                        )
                        update orders o set buyer_name = '', buyer_email = '' from own where o.id = own.id
                        """)
                .bind("person", leaving.person().value())
                .then()
                .then(database.sql(FORGET.formatted("e.ends_at < now() or ", "o.buyer_id = :person"))
                        .bind("email", leaving.email())
                        .bind("person", leaving.person().value())
                        .then());
    }

    @Override
    public Mono<Void> forget(Collection<OrderId> of) {
        return forget("true or ", of, "");
    }

    @Override
    public Mono<Void> forget(Collection<OrderId> of, String email) {
        return forget("", of, email);
    }

    private Mono<Void> forget(String also, Collection<OrderId> of, String email) {
        return database.sql(FORGET.formatted(also, "o.id = any(:orders)"))
                .bind("email", email)
                .bind("orders", of.stream().map(OrderId::value).toArray(UUID[]::new))
                .then();
    }
}
