package dev.marquee.platform;

import org.jspecify.annotations.Nullable;

/** An outside effect could not be carried out; the message tells administrators why, in one plain sentence. */
public final class EffectFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EffectFailed(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
