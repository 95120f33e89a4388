package dev.marquee.dev.stripe.payments;

import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.Params;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which currencies there are, and the least and the most that can be charged in them. */
final class Amounts {

    private static final long MOST = 99_999_999;
    private static final Map<String, Long> LEAST = Map.ofEntries(
            Map.entry("aed", 200L),
            Map.entry("czk", 1500L),
            Map.entry("dkk", 250L),
            Map.entry("gbp", 30L),
            Map.entry("hkd", 400L),
            Map.entry("huf", 17500L),
            Map.entry("jpy", 50L),
            Map.entry("mxn", 1000L),
            Map.entry("myr", 200L),
            Map.entry("nok", 300L),
            Map.entry("pln", 200L),
            Map.entry("ron", 200L),
            Map.entry("sek", 300L),
            Map.entry("thb", 1000L));
    private static final Map<String, String> SYMBOLS = Map.of("usd", "$", "eur", "€", "gbp", "£", "jpy", "¥");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private Amounts() {}

    static String currency(Params params) {
        String currency = params.required("currency").toLowerCase(Locale.ROOT);
        if (!CURRENCIES.contains(currency)) {
            throw ApiError.invalid("Invalid currency: %s. Stripe currently supports these currencies: %s"
                            .formatted(
                                    currency,
                                    String.join(
                                            ", ", CURRENCIES.stream().sorted().toList())))
                    .with("param", "currency");
        }
        return currency;
    }

    /** The amount to charge, which has to be within what Stripe accepts. */
    static long chargeable(Params params, String currency) {
        params.required("amount");
        long amount = positive(params, "amount", 0);
        long least = LEAST.getOrDefault(currency, 50L);
        if (amount < least) {
            throw ApiError.invalid(
                    "amount",
                    "amount_too_small",
                    "Amount must be at least %s %s".formatted(display(least, currency), currency));
        }
        if (amount > MOST) {
            throw ApiError.invalid(
                    "amount",
                    "amount_too_large",
                    "Amount must be no more than %s %s".formatted(display(MOST, currency), currency));
        }
        return amount;
    }

    /** A whole number of at least one minor unit. */
    static long positive(Params params, String name, long fallback) {
        long amount = params.integer(name, fallback);
        if (amount < 1) {
            throw ApiError.invalid(name, "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        }
        return amount;
    }

    /** The amount as people write it, such as {@code $10.50}. */
    static String display(long amount, String currency) {
        int digits = Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits();
        return SYMBOLS.getOrDefault(currency, "")
                + BigDecimal.valueOf(amount, digits).toPlainString();
    }
}
