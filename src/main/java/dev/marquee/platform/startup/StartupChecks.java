package dev.marquee.platform.startup;

import dev.marquee.platform.WrongSettingsException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Stops the start, with all reasons at once, when a setting is missing, malformed or leads to the wrong place.
 *
 * <p>The other servers answer while definitions of beans are read; no bean of the application is made before they have.
 */
final class StartupChecks implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (!environment.getProperty("marquee.startup.checks", Boolean.class, true)) {
            return;
        }
        String patience = environment.getProperty("marquee.startup.patience", "20s");
        List<WrongSetting> malformed = Settings.malformed(environment);
        Supplier<List<WrongSetting>> wrong = begin(
                environment,
                malformed,
                Forms.isDuration(patience) ? DurationStyle.detectAndParse(patience) : Duration.ZERO);
        if (!malformed.isEmpty()) {
            stopIf(wrong.get());
        }
        BeanFactoryPostProcessor verdict = beans -> stopIf(wrong.get());
        context.getBeanFactory().registerSingleton(StartupChecks.class.getName(), verdict);
    }

    private static void stopIf(List<WrongSetting> wrong) {
        if (!wrong.isEmpty()) {
            throw new WrongSettingsException(
                    wrong.stream().map(WrongSetting::toString).toList());
        }
    }

    /** All wrong settings; servers that cannot be reached are asked again until {@code patience} is over. */
    static List<WrongSetting> wrongSettings(Environment environment, Duration patience) {
        return begin(environment, Settings.malformed(environment), patience).get();
    }

    private static Supplier<List<WrongSetting>> begin(
            Environment environment, List<WrongSetting> malformed, Duration patience) {
        List<String> variables = malformed.stream().map(WrongSetting::variable).toList();
        List<Probe> probes = Probes.of(environment).stream()
                .filter(probe -> !probe.restsOn(variables))
                .toList();
        Supplier<List<WrongSetting>> answers = new Inquiry(patience).begin(probes);
        return () -> Stream.concat(malformed.stream(), answers.get().stream()).toList();
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
