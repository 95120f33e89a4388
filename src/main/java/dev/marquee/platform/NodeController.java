package dev.marquee.platform;

import de.fxlae.typeid.TypeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private static final int AT_ONCE = 8;

    private final Map<String, NodeSource> sources;

    NodeController(ObjectProvider<NodeSource> sources) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(NodeSource::prefix, Function.identity()));
    }

    @QueryMapping
    Mono<?> node(@Argument String id) {
        return find(id, "id");
    }

    @QueryMapping
    Mono<List<@Nullable Object>> nodes(@Argument List<String> ids) {
        return Flux.fromStream(IntStream.range(0, ids.size()).boxed())
                .flatMapSequential(
                        index -> find(ids.get(index), "ids[" + index + "]")
                                .map(Optional::<Object>of)
                                .defaultIfEmpty(Optional.empty()),
                        AT_ONCE)
                .collectList()
                .map(found -> found.stream()
                        .<@Nullable Object>map(node -> node.orElse(null))
                        .toList());
    }

    private Mono<?> find(String text, String field) {
        TypeId id;
        try {
            id = TypeId.parse(text);
        } catch (RuntimeException malformed) {
            return Mono.error(ApiError.badInput(field, "This is no id."));
        }
        NodeSource source = sources.get(id.getPrefix());
        return source == null
                ? Mono.error(ApiError.badInput(field, "There are no ids that begin with '" + id.getPrefix() + "_'."))
                : source.find(id.getUuid());
    }
}
