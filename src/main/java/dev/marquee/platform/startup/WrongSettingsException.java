package dev.marquee.platform.startup;

import java.util.List;
import java.util.stream.Collectors;

/** The server does not start because of its settings. */
final class WrongSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongSettingsException(List<WrongSetting> wrong) {
        super(wrong.stream().map(setting -> "  - " + setting).collect(Collectors.joining("\n")));
    }
}
