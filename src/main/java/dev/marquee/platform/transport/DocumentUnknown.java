package dev.marquee.platform.transport;

/** No document is known by the digest, or the document is not a registered one. */
final class DocumentUnknown extends RuntimeException {

    DocumentUnknown(String message) {
        super(message, null, false, false);
    }
}
