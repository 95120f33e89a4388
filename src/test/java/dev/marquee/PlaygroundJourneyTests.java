package dev.marquee;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.marquee.dev.Api;
import dev.marquee.dev.Chromium;
import dev.marquee.dev.DemoPerson;
import dev.marquee.dev.KeycloakTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;

/** The demo organizer works through the playground of the whole application. */
@KeycloakTest
@EnabledIf("dev.marquee.dev.Chromium#installed")
class PlaygroundJourneyTests {

    @Autowired
    private Api api;

    @Test
    void publishesAnEventAndWatchesItBeingCalledOff() {
        try (Chromium chromium = Chromium.at(api.port())) {
            Page page = chromium.page(1440, 900);
            signIn(page, DemoPerson.OLIVIA);

            run(page, "70-me");
            assertThat(response(page)).containsText(DemoPerson.OLIVIA.email());
            run(page, "20-create-event");
            assertThat(response(page)).containsText("CreateEventSuccess");
            run(page, "21-create-ticket-type");
            assertThat(response(page)).containsText("CreateTicketTypeSuccess");
            run(page, "22-publish-event");
            assertThat(response(page)).containsText("PublishEventSuccess");

            open(page, "61-watch-event");
            page.getByLabel("Watch this subscription alongside").click();
            Locator stream = page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("WatchEvent"));
            assertThat(stream).containsText("PUBLISHED");

            page.getByLabel("Show Guide").click();
            run(page, "24-cancel-event");
            assertThat(response(page)).containsText("CancelEventSuccess");
            page.getByLabel("Show Live").click();
            assertThat(stream).containsText("CANCELLED");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/playground.png")));

            assertThat(chromium.takeComplaints()).isEmpty();
        }
    }

    private static void signIn(Page page, DemoPerson person) {
        page.navigate(Chromium.HOME);
        page.getByText("Sign in").click();
        page.locator("#username").fill(person.email());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
        assertThat(page.getByTestId("person")).isVisible();
    }

    private static void open(Page page, String example) {
        page.locator("[data-example='" + example + "']").click();
        assertThat(page.locator(".guide-step.active")).hasAttribute("data-example", example);
    }

    private static void run(Page page, String example) {
        open(page, example);
        page.getByLabel("Execute query").click();
    }

    private static Locator response(Page page) {
        return page.locator(".graphiql-response");
    }
}
