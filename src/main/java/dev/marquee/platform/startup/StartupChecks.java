package dev.marquee.platform.startup;

import dev.marquee.platform.WrongSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Stops the start, with all reasons at once, when a setting is missing, malformed or leads to the wrong place. */
final class StartupChecks implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (!environment.getProperty("marquee.startup.checks", Boolean.class, true)) {
            return;
        }
        String patience = environment.getProperty("marquee.startup.patience", "20s");
        List<WrongSetting> wrong = wrongSettings(
                environment, Forms.isDuration(patience) ? DurationStyle.detectAndParse(patience) : Duration.ZERO);
        if (!wrong.isEmpty()) {
            throw new WrongSettingsException(
                    wrong.stream().map(WrongSetting::toString).toList());
        }
    }

    /** All wrong settings; servers that cannot be reached are asked again until {@code patience} is over. */
    static List<WrongSetting> wrongSettings(Environment environment, Duration patience) {
        List<WrongSetting> wrong = new ArrayList<>(Settings.malformed(environment));
        List<String> malformed = wrong.stream().map(WrongSetting::variable).toList();
        List<Probe> probes = Probes.of(environment).stream()
                .filter(probe -> !probe.restsOn(malformed))
                .toList();
        wrong.addAll(new Inquiry(patience).ask(probes));
        return wrong;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
