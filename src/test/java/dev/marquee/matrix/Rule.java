package dev.marquee.matrix;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the text of the schema says of who may use a field, read and judged without any of the code that enforces it.
 *
 * @param role the least role; null for everybody
 * @param permission what the team must allow; null when no team is asked
 * @param all features that are needed
 * @param any features of which one is needed
 * @param id path of the id that {@code @event} or {@code @feature} names; null without both
 * @param gate path of the gate; null when there is none
 * @param when path and value of the argument with which alone features are needed; null for always
 */
record Rule(
        String type,
        String field,
        @Nullable String role,
        @Nullable String permission,
        List<String> all,
        List<String> any,
        @Nullable String id,
        @Nullable String gate,
        @Nullable String when) {

    static final String PASSED = "UNAVAILABLE";

    static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

    private static final List<String> ROLES = List.of("USER", "ORGANIZER", "ADMIN");

    private static final Map<String, Set<String>> MAY = Map.ofEntries(
            entry("EDIT", Set.of("OWNER", "MANAGER")),
            entry("CANCEL", Set.of("OWNER")),
            entry("VIEW_SALES", Set.of("OWNER", "MANAGER")),
            entry("SCAN", Set.of("OWNER", "MANAGER", "STEWARD")),
            entry("VIEW", Set.of("OWNER", "MANAGER", "STEWARD")));

    /** The rules of every root field, and of every other field that bears a directive of access. */
    static List<Rule> of(String sdl) {
        TypeDefinitionRegistry types = new SchemaParser().parse(sdl);
        Stream<ObjectTypeDefinition> all = Stream.concat(
                types.getTypes(ObjectTypeDefinition.class).stream(),
                types.objectTypeExtensions().values().stream().flatMap(Collection::stream));
        return all.flatMap(type -> type.getFieldDefinitions().stream()
                        .filter(field -> ROOTS.contains(type.getName()) || isGuarded(field))
                        .map(field -> of(type.getName(), field, types)))
                .toList();
    }

    /** Every feature that some field needs. */
    static Set<String> features(String sdl) {
        return of(sdl).stream()
                .flatMap(rule -> Stream.concat(rule.all().stream(), rule.any().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String name() {
        return type + "." + field;
    }

    /** The argument with which features are needed, by its name. */
    Map<String, String> condition() {
        return when == null
                ? Map.of()
                : Map.of(
                        when.substring(when.lastIndexOf('.') + 1, when.indexOf('=')),
                        when.substring(when.indexOf('=') + 1));
    }

    boolean isRoot() {
        return ROOTS.contains(type);
    }

    boolean needsFeatures() {
        return !all.isEmpty() || !any.isEmpty();
    }

    /** The code with which a caller is refused, {@link #PASSED} when the field itself is reached. */
    String outcome(Visitor visitor, Set<String> enabled) {
        if (role != null && visitor.role() == null) {
            return "UNAUTHENTICATED";
        }
        if (role != null && ROLES.indexOf(visitor.role()) < ROLES.indexOf(role)) {
            return "FORBIDDEN";
        }
        if ("ADMIN".equals(visitor.role())) {
            return PASSED;
        }
        if (permission != null && !visitor.isAnyOf(MAY.getOrDefault(permission, Set.of()))) {
            return "NOT_FOUND";
        }
        if (gate != null && visitor.isElsewhere()) {
            return "FORBIDDEN";
        }
        boolean featured =
                enabled.containsAll(all) && (any.isEmpty() || any.stream().anyMatch(enabled::contains));
        return featured ? PASSED : "FEATURE_DISABLED";
    }

    private static Rule of(String type, FieldDefinition field, TypeDefinitionRegistry types) {
        Directive auth = directive(field, "auth");
        Directive event = directive(field, "event");
        Directive feature = directive(field, "feature");
        if (ROOTS.contains(type) && auth == null && event == null && directive(field, "public") == null) {
            throw new IllegalStateException(type + "." + field.getName() + " does not say who may call it");
        }
        String path = text(event, "id");
        return new Rule(
                type,
                field.getName(),
                auth == null && event == null ? null : role(auth, types),
                text(event, "can"),
                names(feature, "all"),
                names(feature, "any"),
                path == null ? text(feature, "event") : path,
                text(event, "gate"),
                text(feature, "when"));
    }

    private static boolean isGuarded(FieldDefinition field) {
        return Stream.of("public", "auth", "event", "feature").anyMatch(field::hasDirective);
    }

    private static @Nullable Directive directive(FieldDefinition field, String name) {
        return field.hasDirective(name) ? field.getDirectives(name).getFirst() : null;
    }

    private static String role(@Nullable Directive auth, TypeDefinitionRegistry types) {
        String said = text(auth, "role");
        if (said != null) {
            return said;
        }
        InputValueDefinition least =
                types.getDirectiveDefinition("auth").orElseThrow().getInputValueDefinitions().stream()
                        .filter(argument -> argument.getName().equals("role"))
                        .findFirst()
                        .orElseThrow();
        return ((EnumValue) least.getDefaultValue()).getName();
    }

    private static @Nullable String text(@Nullable Directive directive, String argument) {
        Argument found = directive == null ? null : directive.getArgument(argument);
        return found == null ? null : text(found.getValue());
    }

    private static List<String> names(@Nullable Directive directive, String argument) {
        Argument found = directive == null ? null : directive.getArgument(argument);
        return found == null
                ? List.of()
                : ((ArrayValue) found.getValue())
                        .getValues().stream().map(Rule::text).toList();
    }

    private static String text(Value<?> value) {
        return value instanceof EnumValue name ? name.getName() : requireNonNull(((StringValue) value).getValue());
    }
}
