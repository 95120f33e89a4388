package dev.marquee.dev;

import java.util.Locale;
import java.util.UUID;

/** The demo people of the realm in {@code keycloak-realm/}. */
public enum DemoPerson {
    ADMIN(1, "Marquee", "admin"),
    OLIVIA(2, "Okafor", "organizer"),
    OSCAR(3, "Olsen", "organizer"),
    BELLA(4, "Brandt", "buyer"),
    BEN(5, "Barros", "buyer"),
    STAN(6, "Stewart", "steward");

    private final UUID id;
    private final String surname;
    private final String part;

    DemoPerson(int number, String surname, String part) {
        this.id = UUID.fromString("a0000000-0000-4000-8000-%012d".formatted(number));
        this.surname = surname;
        this.part = part;
    }

    /** The subject of the person's tokens. */
    public UUID id() {
        return id;
    }

    /** What the person does in the demo: admin, organizer, buyer or steward. */
    public String part() {
        return part;
    }

    public String email() {
        return firstName() + "@marquee.test";
    }

    /** First and last name, as the tokens say it. */
    public String displayName() {
        return name().charAt(0) + firstName().substring(1) + " " + surname;
    }

    public String password() {
        return firstName() + "-demo";
    }

    private String firstName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
