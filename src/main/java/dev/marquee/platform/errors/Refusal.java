package dev.marquee.platform.errors;

/** Why a well-formed, permitted mutation was not carried out: data, not an error. */
public interface Refusal {

    /** Stable code for programs. */
    RefusalCode code();

    /** One sentence for people. */
    String message();
}
