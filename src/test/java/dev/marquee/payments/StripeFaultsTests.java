package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.InvalidRequestException;
import org.junit.jupiter.api.Test;

class StripeFaultsTests {

    @Test
    void tellsAdministratorsWhatStripeSaidAndNoMore() {
        var refused = new InvalidRequestException(
                "No such charge: 'ch_1'; a secret", null, "req_1", "charge_disputed", 400, null);
        assertThat(StripeFaults.reason(refused)).isEqualTo("Stripe refuses: charge_disputed.");
        assertThat(StripeFaults.reason(new ApiConnectionException("IOException at java.net")))
                .isEqualTo("Stripe is out of reach.");
    }
}
