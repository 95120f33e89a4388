package dev.marquee.dev;

import dev.marquee.shared.PlanId;
import java.util.UUID;

/** The plans that the migration brings. */
public enum SeededPlan {
    BASIC(0x101),
    STANDARD(0x102),
    PROFESSIONAL(0x103),
    ENTERPRISE(0x104);

    private static final long COMMON = 0x0197_0000_0000_7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final long number;

    SeededPlan(long number) {
        this.number = number;
    }

    public PlanId id() {
        return new PlanId(new UUID(COMMON, VARIANT + number));
    }
}
