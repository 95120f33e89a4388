package dev.marquee.platform.startup;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;

/** Forms that the value of a setting can have. */
final class Forms {

    private Forms() {}

    static boolean isPresent(String value) {
        return !value.isBlank();
    }

    static Predicate<String> matches(String pattern) {
        return value -> value.matches(pattern);
    }

    static Predicate<String> starts(String... prefixes) {
        return value ->
                Stream.of(prefixes).anyMatch(prefix -> value.startsWith(prefix) && value.length() > prefix.length());
    }

    static Predicate<String> number(int least, int most) {
        return value ->
                value.matches("\\d{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
    }

    static boolean isDuration(String value) {
        try {
            return !DurationStyle.detectAndParse(value).isNegative();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isMailbox(String value) {
        try {
            new InternetAddress(value, true).validate();
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    static boolean isAddressOfThisMachine(String value) {
        try {
            InetAddress address = InetAddress.getByName(value);
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    static boolean isBareUrl(String value) {
        return isUrl(value) && !value.endsWith("/");
    }

    static boolean isRealm(String value) {
        return isBareUrl(value) && value.contains("/realms/");
    }

    static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
