package dev.marquee.catalog;

import dev.marquee.shared.CategoryId;

/** A kind of event. */
public record Category(CategoryId id, String slug, String name) {}
