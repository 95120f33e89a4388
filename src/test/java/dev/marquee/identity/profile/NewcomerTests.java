package dev.marquee.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a token tells of a person. */
class NewcomerTests {

    @Test
    void cutsLongNamesBetweenCharacters() {
        String name = "\uD83C\uDFAB".repeat(130);

        assertThat(newcomer(Map.of("name", name)).displayName()).isEqualTo("\uD83C\uDFAB".repeat(120));
    }

    @Test
    void takesOutControlCharacters() {
        assertThat(newcomer(Map.of("name", "A\u0000d\na")).displayName()).isEqualTo("Ada");
    }

    @Test
    void fallsBackToUserNameThenAddress() {
        assertThat(newcomer(Map.of("preferred_username", "ada")).displayName()).isEqualTo("ada");
        assertThat(newcomer(Map.of()).displayName()).isEqualTo("ada@marquee.test");
    }

    @Test
    void takesEnglishWhereTheLocaleMakesNoSense() {
        assertThat(newcomer(Map.of("locale", "de-CH")).locale()).isEqualTo("de-CH");
        assertThat(newcomer(Map.of("locale", "../../etc")).locale()).isEqualTo("en");
        assertThat(newcomer(Map.of()).locale()).isEqualTo("en");
    }

    private static Newcomer newcomer(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", "subject");
        all.put("email", "ada@marquee.test");
        return Newcomer.of(all);
    }
}
