package dev.marquee.platform.transport.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.platform.transport.LiveConnections;
import dev.marquee.platform.transport.TestFields;
import dev.marquee.platform.transport.TransportTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Shared streams reach WebSockets on a way of their own, which nobody notices. */
@TransportTest
class SharedSocketTests {

    private static final int SLOW_ANSWERS = 2_000;
    private static final int RUSH = 5_000;

    @LocalServerPort
    int port;

    @Autowired
    TestFields fields;

    @Autowired
    FanOut fanOut;

    @Autowired
    LiveConnections connections;

    private static String board(String name) {
        return "subscription { board(name: \\\"" + name + "\\\") }";
    }

    private static String next(String id, String text) {
        return "{\"type\":\"next\",\"id\":\"" + id + "\",\"payload\":{\"data\":{\"board\":\"" + text
                + "\"},\"extensions\":{\"cost\":0}}}";
    }

    @Test
    void tellsEverybodyEverythingInOrder() {
        tellEverybody(port, fields);
    }

    @Nested
    @TestPropertySource(properties = "marquee.http.share-streams=false")
    class SwitchedOff {

        @LocalServerPort
        int port;

        @Autowired
        TestFields fields;

        @Autowired
        FanOut fanOut;

        @Test
        void tellsTheSame() {
            tellEverybody(port, fields);
        }

        @Test
        void takesNoWayOfItsOwn() {
            fields.board("off").tryEmitNext("1").orThrow();
            try (var probe = SocketProbe.initialised(port)) {
                probe.subscribe("1", board("off"));
                probe.expect(next("1", "1"));
                assertThat(fanOut.isIdle()).isTrue();
            }
        }
    }

    /** Subscribers come at random while a board changes, and hear the latest and then each change under their ids. */
    private static void tellEverybody(int port, TestFields fields) {
        Random random = new Random(7);
        var board = fields.board("same");
        String written = "first";
        board.tryEmitNext(written).orThrow();
        List<SocketProbe> probes = new ArrayList<>();
        try {
            for (int turn = 0; turn < 100; turn++) {
                if (random.nextInt(3) == 0 && probes.size() < 20) {
                    SocketProbe probe = SocketProbe.initialised(port);
                    String id = idOf(probes.size());
                    probe.subscribe(id, board("same"));
                    probe.expect(next(id, written));
                    probes.add(probe);
                }
                written = "x".repeat(random.nextInt(1, 300)) + turn;
                board.tryEmitNext(written).orThrow();
                for (int i = 0; i < probes.size(); i++) {
                    probes.get(i).expect(next(idOf(i), written));
                }
            }
            board.tryEmitComplete().orThrow();
            for (int i = 0; i < probes.size(); i++) {
                probes.get(i).expect("{\"type\":\"complete\",\"id\":\"" + idOf(i) + "\"}");
            }
        } finally {
            probes.forEach(SocketProbe::close);
        }
    }

    private static String idOf(int probe) {
        return probe % 2 == 0 ? "1" : "ü".repeat(probe);
    }

    @Test
    void neverTakesAPrivateStream() {
        fields.board("secret").tryEmitNext("hush").orThrow();
        for (String name : List.of("alice", "bob")) {
            try (var probe = SocketProbe.open(port)) {
                probe.say("{\"type\":\"connection_init\",\"payload\":{\"authToken\":\"" + name + "\"}}");
                probe.expect("{\"type\":\"connection_ack\"}");
                probe.subscribe("1", "subscription { diary(name: \\\"secret\\\") }");
                assertThat(probe.hear()).contains(name + ": hush");
                assertThat(fanOut.isIdle()).isTrue();
                probe.subscribe("2", board("secret"));
                probe.expect(next("2", "hush"));
                assertThat(fanOut.isIdle()).isFalse();
            }
            await().until(fanOut::isIdle);
        }
    }

    @Test
    void tellsASlowClientTheLatestOnly() {
        var board = fields.board("slow");
        board.tryEmitNext("0").orThrow();
        try (var probe = SocketProbe.slow(port)) {
            probe.say("{\"type\":\"connection_init\"}");
            probe.expect("{\"type\":\"connection_ack\"}");
            probe.subscribe("1", board("slow"));
            await().until(() -> !fanOut.isIdle());
            for (int answer = 1; answer <= SLOW_ANSWERS; answer++) {
                board.tryEmitNext("x".repeat(20_000) + ":" + answer).orThrow();
            }
            probe.read(Long.MAX_VALUE);
            int last = 0;
            int heard = 0;
            while (last < SLOW_ANSWERS) {
                int answer = numberIn(probe.hear());
                assertThat(answer).isGreaterThanOrEqualTo(last);
                last = answer;
                heard++;
            }
            assertThat(heard).isLessThan(SLOW_ANSWERS);
        }
    }

    private static int numberIn(String message) {
        String text = message.substring(message.indexOf("\"board\":\"") + 9, message.indexOf("\"},\"ext"));
        return Integer.parseInt(text.substring(text.indexOf(':') + 1));
    }

    @Test
    void tellsNobodyAnOlderAnswerAfterANewerOne() {
        var board = fields.board("rush");
        board.tryEmitNext(":0").orThrow();
        List<SocketProbe> probes = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                probes.add(SocketProbe.initialised(port));
                probes.getLast().subscribe(idOf(i), board("rush"));
                probes.getLast().expect(next(idOf(i), ":0"));
            }
            for (int answer = 1; answer <= RUSH; answer++) {
                board.tryEmitNext(":" + answer).orThrow();
            }
            for (SocketProbe probe : probes) {
                int last = 0;
                while (last < RUSH) {
                    int answer = numberIn(probe.hear());
                    assertThat(answer).isGreaterThan(last);
                    last = answer;
                }
            }
        } finally {
            probes.forEach(SocketProbe::close);
        }
    }

    @Test
    void closesWithGoingAwayWhenTheServerStops() {
        fields.board("stops").tryEmitNext("1").orThrow();
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", board("stops"));
            probe.expect(next("1", "1"));
            connections.stop();
            assertThat(probe.closeCode()).isEqualTo(1001);
            await().until(fanOut::isIdle);
        } finally {
            connections.start();
        }
    }

    @Test
    void stopsWhenTheTokenExpires() {
        fields.board("token").tryEmitNext("1").orThrow();
        try (var probe = SocketProbe.open(port)) {
            probe.say("{\"type\":\"connection_init\",\"payload\":{\"authToken\":\"alice:900\"}}");
            probe.expect("{\"type\":\"connection_ack\"}");
            probe.subscribe("1", board("token"));
            probe.expect(next("1", "1"));
            assertThat(probe.hear()).startsWith("{\"type\":\"error\"").contains("UNAUTHENTICATED");
            assertThat(probe.closeCode()).isEqualTo(4403);
        }
        await().until(fanOut::isIdle);
    }

    @Test
    void stopsForWhoCompletesAndLeavesTheIdFree() {
        var board = fields.board("free");
        board.tryEmitNext("1").orThrow();
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", board("free"));
            probe.expect(next("1", "1"));
            probe.say("{\"type\":\"complete\",\"id\":\"1\"}");
            await().until(fanOut::isIdle);
            board.tryEmitNext("2").orThrow();
            probe.subscribe("1", "{ __typename }");
            assertThat(probe.hear()).contains("__typename");
        }
    }
}
