package dev.marquee.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Ends the child processes of this JVM when the JVM itself dies without a chance to do so. */
final class Reaper {

    /** Reads pids until this JVM closes the pipe, by its death at the latest, then ends those still listed. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '
            while read -r sign pid; do
              case "$sign" in
                +) pids="$pids$pid " ;;
                -) pids="${pids%% $pid *} ${pids#* $pid }" ;;
              esac
            done
            for pid in $pids; do kill "$pid" 2>/dev/null; done
            for round in 1 2 3 4 5 6 7 8 9 10; do
              left=' '
              for pid in $pids; do kill -0 "$pid" 2>/dev/null && left="$left$pid "; done
              [ "$left" = ' ' ] && exit 0
              sleep 1
            done
            for pid in $left; do kill -9 "$pid" 2>/dev/null; done
            """;

    private static final Reaper INSTANCE = new Reaper(open());

    private final @Nullable Writer pipe;

    private Reaper(@Nullable Writer pipe) {
        this.pipe = pipe;
    }

    static void watch(long pid) {
        INSTANCE.tell("+ " + pid);
    }

    static void forget(long pid) {
        INSTANCE.tell("- " + pid);
    }

    private synchronized void tell(String line) {
        if (pipe == null) {
            return;
        }
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Writer open() {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return null;
        }
        try {
            return new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .outputWriter(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
