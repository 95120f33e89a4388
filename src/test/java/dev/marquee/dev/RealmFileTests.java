package dev.marquee.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the realm is meant to do, in the file that every environment imports. */
class RealmFileTests {

    private static final String OFF = ":false}";

    private final JsonNode realm = LocalKeycloak.realm();

    @Test
    void letsPeopleRegisterProveTheirAddressAndResetTheirPassword() {
        assertThat(realm.required("registrationAllowed").asBoolean()).isTrue();
        assertThat(realm.required("verifyEmail").asString()).isEqualTo("${MARQUEE_VERIFY_EMAIL:true}");
        assertThat(realm.required("resetPasswordAllowed").asBoolean()).isTrue();
        assertThat(realm.required("passwordPolicy").asString()).contains("length(8)");
        assertThat(realm.required("duplicateEmailsAllowed").asBoolean()).isFalse();
        assertThat(texts(role("default-roles-marquee").required("composites").required("realm")))
                .contains("user")
                .doesNotContain("organizer", "admin");
    }

    @Test
    void locksOutWhoGuessesPasswords() {
        assertThat(realm.required("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.required("permanentLockout").asBoolean()).isFalse();
        assertThat(realm.required("failureFactor").asInt()).isLessThanOrEqualTo(10);
    }

    @Test
    void givesShortTokens() {
        assertThat(realm.required("accessTokenLifespan").asInt()).isEqualTo(300);
        assertThat(realm.required("defaultSignatureAlgorithm").asString()).isEqualTo("RS256");
    }

    @Test
    void hasGoogleReadyButOff() {
        JsonNode google = realm.required("identityProviders").required(0);
        assertThat(google.required("providerId").asString()).isEqualTo("google");
        assertThat(google.required("enabled").asString()).isEqualTo("${MARQUEE_GOOGLE_ENABLED:false}");
        assertThat(google.required("config").required("clientSecret").asString())
                .startsWith("${MARQUEE_GOOGLE_CLIENT_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "organizer", "admin"})
    void hasTheRolesOfThePlatform(String name) {
        assertThat(role(name).required("description").asString()).isNotBlank();
    }

    @Test
    void namesTheAudienceInWhateverTokenMayRead() {
        assertThat(scope("marquee:read")
                        .required("protocolMappers")
                        .required(0)
                        .required("config")
                        .required("included.custom.audience")
                        .asString())
                .isEqualTo(TestTokens.AUDIENCE);
        assertThat(texts(realm.required("defaultDefaultClientScopes"))).doesNotContain("marquee:read", "marquee:write");
    }

    @Test
    void asksFrontEndsForPkceAndNeverForPasswords() {
        JsonNode web = client("marquee-web");
        assertThat(web.required("publicClient").asBoolean()).isTrue();
        assertThat(web.required("standardFlowEnabled").asBoolean()).isTrue();
        assertThat(web.required("attributes")
                        .required("pkce.code.challenge.method")
                        .asString())
                .isEqualTo("S256");
        assertThat(web.required("directAccessGrantsEnabled").asBoolean()).isFalse();
        assertThat(texts(web.required("defaultClientScopes"))).contains("marquee:read", "marquee:write");
    }

    @Test
    void letsPartnersInAsThemselvesAndToReadUnlessTheyAskForMore() {
        JsonNode partner = client("marquee-partner");
        assertThat(partner.required("enabled").asString()).endsWith(OFF);
        assertThat(isService(partner)).isTrue();
        assertThat(texts(partner.required("defaultClientScopes")))
                .contains("marquee:read")
                .doesNotContain("marquee:write");
        assertThat(texts(partner.required("optionalClientScopes"))).containsExactly("marquee:write");
        assertThat(texts(service("marquee-partner").required("realmRoles"))).containsExactly("user");
    }

    @Test
    void letsTheServerManagePeopleAndNothingElse() {
        JsonNode admin = client("marquee-admin");
        assertThat(admin.required("enabled").asString()).endsWith(OFF);
        assertThat(isService(admin)).isTrue();
        assertThat(texts(admin.required("defaultClientScopes"))).doesNotContain("marquee:read", "marquee:write");
        JsonNode account = service("marquee-admin");
        assertThat(texts(account.required("realmRoles"))).isEmpty();
        assertThat(texts(account.required("clientRoles").required("realm-management")))
                .containsExactly("manage-users");
    }

    @Test
    void keepsDemoPeopleAndTheirPasswordsToLocalRuns() {
        assertThat(client("marquee-cli").required("enabled").asString()).endsWith(OFF);
        assertThat(realm.required("users")
                        .valueStream()
                        .filter(user -> user.has("credentials"))
                        .map(user -> user.required("enabled").asString()))
                .isNotEmpty()
                .containsOnly("${MARQUEE_DEMO:false}");
    }

    @Test
    void opensNoFlowThatGivesTokensToABrowsersAddressBar() {
        assertThat(realm.required("clients").valueStream())
                .allMatch(client -> !client.required("implicitFlowEnabled").asBoolean());
    }

    private static boolean isService(JsonNode client) {
        return client.required("serviceAccountsEnabled").asBoolean()
                && !client.required("publicClient").asBoolean()
                && !client.required("standardFlowEnabled").asBoolean()
                && !client.required("directAccessGrantsEnabled").asBoolean();
    }

    private JsonNode client(String id) {
        return one(realm.required("clients"), "clientId", id);
    }

    private JsonNode scope(String name) {
        return one(realm.required("clientScopes"), "name", name);
    }

    private JsonNode role(String name) {
        return one(realm.required("roles").required("realm"), "name", name);
    }

    private JsonNode service(String client) {
        return one(realm.required("users"), "serviceAccountClientId", client);
    }

    private static JsonNode one(JsonNode all, String key, String value) {
        return all.valueStream()
                .filter(each -> value.equals(each.path(key).asString("")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
