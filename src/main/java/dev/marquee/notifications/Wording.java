package dev.marquee.notifications;

import dev.marquee.catalog.Event;
import dev.marquee.shared.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Writes amounts, times and events the way a person reads them. */
final class Wording {

    private final Locale locale;

    Wording(Locale locale) {
        this.locale = locale;
    }

    String money(Money money) {
        if (money.isZero()) {
            return "free";
        }
        int digits = money.currency().getDefaultFractionDigits();
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(money.currency());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amount(), digits));
    }

    String time(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(locale)
                .format(time.atZone(zone));
    }

    Map<String, Object> event(Event event, String publicUrl) {
        Map<String, Object> values = new HashMap<>();
        values.put("eventTitle", event.title());
        values.put("eventTime", time(event.startsAt(), event.timeZone()));
        values.put("venueName", event.venue().name());
        values.put("venueAddress", event.venue().street() + ", " + event.venue().city());
        values.put("publicUrl", publicUrl);
        return values;
    }
}
