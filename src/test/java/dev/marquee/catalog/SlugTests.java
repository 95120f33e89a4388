package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names for addresses. */
class SlugTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Night of Jazz            | night-of-jazz",
                "  Fête   de l'été!!      | fete-de-lete",
                "Müller & Söhne: Straßenfest | mueller-and-soehne-strassenfest",
                "Ærøskøbing Ålborg        | aeroskobing-alborg",
                "Łódź Țară İstanbul       | lodz-tara-istanbul",
                "Щедрик. Ночь             | shchedrik-noch",
                "Αθήνα                    | athina",
                "音楽祭                    | event",
                "ＦＵＬＬ width            | full-width",
                "--- 100% ---             | 100",
            })
    void transliteratesTitles(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @Property
    void isAlwaysAValidName(@ForAll String title) {
        assertThat(Slug.of(title)).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(80);
        assertThat(Slug.of(title).toLowerCase(Locale.ROOT)).isEqualTo(Slug.of(title));
    }

    @Property
    void triesAnotherNameEachTime(@ForAll boolean many) {
        int attempt = many ? 12 : 1;
        assertThat(Slug.candidate("jazz", attempt)).matches("jazz-[a-z0-9]+").isNotEqualTo("jazz");
        assertThat(Slug.candidate("jazz", 0)).isEqualTo("jazz");
    }
}
