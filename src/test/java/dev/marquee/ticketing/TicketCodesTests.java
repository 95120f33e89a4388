package dev.marquee.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketCodesTests {

    @Test
    void makesDifferentCodesWithoutLookAlikes() {
        var codes = Stream.generate(TicketCodes::next).limit(10_000).collect(Collectors.toSet());

        assertThat(codes)
                .hasSize(10_000)
                .allMatch(code -> code.matches("([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}"));
    }

    @Test
    void leavesItsOwnCodesAsTheyAre() {
        String code = TicketCodes.next();

        assertThat(TicketCodes.normalise(code)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "k7pm-2qxt-90ab, K7PM-2QXT-90AB",
        "K7PM2QXT90AB, K7PM-2QXT-90AB",
        "' k7 pm 2qxt-9o ab ', K7PM-2QXT-90AB",
        "kilo-2qxt-90ab, K110-2QXT-90AB",
        "too-short, T00SH0RT",
        "ßßß, SSSSSS",
    })
    void readsWhatPeopleType(String typed, String code) {
        assertThat(TicketCodes.normalise(typed)).isEqualTo(code);
    }
}
