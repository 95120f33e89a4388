package dev.marquee.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who used the processors, from {@code /proc}, in clock ticks since the start.
 *
 * @param server the server under test
 * @param database PostgreSQL with its processes
 * @param load this JVM and the load generators that it has run
 * @param busy everybody
 * @param total all ticks of all processors
 */
record Cpu(long server, long database, long load, long busy, long total) {

    private static final Path PROC = Path.of("/proc");

    /** Shares of the whole machine in per cent. */
    record Shares(double server, double database, double load, double other, double idle) {}

    /** The ticks so far; null where there is no {@code /proc}. */
    static @Nullable Cpu of(long server, long database) {
        try {
            long[] machine = machine();
            return new Cpu(
                    ticks(server, false),
                    ticks(database, true) + ofChildren(database),
                    ticks(ProcessHandle.current().pid(), true),
                    machine[0],
                    machine[1]);
        } catch (IOException noProc) {
            return null;
        }
    }

    Shares since(Cpu start) {
        double all = Math.max(1, total - start.total) / 100.0;
        long known = server - start.server + database - start.database + load - start.load;
        long used = busy - start.busy;
        return new Shares(
                (server - start.server) / all,
                (database - start.database) / all,
                (load - start.load) / all,
                Math.max(0, used - known) / all,
                Math.max(0, 100 - used / all));
    }

    private static long ofChildren(long parent) throws IOException {
        long sum = 0;
        try (Stream<Path> processes = Files.list(PROC)) {
            for (Path process : processes.filter(Cpu::isProcess).toList()) {
                String[] fields = fields(process);
                if (fields.length > 1 && fields[1].equals(Long.toString(parent))) {
                    sum += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                }
            }
        }
        return sum;
    }

    private static long ticks(long pid, boolean withEndedChildren) {
        String[] fields = fields(PROC.resolve(Long.toString(pid)));
        return fields.length == 0
                ? 0
                : Arrays.stream(fields, 11, withEndedChildren ? 15 : 13)
                        .mapToLong(Long::parseLong)
                        .sum();
    }

    /** The fields of a process after its name; none when it has ended. */
    private static String[] fields(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[0];
        }
    }

    /** Busy and all ticks. */
    private static long[] machine() throws IOException {
        List<Long> ticks = Arrays.stream(
                        Files.readAllLines(PROC.resolve("stat")).getFirst().split(" +"))
                .skip(1)
                .limit(8)
                .map(Long::valueOf)
                .toList();
        long total = ticks.stream().mapToLong(Long::longValue).sum();
        return new long[] {total - ticks.get(3) - ticks.get(4), total};
    }

    private static boolean isProcess(Path path) {
        return Character.isDigit(path.getFileName().toString().charAt(0));
    }
}
