package dev.marquee.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.Role;
import dev.marquee.shared.PersonId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.graphql.test.tester.GraphQlTester;

/** The caller's own profile through the API. */
@MarqueeTest
class ProfileTests {

    private static final String PROFILE =
            "id displayName email roles interests location { city latitude longitude } locale createdAt";

    private static final ParameterizedTypeReference<Map<String, Object>> MAP = new ParameterizedTypeReference<>() {};

    @Autowired
    private Api api;

    @Test
    void makesTheProfileFromTheToken() {
        TestToken token = TestTokens.organizer().name("Ada Lovelace").claim("locale", "de");

        Map<String, Object> me = me(token);

        assertThat(PersonId.of(String.valueOf(me.get("id")))).isNotNull();
        assertThat(me)
                .containsEntry("displayName", "Ada Lovelace")
                .containsEntry("email", token.subject() + "@marquee.test")
                .containsEntry("roles", List.of(Role.USER.name(), Role.ORGANIZER.name()))
                .containsEntry("interests", List.of())
                .containsEntry("location", null)
                .containsEntry("locale", "de");
    }

    @Test
    void takesTheUserNameWhereTheTokenHasNoName() {
        TestToken token = TestTokens.user().name("  ").claim("preferred_username", "ada");

        assertThat(me(token)).containsEntry("displayName", "ada");
    }

    @Test
    void followsTheAddressOfTheSignIn() {
        TestToken token = TestTokens.user();
        Object id = me(token).get("id");

        assertThat(me(token.email("new@marquee.test")))
                .containsEntry("id", id)
                .containsEntry("email", "new@marquee.test");
    }

    @Test
    void changesOnlyWhatIsGiven() {
        TestToken token = TestTokens.user().name("Before");

        update(token, Map.of("interests", List.of(" jazz ", "film", "jazz")));
        update(token, Map.of("location", Map.of("city", "Bern", "latitude", 46.948, "longitude", 7.4474)));
        Map<String, Object> changed = update(token, Map.of("displayName", " After "));

        assertThat(changed)
                .containsEntry("displayName", "After")
                .containsEntry("interests", List.of("jazz", "film"))
                .containsEntry("location", Map.of("city", "Bern", "latitude", 46.948, "longitude", 7.4474))
                .isEqualTo(me(token));
    }

    @Test
    void removesTheLocationWithNull() {
        TestToken token = TestTokens.user();
        update(token, Map.of("location", Map.of("city", "Bern", "latitude", 46.948, "longitude", 7.4474)));

        Map<String, Object> input = new HashMap<>();
        input.put("location", null);

        assertThat(update(token, input)).containsEntry("location", null);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(Map.of("displayName", "   "), "input.displayName"),
                Arguments.of(Map.of("displayName", "x".repeat(121)), "input.displayName"),
                Arguments.of(Map.of("interests", Collections.nCopies(21, "x")), "input.interests"),
                Arguments.of(Map.of("interests", List.of("ok", " ")), "input.interests[1]"),
                Arguments.of(Map.of("locale", "no locale"), "input.locale"),
                Arguments.of(Map.of("locale", "de" + "-aaaaaaaa".repeat(4)), "input.locale"),
                Arguments.of(Map.of("locale", "de-".repeat(50_000)), "input.locale"),
                Arguments.of(
                        Map.of("location", Map.of("city", "Pole", "latitude", 90.5, "longitude", 0)),
                        "input.location.latitude"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesMalformedInput(Map<String, Object> input, String field) {
        updating(TestTokens.user(), input)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions())
                                .containsEntry("code", "BAD_USER_INPUT")
                                .containsEntry("field", field)));
    }

    @Test
    void showsTheProfileAsNodeToItsOwnerOnly() {
        TestToken token = TestTokens.user().name("Owner");
        Object id = me(token).get("id");
        String node = "query($id: ID!) { node(id: $id) { id ... on Profile { displayName } } }";

        api.as(token.signed())
                .document(node)
                .variable("id", id)
                .execute()
                .path("node.displayName")
                .entity(String.class)
                .isEqualTo("Owner");
        for (GraphQlTester other :
                List.of(api.anonymous(), api.as(TestTokens.admin().signed()))) {
            other.document(node).variable("id", id).execute().path("node").valueIsNull();
        }
    }

    private Map<String, Object> me(TestToken token) {
        return api.as(token.signed())
                .document("{ me { " + PROFILE + " } }")
                .execute()
                .path("me")
                .entity(MAP)
                .get();
    }

    private Map<String, Object> update(TestToken token, Map<String, Object> input) {
        return updating(token, input).path("updateProfile.profile").entity(MAP).get();
    }

    private GraphQlTester.Response updating(TestToken token, Map<String, Object> input) {
        return api.as(token.signed())
                .document("mutation($input: UpdateProfileInput!) { updateProfile(input: $input) {"
                        + " ... on UpdateProfileSuccess { profile { " + PROFILE + " } } } }")
                .variable("input", input)
                .execute();
    }
}
