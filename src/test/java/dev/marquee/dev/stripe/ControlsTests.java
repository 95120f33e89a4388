package dev.marquee.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The emulator's switches as another process uses them. */
class ControlsTests {

    private static final String KEY = "Bearer " + EmulatorSettings.SECRET_KEY;

    private WebhookReceiver receiver;
    private StripeEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        receiver = new WebhookReceiver();
        emulator = StripeEmulator.start(0);
    }

    @AfterEach
    void stop() {
        emulator.close();
        receiver.close();
    }

    @Test
    void failsCallsOnDemand() throws Exception {
        control("faults", "kind=status&status=429&retry_after=2&times=1&path=/v1/balance");

        assertThat(Http.get(emulator.url() + "/v1/balance", "Authorization", KEY)
                        .status())
                .isEqualTo(429);
        assertThat(Http.get(emulator.url() + "/v1/balance", "Authorization", KEY)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void redirectsHoldsAndReleasesWebhooks() throws Exception {
        control("webhooks", "held=true&copies=2&altered[amount]=1&url=" + receiver.url());
        pay();
        assertThat(receiver.events()).isEmpty();

        control("webhooks/release", "order=reversed");

        assertThat(receiver.types())
                .hasSize(6)
                .startsWith("payment_intent.succeeded")
                .endsWith("payment_intent.created");
        assertThat(Http.get(emulator.url() + "/_emulator/deliveries").json().size())
                .isEqualTo(6);
    }

    @Test
    void showsAndResendsSignedEvents() throws Exception {
        control("webhooks", "url=" + receiver.url() + "&types[]=none");
        pay();
        String id = Http.get(emulator.url() + "/_emulator/events")
                .json()
                .path(0)
                .path("id")
                .asString();

        JsonNode signed =
                Http.get(emulator.url() + "/_emulator/events/" + id + "/signed").json();
        control("events/" + id + "/resend", "");

        assertThat(Webhook.constructEvent(
                                signed.path("body").asString(),
                                signed.path("signature").asString(),
                                EmulatorSettings.WEBHOOK_SECRET)
                        .getId())
                .isEqualTo(id);
        assertThat(receiver.events()).hasSize(1);
    }

    @Test
    void forgetsEverythingOnReset() throws Exception {
        pay();

        control("reset", "");

        assertThat(emulator.events()).isEmpty();
    }

    private void pay() throws Exception {
        String form = "amount=2500&currency=usd&confirm=true&payment_method=pm_card_visa";
        assertThat(Http.post(emulator.url() + "/v1/payment_intents", form, "Authorization", KEY)
                        .status())
                .isEqualTo(200);
    }

    private void control(String name, String form) throws Exception {
        assertThat(Http.post(emulator.url() + "/_emulator/" + name, form).status())
                .isEqualTo(200);
    }
}
