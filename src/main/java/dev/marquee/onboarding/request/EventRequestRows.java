package dev.marquee.onboarding.request;

import dev.marquee.catalog.NewEvent;
import dev.marquee.onboarding.request.EventRequest.Decision;
import dev.marquee.onboarding.request.EventRequest.EventOrganizer;
import dev.marquee.plans.Feature;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.EventRequestId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.PlanId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the columns of requests. */
@Component
class EventRequestRows {

    static final String COLUMNS = """
            r.id, r.requester_id, r.plan_id, r.details, r.organizer, r.requested_features, r.status, r.decided_by,
            r.decided_at, r.reason, r.event_id, r.approved_features, r.created_at, r.revision
            """;

    private final JsonMapper json;

    EventRequestRows(JsonMapper json) {
        this.json = json;
    }

    Json written(Object value) {
        return Json.of(json.writeValueAsString(value));
    }

    EventRequest request(Readable row) {
        return new EventRequest(
                new EventRequestId(Rows.uuid(row, "id")),
                new PersonId(Rows.uuid(row, "requester_id")),
                new PlanId(Rows.uuid(row, "plan_id")),
                json.readValue(Rows.text(row, "details"), NewEvent.class),
                json.readValue(Rows.text(row, "organizer"), EventOrganizer.class),
                features(Rows.get(row, "requested_features", String[].class)),
                Rows.instant(row, "created_at"),
                decision(row),
                Rows.number(row, "revision"));
    }

    private static @Nullable Decision decision(Readable row) {
        EventRequestStatus status = EventRequestStatus.valueOf(Rows.text(row, "status"));
        if (status == EventRequestStatus.PENDING) {
            return null;
        }
        UUID event = row.get("event_id", UUID.class);
        String[] features = row.get("approved_features", String[].class);
        return new Decision(
                status,
                new PersonId(Rows.uuid(row, "decided_by")),
                Rows.get(row, "decided_at", Instant.class),
                row.get("reason", String.class),
                event == null ? null : new EventId(event),
                features == null ? null : features(features));
    }

    static String[] names(Set<Feature> features) {
        return features.stream().map(Feature::name).toArray(String[]::new);
    }

    private static Set<Feature> features(String[] names) {
        return Arrays.stream(names).map(Feature::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
