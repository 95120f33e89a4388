package dev.marquee.platform.startup;

import dev.marquee.platform.WrongSettingsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the person who starts the server which settings are wrong, without a stack trace. */
final class WrongSettingsAnalyzer extends AbstractFailureAnalyzer<WrongSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongSettingsException cause) {
        return new FailureAnalysis(
                "Marquee cannot start with these settings:\n" + cause.getMessage(),
                "Correct the environment variables above; .env.example describes each of them.",
                cause);
    }
}
