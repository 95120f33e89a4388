package dev.marquee.checkin;

import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.CheckInId;

/** Which admission to take back, and why. */
record UndoCheckInInput(CheckInId checkInId, String reason) {

    private static final int SHORTEST_REASON = 3;

    /** The reason without the white space around it; fails with {@code BAD_USER_INPUT} when that is too short. */
    String cleanReason() {
        String clean = reason.strip();
        if (clean.codePointCount(0, clean.length()) < SHORTEST_REASON) {
            throw ApiError.badInput("input.reason", "The reason must have at least 3 characters.");
        }
        return clean;
    }
}
