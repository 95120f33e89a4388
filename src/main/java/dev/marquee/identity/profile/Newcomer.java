package dev.marquee.identity.profile;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a valid token tells of a person: enough to make a profile.
 *
 * @param subject the identity provider's id of the person
 * @param email e-mail address
 * @param displayName 1 to 120 characters
 * @param locale BCP 47 tag
 */
public record Newcomer(String subject, String email, String displayName, String locale) {

    private static final int NAME_LENGTH = 120;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}");

    /** Reads the claims of a token that holds a subject and an e-mail address. */
    public static Newcomer of(Map<String, Object> claims) {
        String email = text(claims, "email");
        String name = Stream.of(text(claims, "name"), text(claims, "preferred_username"), email)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow();
        String locale = text(claims, "locale");
        return new Newcomer(
                text(claims, "sub"),
                email,
                name.codePointCount(0, name.length()) > NAME_LENGTH
                        ? name.substring(0, name.offsetByCodePoints(0, NAME_LENGTH))
                        : name,
                LOCALE.matcher(locale).matches() ? locale : "en");
    }

    private static String text(Map<String, Object> claims, String name) {
        return CONTROL.matcher(Objects.toString(claims.get(name), ""))
                .replaceAll("")
                .strip();
    }
}
