package dev.marquee.dev.stripe;

import com.stripe.StripeClient;

/** Clients of the emulator, as the application makes them. */
public final class StripeClients {

    private StripeClients() {}

    /** A client with the secret key that does not try again by itself. */
    public static StripeClient of(StripeEmulator emulator) {
        return StripeClient.builder()
                .setApiKey(emulator.secretKey())
                .setApiBase(emulator.url())
                .setMaxNetworkRetries(0)
                .build();
    }
}
