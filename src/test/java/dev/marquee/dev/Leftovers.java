package dev.marquee.dev;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Processes of an earlier run in the same directory that was ended by force. */
final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private Leftovers() {}

    /** Ends every process of this user whose command line names the directory, this one's family excepted. */
    static void end(Path directory) {
        String mark = directory.toAbsolutePath().toString();
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(process -> !isFamily(process))
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .toList();
        orphans.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(orphans.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        orphans.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isFamily(ProcessHandle process) {
        for (ProcessHandle own = ProcessHandle.current();
                own != null;
                own = own.parent().orElse(null)) {
            if (own.equals(process)) {
                return true;
            }
        }
        return false;
    }
}
