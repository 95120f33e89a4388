package dev.marquee.dev;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a newcomer reads when a local run is ready. */
final class Banner {

    private Banner() {}

    static String of(LocalSettings settings, LocalKeycloak keycloak, long seconds) {
        String people = Arrays.stream(DemoPerson.values())
                .map(person -> "    %-10s %-22s %s".formatted(person.part(), person.email(), person.password()))
                .collect(Collectors.joining("\n"));
        return """

                ------------------------------------------------------------------------
                  Marquee is ready after %1$d s.

                  Playground   %2$s/
                  GraphQL      %2$s/graphql  (HTTP, WebSocket and SSE)
                  Metrics      http://localhost:%10$d/actuator/prometheus
                  Keycloak     %3$s
                  Stripe       http://localhost:%9$d (an emulator; how to pay: README, "Pay")
                  Mails        %4$s

                  Demo people
                %5$s

                  A token for the shell:

                TOKEN=$(curl -s %6$s/protocol/openid-connect/token \\
                  -d grant_type=password -d client_id=marquee-cli -d scope=openid \\
                  -d username=%7$s -d password=%8$s \\
                  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

                  and a first query with it:

                curl -s %2$s/graphql -H "Authorization: Bearer $TOKEN" \\
                  -H 'Content-Type: application/json' \\
                  -d '{"query":"{ me { id displayName email roles } }"}'

                  Ctrl-C ends Marquee and everything it started.
                ------------------------------------------------------------------------
                """.formatted(
                        seconds,
                        settings.publicUrl(),
                        keycloak.url(),
                        settings.data().resolve("mail").toAbsolutePath(),
                        people,
                        keycloak.issuer(),
                        DemoPerson.BELLA.email(),
                        DemoPerson.BELLA.password(),
                        settings.stripePort(),
                        settings.managementPort());
    }
}
