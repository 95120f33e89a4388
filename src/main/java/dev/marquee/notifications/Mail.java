package dev.marquee.notifications;

import java.util.List;

/** An e-mail, ready to be sent. */
record Mail(String to, Content content, List<Picture> pictures) {

    /** What it says, in both forms. */
    record Content(String subject, String text, String html) {}

    /** A PNG that the HTML shows as {@code cid:<id>}. */
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(String id, byte[] png) {}
}
