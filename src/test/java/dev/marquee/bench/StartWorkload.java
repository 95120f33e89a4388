package dev.marquee.bench;

import dev.marquee.dev.ChildProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From {@code java -jar} to the first answer out of the database, with the options of the image, the services being up:
 * the packaged jar as it is, unpacked as in the image, and with an AOT cache, whose start is the result. The memory is that
 * of the last server after the warm-up.
 */
record StartWorkload(String name) implements Workload {

    private static final HttpWorkload LOAD = HttpWorkload.named("w1");

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        stage.end();
        Image image = stage.image();
        Map<String, Double> more = new TreeMap<>();
        more.put("jar_ms", median(starts(stage, image.asPackaged())).p50());
        more.put("unpacked_ms", median(starts(stage, image.plain())).p50());
        List<Round> starts = starts(stage, image);
        more.put("rss_mb", warmMegabytes(stage, image));
        return Result.ofLatencies(name, starts).with(more);
    }

    private Round median(List<Round> starts) {
        return Result.ofLatencies(name, starts).median();
    }

    private static List<Round> starts(Stage stage, Image image) {
        List<Round> starts = new ArrayList<>();
        for (int i = 0; i < 2 * stage.options().rounds() - 1; i++) {
            long start = System.nanoTime();
            try (ChildProcess server = stage.launch(image)) {
                stage.awaitAnswer(server);
                double millis = (System.nanoTime() - start) / 1e6;
                starts.add(new Round(1_000 / millis, millis, millis, 0, "", null));
            }
        }
        return starts;
    }

    private static double warmMegabytes(Stage stage, Image image) {
        try (ChildProcess server = stage.launch(image)) {
            stage.awaitAnswer(server);
            LOAD.warmUp(stage);
            return Memory.residentMegabytes(server.pid());
        }
    }
}
