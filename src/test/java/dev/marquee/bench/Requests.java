package dev.marquee.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The requests that the scripts of {@code bench/wrk} send, for load that {@code wrk} cannot make. */
final class Requests implements Iterator<byte[]> {

    private static final List<String> CATEGORIES = List.of(
            "music",
            "theatre",
            "comedy",
            "sports",
            "conference",
            "workshop",
            "festival",
            "film",
            "exhibition",
            "food-and-drink",
            "family",
            "community");

    private final IntFunction<byte[]> make;
    private int count;

    private Requests(IntFunction<byte[]> make) {
        this.make = make;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public byte[] next() {
        return make.apply(count++);
    }

    /** Pages of 20 events of any category. */
    static Requests explore(Stage stage) {
        SplittableRandom random = new SplittableRandom();
        String start = document("w1");
        return new Requests(n -> post(
                stage, start + "{\"category\":\"" + CATEGORIES.get(random.nextInt(CATEGORIES.size())) + "\"}}", null));
    }

    /** Any event. */
    static Requests page(Stage stage) {
        SplittableRandom random = new SplittableRandom();
        String start = document("w1b");
        int events = stage.options().events();
        return new Requests(
                n -> post(stage, start + "{\"slug\":\"bench-" + random.nextInt(1, events + 1) + "\"}}", null));
    }

    /** Orders of one ticket by any buyer, of the first ticket types of these events. */
    static Requests buy(Stage stage, String document, int firstEvent, int lastEvent) {
        SplittableRandom random = new SplittableRandom();
        String start = document(document);
        String run = word();
        List<String> buyers = stage.buyers();
        return new Requests(n -> {
            int event = random.nextInt(firstEvent, lastEvent + 1);
            return post(
                    stage,
                    start + "{\"input\":{\"eventId\":\"" + SeedData.event(event)
                            + "\",\"lines\":[{\"ticketTypeId\":\"" + SeedData.ticketType(event, 1)
                            + "\",\"quantity\":1}],\"idempotencyKey\":\"" + run + '-' + n + "\"}}}",
                    buyers.get(random.nextInt(buyers.size())));
        });
    }

    /** Scans of the tickets after that with the number {@code base}, each once. */
    static Requests scan(Stage stage, int base) {
        String start = document("w3");
        String run = word();
        int events = stage.options().events();
        return new Requests(n -> {
            int ticket = base + n + 1;
            String digits = "%012d".formatted(ticket);
            String code = digits.substring(0, 4) + '-' + digits.substring(4, 8) + '-' + digits.substring(8);
            return post(
                    stage,
                    start + "{\"input\":{\"eventId\":\"" + SeedData.event(1 + (ticket - 1) / 4 % events)
                            + "\",\"code\":\"" + code + "\",\"gate\":\"North\",\"device\":\"scanner " + n % 64
                            + "\",\"nonce\":\"" + run + '-' + n + "\"}}}",
                    stage.steward());
        });
    }

    /** A whole request. */
    static byte[] post(int port, String path, String contentType, String headers, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: " + contentType
                        + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** A GraphQL request as somebody. */
    static byte[] post(Stage stage, String body, @Nullable String token) {
        return post(
                stage.port(),
                "/graphql",
                "application/json",
                "Accept: application/graphql-response+json\r\n"
                        + (token == null ? "" : "Authorization: Bearer " + token + "\r\n"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The start of a body, up to where the variables follow. */
    private static String document(String name) {
        try {
            String text = Files.readString(Path.of("bench", "queries", name + ".graphql"));
            return "{\"query\":" + JsonMapper.shared().writeValueAsString(text.replaceAll("\\s+", " "))
                    + ",\"variables\":";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A word that no other run uses. */
    private static String word() {
        return Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }
}
