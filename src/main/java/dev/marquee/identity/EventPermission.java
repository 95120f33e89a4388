package dev.marquee.identity;

/** What a member of an event's team wants to do, and which team roles allow it. */
public enum EventPermission {
    EDIT,
    CANCEL,
    VIEW_SALES,
    SCAN,
    VIEW;

    /** Whether a member with this role may do it. */
    public boolean allows(TeamRole role) {
        return switch (role) {
            case OWNER -> true;
            case MANAGER -> this != CANCEL;
            case STEWARD -> this == SCAN || this == VIEW;
        };
    }
}
