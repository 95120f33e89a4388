package dev.marquee.catalog;

import dev.marquee.shared.PersonId;

/** Who publishes an event, as the public sees it. */
record Organizer(PersonId id, String name) {}
