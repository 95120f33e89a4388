package dev.marquee.platform.startup;

import dev.marquee.platform.WrongSettingsException;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Stops the start, before anything is logged, when the format of the log is none. */
final class LogFormat implements EnvironmentPostProcessor {

    private static final Predicate<String> KNOWN = Forms.matches("(?i)|ecs|logstash|gelf|(\\w+\\.)+\\w+");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!KNOWN.test(environment.getProperty("logging.structured.format.console", ""))) {
            throw new WrongSettingsException(List.of(
                    new WrongSetting("MARQUEE_LOG_FORMAT", "must be ecs, logstash or gelf, or empty for readable lines")
                            .toString()));
        }
    }
}
