package dev.marquee.platform.selection;

import graphql.GraphQLContext;
import graphql.execution.MergedField;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a selection costs: to compile it, which is done once a document, and to read and write a page of twenty rows. */
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SelectionBenchmark {

    private static final String SDL = """
            type Query { event: Event }
            type Event { id: ID! title: String! capacity: Int! venue: Venue! types: [TicketType!]! }
            type Venue { city: String! country: String! }
            type TicketType { id: ID! name: String! hidden: Boolean! }
            """;

    private static final String DOCUMENT = """
            { event { id title ...Where types { id name hidden } } }
            fragment Where on Event { capacity venue { city country __typename } }
            """;

    private static final Shape<Row> VENUE = new Shape<>(
            "Venue", Map.of("city", Part.column("e.city", Kind.TEXT), "country", Part.column("e.country", Kind.TEXT)));

    private static final Shape<Row> TYPE = new Shape<>(
            "TicketType",
            Map.of(
                    "id", Part.column("t.id", Kind.UUID),
                    "name", Part.column("t.name", Kind.TEXT),
                    "hidden", Part.column("t.hidden", Kind.FLAG)));

    private static final Shape<Row> EVENT = new Shape<>(
            "Event",
            Map.of(
                    "id", Part.column("e.id", Kind.UUID),
                    "title", Part.column("e.title", Kind.TEXT),
                    "capacity", Part.column("e.capacity", Kind.INTEGER),
                    "venue", Part.object(VENUE),
                    "types", SelectionBenchmark::types));

    private final GraphQLSchema schema =
            UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(SDL));
    private final Document document = Parser.parse(DOCUMENT);
    private final MergedField field = MergedField.newMergedField(
                    (Field) document.getDefinitionsOfType(OperationDefinition.class)
                            .getFirst()
                            .getSelectionSet()
                            .getSelections()
                            .getFirst())
            .build();
    private final SelectionCompiler compiler = new SelectionCompiler(
            schema,
            document.getDefinitionsOfType(graphql.language.FragmentDefinition.class).stream()
                    .collect(Collectors.toMap(graphql.language.FragmentDefinition::getName, Function.identity())),
            Map.of(),
            GraphQLContext.getDefault());
    private final Columns columns = new Columns(false);
    private final Function<Row, Map<String, @Nullable Object>> written = compiler.object(EVENT, field, columns);
    private final String rows = IntStream.range(0, 20)
            .mapToObj(number -> """
                    ["0197a0f3-8f3c-7b1e-9c64-0d2f5a7b9e1%d", "Evening No. %d", 500, "Berlin", "DE", %s]
                    """.formatted(
                            number % 10,
                            number,
                            List.of("[\"0197a0f3-8f3c-7b1e-9c64-0d2f5a7b9e11\",\"Regular\",false]"
                                    .repeat(1)
                                    .concat(",[\"0197a0f3-8f3c-7b1e-9c64-0d2f5a7b9e12\",\"Balcony\",false]"))))
            .collect(Collectors.joining(",", "[", "]"));

    private static Function<Row, @Nullable Object> types(Below below) {
        Columns.Listed types = below.columns().list("types", row -> "(select json_agg(" + row + ") from t)");
        var type = below.of(TYPE, types.columns());
        return row -> row.get(types.rows()).stream().map(type).toList();
    }

    @Benchmark
    public String compile() {
        Columns own = new Columns(false);
        compiler.object(EVENT, field, own);
        return own.json();
    }

    @Benchmark
    public List<Map<String, @Nullable Object>> answer() {
        return columns.read(rows).stream().map(written).toList();
    }
}
