package dev.marquee.platform.answers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells which requests can be questions of nobody in particular, and when two of them are the same. */
final class Question {

    private static final String PATH = "/graphql";

    private Question() {}

    /** Whether it is a query in one piece from somebody who says nothing of themselves. */
    static boolean isAnonymous(ServerHttpRequest request, int mostBytes) {
        HttpHeaders headers = request.getHeaders();
        return HttpMethod.POST.equals(request.getMethod())
                && PATH.equals(request.getPath().value())
                && headers.getContentLength() > 0
                && headers.getContentLength() <= mostBytes
                && !headers.containsHeader(HttpHeaders.AUTHORIZATION)
                && !headers.containsHeader(HttpHeaders.COOKIE)
                && !headers.containsHeader(HttpHeaders.CONTENT_ENCODING)
                && !headers.containsHeader(HttpHeaders.EXPECT);
    }

    /** The SHA-256 digest of all that an answer depends on. */
    static String digest(ServerHttpRequest request, byte[] body) {
        MessageDigest digest = sha256();
        digest.update(text(request.getHeaders().getFirst(HttpHeaders.ACCEPT)));
        digest.update(text(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE)));
        return new String(digest.digest(body), StandardCharsets.ISO_8859_1);
    }

    private static byte[] text(@Nullable String value) {
        return (value + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
