package dev.marquee.payments;

/**
 * What a payment is about.
 *
 * @param intentId Stripe's id of the PaymentIntent
 * @param amount what is asked for, in minor units
 * @param amountReceived what has arrived, in minor units
 * @param currency ISO 4217 code in upper case, or what Stripe calls it
 * @param live whether it is real money
 */
record PaymentFacts(String intentId, long amount, long amountReceived, String currency, boolean live) {}
