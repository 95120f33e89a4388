package dev.marquee.platform.transport;

import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** The id that joins a request, its log lines and its errors. */
public final class RequestId {

    /** Header of requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id that the headers carry, or a new one. */
    public static String of(HttpHeaders headers) {
        String given = headers.getFirst(HEADER);
        return given != null && ACCEPTABLE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
