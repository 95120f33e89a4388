package dev.marquee.identity.profile;

import dev.marquee.platform.errors.ApiError;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** What to change in a profile; only of the location does null mean more than leaving it out. */
record UpdateProfileInput(
        @Nullable String displayName,
        @Nullable List<String> interests,
        ArgumentValue<Location> location,
        @Nullable String locale) {

    private static final int INTEREST_LENGTH = 60;

    /** The change to store, tidied up; {@code BAD_USER_INPUT} for an interest that is blank or too long. */
    PersonQueries.Change change() {
        return new PersonQueries.Change(
                displayName == null ? null : displayName.strip(),
                interests == null ? null : tidied(interests),
                !location.isOmitted(),
                location.value(),
                locale);
    }

    private static List<String> tidied(List<String> interests) {
        return IntStream.range(0, interests.size())
                .mapToObj(index -> tidied(interests.get(index).strip(), index))
                .distinct()
                .toList();
    }

    private static String tidied(String interest, int index) {
        if (interest.isEmpty() || interest.length() > INTEREST_LENGTH) {
            throw ApiError.badInput("input.interests[" + index + "]", "An interest has 1 to 60 characters.");
        }
        return interest;
    }
}
