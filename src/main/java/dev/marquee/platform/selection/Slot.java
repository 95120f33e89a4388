package dev.marquee.platform.selection;

/** Where a value lies in a {@link Row}, and of what kind it is. */
public record Slot<T>(int place, Kind<T> kind) {}
