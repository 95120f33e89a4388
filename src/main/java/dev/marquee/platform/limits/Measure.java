package dev.marquee.platform.limits;

/**
 * The size of a selection, with every fragment spread out; sums stop at the greatest number.
 *
 * @param depth levels of nested fields
 * @param introspectionDepth levels of nested fields below a field that asks for the schema
 * @param level fields of the first level
 * @param fields fields of all levels
 * @param aliases aliased fields
 * @param directives applied directives
 * @param cost weights of all fields, times the page sizes they stand under
 */
record Measure(int depth, int introspectionDepth, long level, long fields, long aliases, long directives, long cost) {

    static final Measure NONE = new Measure(0, 0, 0, 0, 0, 0, 0);

    /** Both selections side by side. */
    Measure plus(Measure other) {
        return new Measure(
                Math.max(depth, other.depth),
                Math.max(introspectionDepth, other.introspectionDepth),
                sum(level, other.level),
                sum(fields, other.fields),
                sum(aliases, other.aliases),
                sum(directives, other.directives),
                sum(cost, other.cost));
    }

    Measure plusDirectives(int count) {
        return new Measure(depth, introspectionDepth, level, fields, aliases, sum(directives, count), cost);
    }

    /** One field with this selection below it. */
    Measure under(boolean alias, long weight, long times) {
        return new Measure(
                depth + 1,
                introspectionDepth,
                1,
                sum(fields, 1),
                sum(aliases, alias ? 1 : 0),
                directives,
                product(times, sum(weight, cost)));
    }

    /** One field that asks for the schema, with this selection below it; it costs nothing. */
    Measure underIntrospection(boolean alias) {
        return new Measure(1, depth, 1, sum(fields, 1), sum(aliases, alias ? 1 : 0), directives, 0);
    }

    /** The same selection, known to be part of a question for the schema. */
    Measure asIntrospection() {
        return new Measure(0, depth, level, fields, aliases, directives, 0);
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }
}
