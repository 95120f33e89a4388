package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.transport.TransportTest;
import graphql.introspection.IntrospectionQuery;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransportTest
class OperationLimitTests {

    @LocalServerPort
    int port;

    HttpProbe probe;

    @BeforeEach
    void connect() {
        probe = new HttpProbe(port);
    }

    @Test
    void refusesAThousandAliases() {
        String fields =
                IntStream.range(0, 1000).mapToObj(i -> "a" + i + ": __typename").collect(Collectors.joining(" "));
        assertTooComplex("{ " + fields + " }", "rootFields");
        assertTooComplex("{ tree { " + fields + " } }", "aliases");
    }

    @Test
    void refusesFourteenThousandFields() {
        assertTooComplex("{ " + "a ".repeat(14_000) + "}", "tokens");
        assertTooComplex("{ tree { " + "name ".repeat(4_000) + "} }", "fields");
    }

    @Test
    void refusesAnOperationFiftyLevelsDeep() {
        assertTooComplex("{ tree " + "{ child ".repeat(49) + "{ name " + "}".repeat(51), "depth");
    }

    @Test
    void refusesFragmentsThatDoubleTwentySixTimes() {
        String fragments = IntStream.range(0, 26)
                .mapToObj(i -> "fragment F" + i + " on Tree { ...F" + (i + 1) + " ...F" + (i + 1) + " }")
                .collect(Collectors.joining("\n"));
        assertTooComplex("{ tree { ...F0 } }\n" + fragments + "\nfragment F26 on Tree { name }", "fields");
    }

    @Test
    void refusesFragmentsThatDoubleAndNest() {
        String fragments = IntStream.range(0, 11)
                .mapToObj(i ->
                        "fragment F%d on Tree { a: child { ...F%d } b: child { ...F%d } }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining("\n"));
        assertThat(probe.ask("{ tree { ...F0 } }\n" + fragments + "\nfragment F11 on Tree { name }")
                        .body())
                .contains("QUERY_TOO_COMPLEX");
    }

    @Test
    void answersFragmentsThatSpreadEachOtherAsInvalid() {
        var response = probe.ask("{ tree { ...A } } fragment A on Tree { ...B } fragment B on Tree { ...A }");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("BAD_USER_INPUT");
    }

    @Test
    void refusesPagesOfPagesByTheirCost() {
        String document = "query($n: Int = 90) { trees(first: $n) { children(first: $n) { children { name } } } }";
        var response = probe.ask(document);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("QUERY_TOO_COMPLEX", "\"cost\":170190", "\"limit\":10000");
        assertThat(probe.ask(document, Map.of("n", 2)).body()).contains("\"cost\":86");
        assertThat(probe.ask(document, Map.of("n", 1)).body()).doesNotContain("\"cost\":86");
        assertThat(probe.ask(document, Map.of("n", 2000)).body()).contains("QUERY_TOO_COMPLEX");
    }

    @Test
    void tellsTheCostInEachAnswer() {
        assertThat(probe.ask("{ tree { name } }").body()).contains("\"extensions\":{\"cost\":1}");
        assertThat(probe.ask("{ trees { name } }").body()).contains("\"extensions\":{\"cost\":10}");
        assertThat(probe.ask("{ trees { name } }").body()).contains("\"extensions\":{\"cost\":10}");
        assertThat(probe.ask("{ dear }").body()).contains("\"extensions\":{\"cost\":100}");
        assertThat(probe.ask("{ dear(of: {sizes: [1, 2, 3]}) }").body()).contains("\"cost\":300");
        assertThat(probe.ask("query($of: Sizes) { dear(of: $of) }", Map.of("of", Map.of("sizes", List.of(1, 2))))
                        .body())
                .contains("\"cost\":200");
    }

    @Test
    void refusesAListOfAHundredThousandElements() {
        var ids = Collections.nCopies(100_000, 1);
        var response = probe.ask("query($ids: [ID!]!) { count(ids: $ids) }", Map.of("ids", ids));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("BAD_USER_INPUT", "\"field\":\"ids\"");
    }

    @Test
    void refusesALongListInTheDocument() {
        var response = probe.ask("{ count(ids: [" + "1 ".repeat(1_001) + "]) }");
        assertThat(response.body()).contains("BAD_USER_INPUT", "\"field\":\"ids\"");
    }

    @Test
    void refusesALongString() {
        var response = probe.ask("query($text: String!) { echo(text: $text) }", Map.of("text", "x".repeat(20_001)));
        assertThat(response.body()).contains("BAD_USER_INPUT", "\"field\":\"text\"");
    }

    @Test
    void refusesTheNullCharacterWhereverItStands() {
        String echo = "query Q($text: String!) { echo(text: $text) }";
        assertThat(probe.ask(echo, Map.of("text", "a\0b")).body()).contains("BAD_USER_INPUT", "\"field\":\"text\"");
        assertThat(probe.ask("{ echo(text: \"a\\u0000b\") }").body()).contains("BAD_USER_INPUT", "\"field\":\"text\"");
        assertThat(probe.ask("query($text: String = \"\\u0000\") { echo(text: $text) }")
                        .body())
                .contains("BAD_USER_INPUT", "\"field\":\"text\"");
        assertThat(probe.post(HttpProbe.json(Map.of("query", "query Q { __typename }", "operationName", "Q\0")))
                        .body())
                .contains("BAD_USER_INPUT", "\"field\":\"operationName\"");
        assertThat(probe.ask(
                                "query($of: Sizes) { dear(of: $of) }",
                                Map.of("of", Map.of("sizes", List.of(1), "other", List.of("\0"))))
                        .body())
                .contains("BAD_USER_INPUT", "\"field\":\"of.other.0\"");
    }

    @Test
    void refusesHalfACharacter() {
        var response = probe.post("""
                {"query":"query($t: String!) { echo(text: $t) }","variables":{"t":"\\ud83d"}}""");
        assertThat(response.body()).contains("BAD_USER_INPUT", "\"field\":\"t\"");
    }

    @Test
    void refusesManyDirectives() {
        assertTooComplex("{ tree { name " + "@include(if: true) ".repeat(60) + "} }", "directives");
    }

    @Test
    void answersTheIntrospectionOfTools() {
        assertThat(probe.ask(IntrospectionQuery.INTROSPECTION_QUERY).body()).contains("\"data\":{\"__schema\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
                "{ a: __schema { queryType { name } } b: __schema { queryType { name } } }"
            })
    void refusesIntrospectionInBadFaith(String document) {
        assertThat(probe.ask(document).body()).contains("QUERY_TOO_COMPLEX");
    }

    private void assertTooComplex(String document, String measure) {
        var response = probe.ask(document);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("QUERY_TOO_COMPLEX", "\"measure\":\"" + measure + "\"", "\"limit\":")
                .doesNotContain("\"data\"");
    }
}
