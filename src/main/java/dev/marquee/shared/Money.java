package dev.marquee.shared;

import java.util.Currency;

/** An amount in minor units of a currency. */
public record Money(long amount, Currency currency) {

    /** An amount of a currency given by its ISO 4217 code. */
    public static Money of(long amount, String currency) {
        return new Money(amount, Currency.getInstance(currency));
    }

    /** Nothing of a currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** The sum; {@link IllegalArgumentException} over two currencies, {@link ArithmeticException} on overflow. */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /** The difference; {@link IllegalArgumentException} over two currencies, {@link ArithmeticException} on overflow. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, sameCurrency(other).amount), currency);
    }

    /** This amount so many times; {@link ArithmeticException} on overflow. */
    public Money times(long factor) {
        return new Money(Math.multiplyExact(amount, factor), currency);
    }

    /** A share in basis points (1/100 of a per cent), half a minor unit rounded up, never more than the whole. */
    public Money share(int basisPoints) {
        if (basisPoints < 0 || basisPoints > 10_000) {
            throw new IllegalArgumentException("basis points lie between 0 and 10000, got " + basisPoints);
        }
        long whole = Math.multiplyExact(amount, (long) basisPoints);
        return new Money(Math.floorDiv(Math.addExact(whole, 5_000), 10_000), currency);
    }

    /** Whether it is nothing. */
    public boolean isZero() {
        return amount == 0;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
