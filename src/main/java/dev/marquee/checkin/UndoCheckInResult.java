package dev.marquee.checkin;

import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;

/** Outcome of {@code undoCheckIn}. */
sealed interface UndoCheckInResult {

    /** The ticket admits again. */
    record UndoCheckInSuccess(CheckIn checkIn) implements UndoCheckInResult {}

    /** It was undone before, or never admitted anybody. */
    record AlreadyUndone() implements UndoCheckInResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.ALREADY_UNDONE;
        }

        @Override
        public String message() {
            return "This check-in was undone before, or never admitted anybody.";
        }
    }
}
