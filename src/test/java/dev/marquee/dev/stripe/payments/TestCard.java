package dev.marquee.dev.stripe.payments;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stripe's documented test cards: by {@code pm_card_...} name or by number, with what each of them does. */
enum TestCard {
    VISA("visa", "visa", "4242424242424242", Behaviour.PAYS),
    VISA_DEBIT("visa_debit", "visa", "4000056655665556", Behaviour.PAYS),
    MASTERCARD("mastercard", "mastercard", "5555555555554444", Behaviour.PAYS),
    AMEX("amex", "amex", "378282246310005", Behaviour.PAYS),
    DISCOVER("discover", "discover", "6011111111111117", Behaviour.PAYS),
    BYPASS_PENDING("bypassPending", "visa", "4000000000000077", Behaviour.PAYS),
    DECLINED("chargeDeclined", "visa", "4000000000000002", Behaviour.DECLINES, "card_declined", "generic_decline"),
    INSUFFICIENT_FUNDS(
            "chargeDeclinedInsufficientFunds",
            "visa",
            "4000000000009995",
            Behaviour.DECLINES,
            "card_declined",
            "insufficient_funds"),
    LOST("chargeDeclinedLostCard", "visa", "4000000000009987", Behaviour.DECLINES, "card_declined", "lost_card"),
    STOLEN("chargeDeclinedStolenCard", "visa", "4000000000009979", Behaviour.DECLINES, "card_declined", "stolen_card"),
    FRAUDULENT(
            "chargeDeclinedFraudulent", "visa", "4100000000000019", Behaviour.DECLINES, "card_declined", "fraudulent"),
    VELOCITY(
            "chargeDeclinedVelocityLimitExceeded",
            "visa",
            "4000000000006975",
            Behaviour.DECLINES,
            "card_declined",
            "card_velocity_exceeded"),
    EXPIRED("chargeDeclinedExpiredCard", "visa", "4000000000000069", Behaviour.DECLINES, "expired_card", null),
    INCORRECT_CVC("chargeDeclinedIncorrectCvc", "visa", "4000000000000127", Behaviour.DECLINES, "incorrect_cvc", null),
    PROCESSING_ERROR(
            "chargeDeclinedProcessingError", "visa", "4000000000000119", Behaviour.DECLINES, "processing_error", null),
    AUTHENTICATION_REQUIRED("authenticationRequired", "visa", "4000002760003184", Behaviour.AUTHENTICATES),
    AUTHENTICATION_ON_SETUP("authenticationRequiredOnSetup", "visa", "4000002500003155", Behaviour.AUTHENTICATES),
    THREE_D_SECURE("threeDSecure2Required", "visa", "4000000000003220", Behaviour.AUTHENTICATES),
    AUTHENTICATED_BUT_POOR(
            "authenticationRequiredChargeDeclinedInsufficientFunds",
            "visa",
            "4000008260003178",
            Behaviour.AUTHENTICATES,
            "card_declined",
            "insufficient_funds"),
    PENDING_REFUND("pendingRefund", "visa", "4000000000007726", Behaviour.PAYS),
    REFUND_FAIL("refundFail", "visa", "4000000000005126", Behaviour.PAYS);

    /** What a card does when it is confirmed. */
    enum Behaviour {
        PAYS,
        DECLINES,
        AUTHENTICATES
    }

    private static final String PREFIX = "pm_card_";

    private final String suffix;
    private final String brand;
    private final String number;
    private final Behaviour behaviour;
    private final @Nullable String code;
    private final @Nullable String declineCode;

    TestCard(String suffix, String brand, String number, Behaviour behaviour) {
        this(suffix, brand, number, behaviour, null, null);
    }

    TestCard(
            String suffix,
            String brand,
            String number,
            Behaviour behaviour,
            @Nullable String code,
            @Nullable String declineCode) {
        this.suffix = suffix;
        this.brand = brand;
        this.number = number;
        this.behaviour = behaviour;
        this.code = code;
        this.declineCode = declineCode;
    }

    /** The card behind a name such as {@code pm_card_visa_chargeDeclined} or {@code pm_card_chargeDeclined}. */
    static Optional<TestCard> named(String name) {
        String plain = name.startsWith(PREFIX + "visa_charge") ? name.replaceFirst("visa_", "") : name;
        return find(card -> plain.equals(PREFIX + card.suffix));
    }

    static Optional<TestCard> numbered(String number) {
        String digits = number.replace(" ", "");
        return find(card -> card.number.equals(digits));
    }

    static Optional<TestCard> withFingerprint(String fingerprint) {
        return find(card -> card.fingerprint().equals(fingerprint));
    }

    private static Optional<TestCard> find(Predicate<TestCard> wanted) {
        return Arrays.stream(values()).filter(wanted).findFirst();
    }

    String brand() {
        return brand;
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    String funding() {
        return this == VISA_DEBIT ? "debit" : "credit";
    }

    /** Sixteen characters that are the same for every use of the card, as Stripe's fingerprint is. */
    String fingerprint() {
        return "Mq" + (number + "00000000000000").substring(2, 16);
    }

    boolean needsAuthentication() {
        return behaviour == Behaviour.AUTHENTICATES;
    }

    /** The error code with which the issuer refuses, or null when it pays. */
    @Nullable String declinedWith() {
        return code;
    }

    @Nullable String declineCode() {
        return declineCode;
    }

    String declineMessage() {
        return switch (this) {
            case INSUFFICIENT_FUNDS, AUTHENTICATED_BUT_POOR -> "Your card has insufficient funds.";
            case EXPIRED -> "Your card has expired.";
            case INCORRECT_CVC -> "Your card's security code is incorrect.";
            case PROCESSING_ERROR -> "An error occurred while processing your card. Try again in a little bit.";
            default -> "Your card was declined.";
        };
    }
}
