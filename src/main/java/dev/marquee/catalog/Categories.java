package dev.marquee.catalog;

import dev.marquee.platform.Rows;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.shared.CategoryId;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kinds of events. */
@Component
class Categories implements NodeSource {

    private final DatabaseClient database;

    Categories(DatabaseClient database) {
        this.database = database;
    }

    Flux<Category> all() {
        return database.sql("select id, slug, name from category order by name")
                .map(Categories::category)
                .all();
    }

    /** Categories by id, in one statement. */
    Mono<Map<CategoryId, Category>> byIds(Collection<CategoryId> ids) {
        return found(ids.stream().map(CategoryId::value).collect(Collectors.toSet()))
                .collectMap(Category::id);
    }

    /** The category that an input names at {@code <path>.category}; {@code BAD_USER_INPUT} when there is none. */
    Mono<CategoryId> named(String slug, String path) {
        return database.sql("select id, slug, name from category where slug = :slug")
                .bind("slug", slug)
                .map(Categories::category)
                .one()
                .map(Category::id)
                .switchIfEmpty(Mono.error(() -> ApiError.badInput(path + ".category", "There is no such category.")));
    }

    @Override
    public String prefix() {
        return CategoryId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, Category>> find(Collection<UUID> ids) {
        return found(ids).collectMap(category -> category.id().value());
    }

    private Flux<Category> found(Collection<UUID> ids) {
        return database.sql("select id, slug, name from category where id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(Categories::category)
                .all();
    }

    private static Category category(Readable row) {
        return new Category(new CategoryId(Rows.uuid(row, "id")), Rows.text(row, "slug"), Rows.text(row, "name"));
    }
}
