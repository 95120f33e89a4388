package dev.marquee.catalog;

import static dev.marquee.catalog.EventSamples.EMPTY;
import static dev.marquee.catalog.EventSamples.MUSIC;
import static dev.marquee.catalog.EventSamples.NOW;
import static dev.marquee.catalog.EventSamples.ON_SALE;
import static dev.marquee.catalog.EventSamples.cancelled;
import static dev.marquee.catalog.EventSamples.changeOf;
import static dev.marquee.catalog.EventSamples.draft;
import static dev.marquee.catalog.EventSamples.event;
import static dev.marquee.catalog.EventSamples.newInput;
import static dev.marquee.catalog.EventSamples.published;
import static dev.marquee.catalog.EventSamples.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventChange.Allowed;
import dev.marquee.catalog.EventRefusal.CurrencyLocked;
import dev.marquee.catalog.EventRefusal.EventStateConflict;
import dev.marquee.catalog.EventRefusal.InvalidEventTimes;
import dev.marquee.catalog.EventRefusal.NothingToSell;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.data.ArgumentValue;

/** The rules of events. */
class EventTests {

    private static final Instant SOON = NOW.plusSeconds(3600);
    private static final Instant LATER = NOW.plusSeconds(7200);

    @ParameterizedTest
    @CsvSource({"0, 60, startsAt", "-1, 60, startsAt", "60, 60, endsAt", "60, 59, endsAt"})
    void refusesImpossibleTimesOfANewEvent(int start, int end, String field) {
        EventChange change = Event.draft(
                newInput(NOW.plusSeconds(start), NOW.plusSeconds(end)).event(), PersonId.next(), MUSIC, NOW);
        assertThat(change)
                .isInstanceOfSatisfying(
                        InvalidEventTimes.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    @Test
    void createsADraftNamedAfterItsTitle() {
        Event draft = allowed(Event.draft(newInput(SOON, LATER).event(), PersonId.next(), MUSIC, NOW));
        assertThat(draft.title()).isEqualTo("Night of Jazz");
        assertThat(draft.slug()).isEqualTo("night-of-jazz");
        assertThat(draft.status()).isEqualTo(EventStatus.DRAFT);
        assertThat(draft.isPublic()).isFalse();
    }

    static Stream<EventChange> changesThatTheStateForbids() {
        Event over = event(EventStatus.PUBLISHED, NOW.minusSeconds(99), NOW.minusSeconds(60), NOW);
        return Stream.of(
                cancelled().edit(times(SOON, LATER), MUSIC, EMPTY, NOW),
                published().publish(ON_SALE, NOW),
                cancelled().publish(ON_SALE, NOW),
                draft().unpublish(NOW),
                cancelled().unpublish(NOW),
                cancelled().cancel("Rain", NOW),
                draft().cancel("Rain", NOW),
                over.cancel("Rain", NOW),
                published().delete(EMPTY),
                cancelled().delete(EMPTY),
                draft().delete(ON_SALE));
    }

    @ParameterizedTest
    @MethodSource
    void changesThatTheStateForbids(EventChange change) {
        assertThat(change).isInstanceOf(EventStateConflict.class);
    }

    @Test
    void editsOnlyWhatIsNamed() {
        Event before = draft();
        Event after = allowed(before.edit(times(null, null), MUSIC, ON_SALE, NOW));
        assertThat(after).usingRecursiveComparison().ignoringFields("updatedAt").isEqualTo(before);
        assertThat(after.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void keepsTheSlugWhenTheTitleChanges() {
        Event after = allowed(
                draft().edit(changeOf(" Other ", null, null, null, ArgumentValue.omitted()), MUSIC, EMPTY, NOW));
        assertThat(after.title()).isEqualTo("Other");
        assertThat(after.slug()).isEqualTo("night-of-jazz");
    }

    @Test
    void removesTheCoverOnlyWhenToldTo() {
        Event without = allowed(
                draft().edit(changeOf(null, null, null, null, ArgumentValue.ofNullable(null)), MUSIC, EMPTY, NOW));
        assertThat(without.coverImageUrl()).isNull();
    }

    @Test
    void locksTheCurrencyOnceThereAreTicketTypes() {
        EventInput.Update toDollars = changeOf(null, null, null, "USD", ArgumentValue.omitted());
        assertThat(draft().edit(toDollars, MUSIC, ON_SALE, NOW)).isInstanceOf(CurrencyLocked.class);
        assertThat(allowed(draft().edit(toDollars, MUSIC, EMPTY, NOW))
                        .currency()
                        .getCurrencyCode())
                .isEqualTo("USD");
        EventInput.Update same = changeOf(null, null, null, "EUR", ArgumentValue.omitted());
        assertThat(draft().edit(same, MUSIC, ON_SALE, NOW)).isInstanceOf(Allowed.class);
    }

    @Test
    void editsARunningEventButDoesNotMoveItsStartIntoThePast() {
        Event running = event(EventStatus.PUBLISHED, NOW.minusSeconds(99), NOW.minusSeconds(60), SOON);
        assertThat(running.edit(times(running.startsAt(), LATER), MUSIC, ON_SALE, NOW))
                .isInstanceOf(Allowed.class);
        assertThat(running.edit(times(NOW.minusSeconds(30), null), MUSIC, ON_SALE, NOW))
                .isInstanceOf(InvalidEventTimes.class);
        assertThat(running.edit(times(null, running.startsAt()), MUSIC, ON_SALE, NOW))
                .isInstanceOf(InvalidEventTimes.class);
    }

    @Test
    void letsOnlyAnUnchangedEndLieInThePast() {
        Event over = event(EventStatus.PUBLISHED, NOW.minusSeconds(99), NOW.minusSeconds(60), NOW.minusSeconds(30));
        assertThat(over.edit(times(null, NOW.minusSeconds(10)), MUSIC, ON_SALE, NOW))
                .isInstanceOf(InvalidEventTimes.class);
        assertThat(over.edit(times(null, null), MUSIC, ON_SALE, NOW)).isInstanceOf(Allowed.class);
        assertThat(over.edit(times(null, LATER), MUSIC, ON_SALE, NOW)).isInstanceOf(Allowed.class);
    }

    @Test
    void publishesOnlyWhatCanBeSoldInTheFuture() {
        assertThat(draft().publish(new EventStock.Summary(1, 0, 50, 0), NOW)).isInstanceOf(NothingToSell.class);
        Event late = event(EventStatus.DRAFT, null, NOW, LATER);
        assertThat(late.publish(ON_SALE, NOW)).isInstanceOf(InvalidEventTimes.class);
        Event published = allowed(draft().publish(ON_SALE, NOW));
        assertThat(published.status()).isEqualTo(EventStatus.PUBLISHED);
        assertThat(published.publishedAt()).isEqualTo(NOW);
    }

    @Test
    void keepsTheFirstPublicationOverUnpublishing() {
        Event again = allowed(allowed(published().unpublish(NOW)).publish(ON_SALE, NOW.plusSeconds(10)));
        assertThat(again.publishedAt()).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void cancelsWhatWasPublicOnce() {
        Event takenOff = allowed(published().unpublish(NOW));
        assertThat(allowed(takenOff.cancel(" Rain ", NOW)).cancellationReason()).isEqualTo("Rain");
        assertThat(allowed(published().cancel("Rain", NOW)).isPublic()).isTrue();
    }

    @Test
    void deletesAnUnsoldDraft() {
        assertThat(draft().delete(EMPTY)).isInstanceOf(Allowed.class);
    }

    private static Event allowed(EventChange change) {
        assertThat(change).isInstanceOf(Allowed.class);
        return ((Allowed) change).event();
    }
}
