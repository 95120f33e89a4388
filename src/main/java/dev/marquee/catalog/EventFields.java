package dev.marquee.catalog;

import dev.marquee.platform.selection.Part;
import dev.marquee.platform.selection.Row;
import java.util.Map;

/** Fields that another module adds to an event and that are read with the event's row, which is {@code e}. */
public interface EventFields {

    Map<String, Part<Row>> parts();
}
