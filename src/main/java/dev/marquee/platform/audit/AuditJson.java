package dev.marquee.platform.audit;

import dev.marquee.shared.TypedId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes states as JSON with ids as the API prints them, and leaves out what did not change. */
@Component
class AuditJson {

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new TypedIds()))
            .build();

    /** Two states as JSON, null for none. */
    record States(@Nullable String before, @Nullable String after) {}

    States states(@Nullable Object before, @Nullable Object after) {
        JsonNode was = json.valueToTree(before);
        JsonNode is = json.valueToTree(after);
        return was instanceof ObjectNode old && is instanceof ObjectNode now
                ? new States(differing(old, now).toString(), differing(now, old).toString())
                : new States(before == null ? null : was.toString(), after == null ? null : is.toString());
    }

    @Nullable Object read(@Nullable String stored) {
        return stored == null ? null : json.readValue(stored, Object.class);
    }

    private static ObjectNode differing(ObjectNode from, ObjectNode other) {
        return from.deepCopy()
                .without(from.propertyNames().stream()
                        .filter(name -> Objects.equals(from.get(name), other.get(name)))
                        .toList());
    }

    private static final class TypedIds extends StdSerializer<TypedId> {

        TypedIds() {
            super(TypedId.class);
        }

        @Override
        public void serialize(TypedId id, JsonGenerator generator, SerializationContext context) {
            generator.writeString(id.toString());
        }
    }
}
