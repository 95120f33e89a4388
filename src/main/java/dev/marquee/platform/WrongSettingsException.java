package dev.marquee.platform;

import java.util.List;
import java.util.stream.Collectors;

/** The server does not start because of its settings; whoever starts it is told so without a stack trace. */
public final class WrongSettingsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Takes sentences that each begin with the environment variable and hold no secret. */
    public WrongSettingsException(List<String> problems) {
        super(problems.stream().map(problem -> "  - " + problem).collect(Collectors.joining("\n")));
    }
}
