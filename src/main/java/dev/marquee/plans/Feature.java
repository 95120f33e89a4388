package dev.marquee.plans;

/** What a plan may include and what can be switched for each event. */
public enum Feature {
    TICKETING("Ticketing"),
    PAYMENTS("Payments"),
    QR_CHECK_IN("QR check-in"),
    ANALYTICS("Analytics"),
    REPORTS("Reports"),
    SCANNER_APP("Scanner app"),
    EMAIL_SMS("E-mail and SMS"),
    SUB_ADMINS("Sub-admins"),
    WEATHER_ALERTS("Weather alerts");

    private final String label;

    Feature(String label) {
        this.label = label;
    }

    /** Name for people, in English. */
    public String label() {
        return label;
    }
}
