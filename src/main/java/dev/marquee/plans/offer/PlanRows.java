package dev.marquee.plans.offer;

import dev.marquee.plans.Feature;
import dev.marquee.plans.Plan;
import dev.marquee.platform.Rows;
import dev.marquee.shared.Money;
import dev.marquee.shared.PlanId;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Reads plans. */
public final class PlanRows {

    /** The columns of a plan in a table with the alias {@code p}. */
    public static final String COLUMNS = """
            p.id as plan_id, p.name, p.description, p.price, p.currency, p.fee_basis_points, p.features, p.ticket_limit,
            p.event_limit, p.position, p.archived, p.is_default
            """;

    private PlanRows() {}

    /** A plan from a row with {@link #COLUMNS}. */
    public static Plan plan(Readable row) {
        return new Plan(
                new PlanId(Rows.uuid(row, "plan_id")),
                Rows.text(row, "name"),
                Rows.text(row, "description"),
                Money.of(Rows.number(row, "price"), Rows.text(row, "currency")),
                Rows.integer(row, "fee_basis_points"),
                features(row, "features"),
                new Plan.Limits(row.get("ticket_limit", Integer.class), row.get("event_limit", Integer.class)),
                Rows.integer(row, "position"),
                Rows.flag(row, "archived"),
                Rows.flag(row, "is_default"));
    }

    /** A column of features. */
    public static Set<Feature> features(Readable row, String column) {
        return inOrder(Arrays.stream(Rows.get(row, column, String[].class))
                .map(Feature::valueOf)
                .toList());
    }

    /** Features in the order of the enum, each once. */
    public static Set<Feature> inOrder(Collection<Feature> features) {
        Set<Feature> ordered = EnumSet.noneOf(Feature.class);
        ordered.addAll(features);
        return Collections.unmodifiableSet(ordered);
    }
}
