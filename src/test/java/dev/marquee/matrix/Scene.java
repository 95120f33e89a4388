package dev.marquee.matrix;

import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.access.MinimalCall;
import dev.marquee.shared.CheckInId;
import dev.marquee.shared.PersonId;
import dev.marquee.ticketing.SoldEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/** Everybody who may come, and published events with the same team and different features. */
final class Scene {

    /** The gate of every check-in and of every scan that {@link MinimalCall} writes. */
    static final String GATE = MinimalCall.TEXT;

    final List<Visitor> visitors = new ArrayList<>();
    private final DatabaseClient database;

    Scene(DatabaseClient database) {
        this.database = database;
        visitors.add(new Visitor("nobody", null, null, null, null, null));
        signedIn("a person", TestTokens.user(), "USER", null, null);
        Visitor elsewhere = signedIn("the owner of another event", TestTokens.user(), "USER", null, null);
        SoldEvent.create(database, person(elsewhere));
        signedIn("a steward", TestTokens.user(), "USER", "STEWARD", null);
        signedIn("a steward of this gate", TestTokens.user(), "USER", "STEWARD", GATE);
        signedIn("a steward of another gate", TestTokens.user(), "USER", "STEWARD", "Elsewhere");
        signedIn("a manager", TestTokens.user(), "USER", "MANAGER", null);
        signedIn("the owner", TestTokens.user(), "USER", "OWNER", null);
        signedIn("an organizer", TestTokens.organizer(), "ORGANIZER", null, null);
        signedIn("an administrator", TestTokens.admin(), "ADMIN", null, null);
    }

    /**
     * An event, the features that are switched on for it, and the id of a check-in at its door.
     *
     * @param name what is special about its features
     */
    record Stage(String name, Set<String> enabled, String event, String checkIn) {}

    Stage withAll(Set<String> features) {
        return stage("with all features", features, features);
    }

    Stage withNone(Set<String> features) {
        return stage("without features", features, Set.of());
    }

    Stage without(String feature, Set<String> features) {
        Set<String> others = new HashSet<>(features);
        others.remove(feature);
        return stage("without " + feature, features, others);
    }

    Visitor visitor(String name) {
        return visitors.stream()
                .filter(visitor -> visitor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Visitor signedIn(
            String name, TestToken token, String role, @Nullable String membership, @Nullable String gate) {
        SoldEvent.person(database, token.subject());
        Visitor visitor = new Visitor(name, role, membership, gate, token, token.signed());
        visitors.add(visitor);
        return visitor;
    }

    private Stage stage(String name, Set<String> features, Set<String> enabled) {
        SoldEvent event = SoldEvent.create(database, person(visitor("the owner")));
        visitors.stream()
                .filter(visitor ->
                        visitor.membership() != null && !visitor.membership().equals("OWNER"))
                .forEach(visitor -> event.member(person(visitor), visitor.membership()));
        visitors.stream()
                .filter(visitor -> visitor.gate() != null)
                .forEach(visitor ->
                        run("update event_member set gates = array['%s'] where event_id = '%s' and person_id = '%s'"
                                .formatted(
                                        visitor.gate(),
                                        event.id().value(),
                                        person(visitor).value())));
        features.forEach(feature -> run("""
                insert into event_feature (event_id, feature, enabled, set_by, set_at)
                values ('%s', '%s', %s, '%s', now())
                """.formatted(
                        event.id().value(),
                        feature,
                        enabled.contains(feature),
                        event.organizer().value())));
        run("insert into door (event_id, revision, admitted, refused) values ('%s', 1, 0, 1)"
                .formatted(event.id().value()));
        CheckInId checkIn = CheckInId.next();
        run("""
                insert into check_in (id, event_id, scanned_code, outcome, gate, device, nonce, scanned_by, revision)
                values ('%s', '%s', 'code:none', 'UNKNOWN_TICKET', '%s', 'scanner', '%s', '%s', 1)
                """.formatted(
                        checkIn.value(),
                        event.id().value(),
                        GATE,
                        UUID.randomUUID(),
                        event.organizer().value()));
        return new Stage(name, enabled, event.id().toString(), checkIn.toString());
    }

    private PersonId person(Visitor visitor) {
        return new PersonId(database.sql("select id from person where subject = :subject")
                .bind("subject", visitor.token() == null ? "" : visitor.token().subject())
                .mapValue(UUID.class)
                .one()
                .blockOptional()
                .orElseThrow());
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }
}
