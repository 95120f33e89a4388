package dev.marquee.platform.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance says on the channel.
 *
 * @param sender the instance
 * @param number counts the sender's messages from 1
 * @param topic what has changed; empty for a heartbeat
 */
record BusMessage(String sender, long number, String topic) {

    private static final Pattern FORM = Pattern.compile("(\\S+) (\\d{1,18}) (.*)");

    static Optional<BusMessage> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new BusMessage(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    String text() {
        return sender + ' ' + number + ' ' + topic;
    }

    boolean isHeartbeat() {
        return topic.isEmpty();
    }
}
