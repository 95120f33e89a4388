package dev.marquee.identity;

import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.List;

/**
 * A person in the team of an event.
 *
 * @param gates where a steward may scan; empty for all gates and for other roles
 */
public record TeamMember(EventId eventId, PersonId personId, TeamRole role, List<String> gates, Instant since) {}
