package dev.marquee.identity;

import org.jspecify.annotations.Nullable;

/**
 * What tells one sign-in of a person from the others.
 *
 * @param session the identity provider's session, which gives further tokens; null when the token came without one
 * @param token id of the token
 */
public record SignIn(@Nullable String session, String token) {

    private static final String TOPIC = "signed-out:";

    /** Topic of the live bus that tells that a sign-in of the person with this subject has ended. */
    public static String topic(String subject) {
        return TOPIC + subject;
    }

    /** Whether the topic tells of an end, of whichever person. */
    public static boolean isTopic(String topic) {
        return topic.startsWith(TOPIC);
    }

    /** The person of such a topic. */
    public static String subjectOf(String topic) {
        return topic.substring(TOPIC.length());
    }

    /** What the end of this sign-in is remembered under: the session with all of its tokens, else the token. */
    public String id() {
        return session == null ? token : session;
    }
}
