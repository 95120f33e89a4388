package dev.marquee.platform.nodes;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableMap;

import de.fxlae.typeid.TypeId;
import dev.marquee.platform.errors.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds anything by its id. */
@Controller
class NodeController {

    private final Map<String, NodeSource> sources;

    NodeController(ObjectProvider<NodeSource> sources) {
        this.sources = sources.stream().collect(toUnmodifiableMap(NodeSource::prefix, Function.identity()));
    }

    @QueryMapping
    Mono<?> node(@Argument String id) {
        TypeId wanted = parse(id, "id");
        return find(List.of(wanted)).mapNotNull(found -> found.get(wanted));
    }

    @QueryMapping
    Mono<List<@Nullable Object>> nodes(@Argument List<String> ids) {
        List<TypeId> wanted = IntStream.range(0, ids.size())
                .mapToObj(index -> parse(ids.get(index), "ids[" + index + "]"))
                .toList();
        return find(wanted)
                .map(found -> wanted.stream().<@Nullable Object>map(found::get).toList());
    }

    private Mono<Map<TypeId, Object>> find(List<TypeId> wanted) {
        Map<String, Set<UUID>> kinds =
                wanted.stream().collect(groupingBy(TypeId::getPrefix, mapping(TypeId::getUuid, toSet())));
        return Flux.fromIterable(kinds.entrySet())
                .flatMap(kind -> find(kind.getKey(), kind.getValue()))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Flux<Map.Entry<TypeId, Object>> find(String prefix, Set<UUID> ids) {
        return source(prefix)
                .find(ids)
                .flatMapIterable(Map::entrySet)
                .map(found -> Map.entry(TypeId.of(prefix, found.getKey()), found.getValue()));
    }

    private TypeId parse(String text, String field) {
        TypeId id;
        try {
            id = TypeId.parse(text);
        } catch (RuntimeException malformed) {
            throw ApiError.badInput(field, "This is no id.");
        }
        if (!sources.containsKey(id.getPrefix())) {
            throw ApiError.badInput(field, "There are no ids that begin with '" + id.getPrefix() + "_'.");
        }
        return id;
    }

    private NodeSource source(String prefix) {
        return Objects.requireNonNull(sources.get(prefix));
    }
}
