package dev.marquee.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.platform.PlatformSettings;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CursorsTests {

    private final Cursors cursors = new Cursors(settings("0123456789abcdef"));

    private static PlatformSettings settings(String secret) {
        return new PlatformSettings(URI.create("http://localhost"), secret);
    }

    @Test
    void givesBackWhatItWasMadeOf() {
        String cursor = cursors.encode("events:START", "2027-01-01T00:00:00Z", 42, "id");

        assertThat(cursors.decode("events:START", cursor, "after"))
                .isEqualTo(List.of("2027-01-01T00:00:00Z", 42, "id"));
    }

    @Test
    void refusesACursorOfAnotherListOrSecret() {
        String cursor = cursors.encode("events:START", "id");
        Cursors others = new Cursors(settings("fedcba9876543210"));

        assertRefused(cursors, "events:NEWEST", cursor);
        assertRefused(others, "events:START", cursor);
    }

    @Test
    void refusesEveryChangedCharacter() {
        String cursor = cursors.encode("events:START", "id");

        IntStream.range(0, cursor.length() - 1).forEach(index -> {
            char other = cursor.charAt(index) == 'A' ? 'B' : 'A';
            assertRefused(cursors, "events:START", cursor.substring(0, index) + other + cursor.substring(index + 1));
        });
        assertRefused(cursors, "events:START", "");
        assertRefused(cursors, "events:START", "not base64!");
    }

    private static void assertRefused(Cursors cursors, String list, String cursor) {
        assertThatThrownBy(() -> cursors.decode(list, cursor, "after"))
                .isInstanceOfSatisfying(ApiError.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.BAD_USER_INPUT);
                    assertThat(error.facts()).containsEntry("field", "after");
                });
    }
}
