package dev.marquee.platform.selection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of a field as it is to be answered, with all that was selected below it. */
record Complete(Map<String, @Nullable Object> value) {}
