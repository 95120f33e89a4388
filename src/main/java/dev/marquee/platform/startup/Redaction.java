package dev.marquee.platform.startup;

import java.util.regex.Pattern;

/** Takes the credentials out of texts that may quote a setting. */
final class Redaction {

    /** All up to the last {@code @}, since a malformed address may have any character in its password. */
    private static final Pattern USER_INFO = Pattern.compile("(?s)://.*@");

    private static final Pattern PARAMETER = Pattern.compile("(?i)(\\w*(?:password|secret|token|key)\\w*=)[^&\\s]*");

    private Redaction() {}

    static String of(String text) {
        return PARAMETER.matcher(USER_INFO.matcher(text).replaceAll("://***@")).replaceAll("$1***");
    }
}
