package dev.marquee.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.platform.Rows;
import dev.marquee.ticketing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class WritesTests {

    private static final Write.Kind GUESTS = new Write.Kind("guests", """
            guests as (
              insert into party_guest (name) select * from unnest(:names::text[])
              on conflict (name) do nothing returning 1
            )""");
    private static final Write.Kind GIFTS = new Write.Kind("gifts", """
            giving as materialized (select * from unnest(:names::text[]) as g (name)),
            gifts as (insert into party_gift (guest) select name from giving returning 1)""");

    private final DatabaseClient direct = TestDatabase.client();
    private final List<String> sent = new ArrayList<>();
    private final DatabaseClient database = DatabaseClient.builder()
            .connectionFactory(direct.getConnectionFactory())
            .executeFunction(statement -> {
                sent.add(String.valueOf(statement));
                return statement.execute();
            })
            .build();
    private final Writes writes = new Writes(database, new WriteSettings(true));

    @BeforeEach
    void makeTables() {
        run("drop table if exists party_gift, party_guest");
        run("create table party_guest (name text primary key)");
        run("create table party_gift (guest text primary key references party_guest)");
    }

    @Test
    void sendsAsOneStatement() {
        List<Long> rows = new ArrayList<>();

        together(write(GIFTS, "Ada", "Bo").whenWritten(rows::add), write(GUESTS, "Ada", "Bo", "Cy"));

        assertThat(sent).hasSize(1);
        assertThat(names("party_guest")).containsExactly("Ada", "Bo", "Cy");
        assertThat(guestsOf("party_gift")).containsExactly("Ada", "Bo");
        assertThat(rows).containsExactly(2L);
    }

    @Test
    void countsWhatWasWrittenOnly() {
        run("insert into party_guest values ('Ada')");
        List<Long> rows = new ArrayList<>();

        together(write(GUESTS, "Ada", "Bo").whenWritten(rows::add));

        assertThat(rows).containsExactly(1L);
    }

    @Test
    void sendsBeforeSomebodyReads() {
        Mono<List<String>> names = direct.sql("select name from party_guest")
                .map(row -> Rows.text(row, "name"))
                .all()
                .collectList();

        List<List<String>> read = writes.together(writes.add(write(GUESTS, "Ada"))
                        .then(names)
                        .concatWith(writes.send().then(names))
                        .collectList())
                .block();

        assertThat(read).containsExactly(List.of(), List.of("Ada"));
        assertThat(sent).hasSize(1);
    }

    @Test
    void sendsTheFirstOfAKindBeforeTheSecond() {
        together(write(GUESTS, "Ada"), write(GIFTS, "Ada"), write(GUESTS, "Ada", "Bo"));

        assertThat(sent).hasSize(2);
        assertThat(names("party_guest")).containsExactly("Ada", "Bo");
    }

    @Test
    void writesNothingIfOneFails() {
        run("insert into party_guest values ('Ada')");
        run("insert into party_gift values ('Ada')");
        List<Long> rows = new ArrayList<>();

        assertThatThrownBy(() -> together(write(GUESTS, "Bo").whenWritten(rows::add), write(GIFTS, "Ada")))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(names("party_guest")).containsExactly("Ada");
        assertThat(rows).isEmpty();
    }

    @Test
    void sendsNothingOfAWorkThatFails() {
        Mono<Boolean> spoilt = writes.add(write(GUESTS, "Ada")).then(Mono.error(new IllegalStateException("spoilt")));

        assertThatThrownBy(() -> writes.together(spoilt).block()).hasMessage("spoilt");

        assertThat(sent).isEmpty();
    }

    @Test
    void startsAnewWhenTheWorkIsRepeated() {
        AtomicInteger tries = new AtomicInteger();
        Mono<Integer> work = Mono.defer(() -> {
            int number = tries.incrementAndGet();
            return writes.add(write(GUESTS, "Try " + number))
                    .then(number == 1 ? Mono.error(new IllegalStateException("once more")) : Mono.just(number));
        });

        writes.together(work).retry(1).block();

        assertThat(names("party_guest")).containsExactly("Try 2");
    }

    @Test
    void writesAtOnceWhereThatIsNotAskedFor() {
        writes.add(write(GUESTS, "Ada")).block();

        assertThat(names("party_guest")).containsExactly("Ada");
        assertThat(sent).hasSize(1);
    }

    @Test
    void writesOneByOneWhenSwitchedOff() {
        Writes apart = new Writes(database, new WriteSettings(false));

        apart.together(apart.add(write(GUESTS, "Ada"))
                        .then(apart.add(write(GIFTS, "Ada")))
                        .thenReturn(true))
                .block();

        assertThat(sent).hasSize(2);
        assertThat(guestsOf("party_gift")).containsExactly("Ada");
    }

    private void together(Write... these) {
        writes.together(Flux.just(these).concatMap(writes::add).then(Mono.just(true)))
                .as(TestDatabase.transactions()::transactional)
                .block();
    }

    private static Write write(Write.Kind kind, String... names) {
        return new Write(kind).bind("names", names);
    }

    private List<String> names(String table) {
        return texts("select name from " + table + " order by name");
    }

    private List<String> guestsOf(String table) {
        return texts("select guest from " + table + " order by guest");
    }

    private List<String> texts(String sql) {
        return direct.sql(sql)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private void run(String sql) {
        direct.sql(sql).then().block();
    }
}
