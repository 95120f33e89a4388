package dev.marquee.platform.live;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance says on the channel.
 *
 * @param sender the instance
 * @param number counts the sender's messages from 1
 * @param topics what has changed; empty for a heartbeat
 */
record BusMessage(String sender, long number, Collection<String> topics) {

    private static final Pattern FORM = Pattern.compile("(\\S+) (\\d{1,18}) (.*)", Pattern.DOTALL);
    private static final String SEPARATOR = "\n";

    static Optional<BusMessage> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new BusMessage(parts.group(1), Long.parseLong(parts.group(2)), topics(parts.group(3))))
                : Optional.empty();
    }

    private static List<String> topics(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR));
    }

    String text() {
        return sender + ' ' + number + ' ' + String.join(SEPARATOR, topics);
    }
}
