package dev.marquee.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param workloads names of those to run, in the order given
 * @param events published events of the data
 * @param tickets valid tickets of the data
 * @param largeEvents events of the larger data that growth is measured with
 * @param largeTickets tickets of that data
 * @param rounds measured rounds of each workload, of which the median counts
 * @param seconds length of a round
 * @param longSeconds length of the one round of what is measured for minutes
 * @param warmUp seconds of a piece of load before the first round, of which there are up to eight
 * @param floors whether the floors are measured too
 * @param javaOptions options of the server's virtual machine
 * @param peers a folder with servers to compare with, installed; null for none
 * @param aot an AOT cache that lies next to the {@code marquee.jar} it was made for; null to make one
 */
record Options(
        List<String> workloads,
        int events,
        int tickets,
        int largeEvents,
        int largeTickets,
        int rounds,
        int seconds,
        int longSeconds,
        int warmUp,
        boolean floors,
        List<String> javaOptions,
        @Nullable Path peers,
        @Nullable Path aot) {

    private static final int MOST_SPREAD = 1_000;

    static final String USAGE = """
            usage: bench/run.sh [--quick] [--events N] [--tickets N] [--rounds N] [--seconds N] [--warm-up N]
                                [--large-events N] [--large-tickets N]
                                [--no-floors] [--java-options "..."] [--aot FILE]
                                [--peers FOLDER] [WORKLOAD...]
            workloads: %s
            """.formatted(String.join(" ", Workloads.NAMES));

    /** Reads the arguments; {@link IllegalArgumentException} with a sentence for people. */
    static Options read(String... arguments) {
        List<String> given = List.of(arguments);
        List<String> workloads = new ArrayList<>();
        boolean quick = given.contains("--quick");
        Map<String, Integer> numbers = new HashMap<>(Map.of(
                "--events", 10_000,
                "--tickets", quick ? 250_000 : 1_000_000,
                "--large-events", quick ? 100_000 : 1_000_000,
                "--large-tickets", quick ? 2_500_000 : 50_000_000,
                "--rounds", 3,
                "--seconds", quick ? 3 : 8,
                "--warm-up", quick ? 6 : 20));
        boolean floors = true;
        List<String> java = List.of("-Xmx1g");
        Path aot = null;
        Path peers = null;
        for (int i = 0; i < given.size(); i++) {
            String argument = given.get(i);
            if (numbers.containsKey(argument)) {
                numbers.put(argument, number(given, ++i));
            } else if (argument.equals("--java-options")) {
                java = List.of(value(given, ++i).split("\\s+"));
            } else if (argument.equals("--peers")) {
                peers = Path.of(value(given, ++i)).toAbsolutePath();
            } else if (argument.equals("--aot")) {
                aot = Path.of(value(given, ++i)).toAbsolutePath();
            } else if (argument.equals("--no-floors")) {
                floors = false;
            } else if (!argument.equals("--quick")) {
                workloads.add(workload(argument));
            }
        }
        return new Options(
                workloads.isEmpty() ? Workloads.USUAL : workloads,
                numbers.getOrDefault("--events", 0),
                numbers.getOrDefault("--tickets", 0),
                numbers.getOrDefault("--large-events", 0),
                numbers.getOrDefault("--large-tickets", 0),
                numbers.getOrDefault("--rounds", 0),
                numbers.getOrDefault("--seconds", 0),
                given.contains("--seconds") ? numbers.getOrDefault("--seconds", 0) : quick ? 20 : 300,
                numbers.getOrDefault("--warm-up", 0),
                floors,
                java,
                peers,
                aot);
    }

    /** The same with the larger data. */
    Options large() {
        return new Options(
                workloads,
                largeEvents,
                largeTickets,
                largeEvents,
                largeTickets,
                rounds,
                seconds,
                longSeconds,
                warmUp,
                floors,
                javaOptions,
                peers,
                aot);
    }

    /** Events that have a free ticket type without an end, and as many after them that have one to be paid for. */
    int spread() {
        return spread(events);
    }

    static int spread(int events) {
        return Math.max(1, Math.min(MOST_SPREAD, events / 2));
    }

    private static String workload(String name) {
        if (!Workloads.NAMES.contains(name)) {
            throw new IllegalArgumentException("There is no option or workload " + name + ".\n" + USAGE);
        }
        return name;
    }

    private static int number(List<String> arguments, int place) {
        String value = value(arguments, place);
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(arguments.get(place - 1) + " takes a number, not " + value + ".");
        }
        return Integer.parseInt(value);
    }

    private static String value(List<String> arguments, int place) {
        if (place >= arguments.size()) {
            throw new IllegalArgumentException(arguments.get(place - 1) + " takes a value.\n" + USAGE);
        }
        return arguments.get(place);
    }
}
