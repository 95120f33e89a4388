package dev.marquee.platform.paging;

import dev.marquee.platform.PlatformSettings;
import dev.marquee.platform.errors.ApiError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signed keyset cursors: base64url of a truncated HMAC-SHA256 and of a JSON array of plain values (strings and numbers)
 * that begins with the name of the list, so that a cursor of one list or order is refused by another.
 */
@Component
public class Cursors {

    private static final int TAG_BYTES = 12;
    private static final TypeReference<List<Object>> VALUES = new TypeReference<>() {};

    private final JsonMapper json = new JsonMapper();
    private final SecretKeySpec key;

    Cursors(PlatformSettings settings) {
        this.key = new SecretKeySpec(settings.cursorSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Encodes the sort values of a row of a list, e.g. {@code encode("events:START", startMicros, id)}. */
    public String encode(String list, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = list;
        System.arraycopy(values, 0, all, 1, values.length);
        byte[] body = json.writeValueAsBytes(all);
        byte[] tag = tag(body);
        byte[] token = Arrays.copyOf(tag, tag.length + body.length);
        System.arraycopy(body, 0, token, tag.length, body.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * Decodes the sort values of a cursor that {@link #encode} made for the same list.
     *
     * @throws ApiError {@code BAD_USER_INPUT} naming the field when it is none
     */
    public List<Object> decode(String list, String cursor, String field) {
        try {
            byte[] token = Base64.getUrlDecoder().decode(cursor);
            byte[] body = Arrays.copyOfRange(token, TAG_BYTES, token.length);
            if (MessageDigest.isEqual(tag(body), Arrays.copyOf(token, TAG_BYTES))) {
                List<Object> values = json.readValue(body, VALUES);
                if (values.getFirst().equals(list)) {
                    return values.subList(1, values.size());
                }
            }
        } catch (RuntimeException malformed) {
            throw ApiError.badInput(field, "This is no cursor of this list.");
        }
        throw ApiError.badInput(field, "This is no cursor of this list.");
    }

    private byte[] tag(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(body), TAG_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
