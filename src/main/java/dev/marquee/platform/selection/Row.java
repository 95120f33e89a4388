package dev.marquee.platform.selection;

import org.jspecify.annotations.Nullable;

/** What a statement has read of one thing. */
public final class Row {

    private final @Nullable Object[] values;

    Row(@Nullable Object[] values) {
        this.values = values;
    }

    /** A value; null if the database has none. */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T find(Slot<T> slot) {
        return (T) values[slot.place()];
    }

    /** A value that the database always has. */
    public <T> T get(Slot<T> slot) {
        T value = find(slot);
        if (value == null) {
            throw new IllegalStateException("column " + slot.place() + " is null");
        }
        return value;
    }

    /** The same row with another value. */
    public <T> Row with(Slot<T> slot, T value) {
        @Nullable Object[] changed = values.clone();
        changed[slot.place()] = value;
        return new Row(changed);
    }
}
