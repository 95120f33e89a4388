package dev.marquee.platform.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.marquee.dev.Chromium;
import dev.marquee.dev.DemoPerson;
import dev.marquee.dev.LocalKeycloak;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The page in a real browser with the real Keycloak, before a server that knows one event. */
@EnabledIf("dev.marquee.dev.Chromium#installed")
@SpringBootTest(
        classes = OneEventServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.graphql.websocket.path=/graphql")
class PlaygroundPageTests {

    @Autowired
    private OneEventServer.Availability availability;

    private static Chromium chromium;

    private Page page;

    @DynamicPropertySource
    static void signInAtKeycloak(DynamicPropertyRegistry properties) {
        properties.add("marquee.playground.issuer", () -> LocalKeycloak.shared().issuer());
    }

    @BeforeAll
    static void openTheBrowser(@LocalServerPort int port) {
        chromium = Chromium.at(port);
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @BeforeEach
    void openThePage() {
        availability.becomes(100);
        page = chromium.page(1440, 900);
        page.navigate(Chromium.HOME);
    }

    @AfterEach
    void findNothingToComplainAbout() {
        page.context().close();
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void runsTheFirstExampleAndExplainsTheSchema() {
        run();
        assertThat(response()).containsText("Night of the Small Stages");

        page.getByLabel("Show Documentation Explorer").click();
        Locator explorer = page.locator(".graphiql-plugin");
        explorer.getByText("Mutation", new Locator.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(explorer).containsText("Buys tickets in one step");
    }

    @Test
    void opensDialogsUnderThePolicy() {
        page.getByLabel("Open settings dialog").click();

        assertThat(page.getByText("Clear storage")).isVisible();
    }

    @Test
    void signsInAndOut() {
        signIn(DemoPerson.OLIVIA);
        assertThat(page.getByTestId("person")).hasText("Olivia Okafor");
        open("70-me");
        run();
        assertThat(response()).containsText(DemoPerson.OLIVIA.email());

        page.getByText("Sign out").click();
        assertThat(page.getByText("Sign in")).isVisible();
        page.reload();
        assertThat(page.getByText("Sign in")).isVisible();
    }

    @Test
    void renewsTheTokenSilently() {
        signIn(DemoPerson.OLIVIA);
        letTheTokenEnd();

        Request request = page.waitForRequest(
                it -> String.valueOf(it.postData()).contains("grant_type=refresh_token"), () -> page.reload());

        assertThat(request.response().ok()).isTrue();
        assertThat(page.getByTestId("person")).hasText("Olivia Okafor");
    }

    @Test
    void watchesLiveBesideOtherWork() {
        signIn(DemoPerson.OLIVIA);
        run();
        assertThat(response()).containsText("Night of the Small Stages");
        open("60-watch-availability");
        page.getByLabel("Watch this subscription alongside").click();
        Locator stream = page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("WatchAvailability"));
        assertThat(stream).containsText("\"remaining\": 100");

        page.getByText("DiscoverEvents").click();
        run();
        availability.becomes(98);

        assertThat(stream).containsText("\"remaining\": 98");
        assertThat(stream).containsText("2 messages");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/playground.png")));
    }

    @Test
    void stopsWatchingAtOnce() {
        run();
        open("60-watch-availability");
        run();
        assertThat(response()).containsText("\"remaining\": 100");
        assertThat(availability.watchers()).isEqualTo(1);

        page.getByLabel("Stop query").click();

        page.waitForCondition(() -> availability.watchers() == 0);
    }

    @Test
    void goesOnWatchingWithANewTokenWhenTheOldOneEnds() {
        signIn(DemoPerson.OLIVIA);
        run();
        open("60-watch-availability");
        run();
        assertThat(response()).containsText("\"remaining\": 100");

        availability.endsTheTokens();
        availability.becomes(97);

        assertThat(response()).containsText("\"remaining\": 97");
    }

    @Test
    void asksForWhatAnExampleNeeds() {
        open("62-watch-order");
        run();

        assertThat(response()).containsText("{{order}} is not known yet");
    }

    /** GraphiQL makes a new tab twice, and empties it, if it has not drawn what was typed just before. */
    @Test
    void opensAnExampleBetweenTypingAndItsDrawing() {
        page.locator(".graphiql-query-editor .CodeMirror").click();
        clickOnceTheEditorIsRead("62-watch-order");
        page.keyboard().type(" ");
        assertThat(page.locator(".guide-step.active")).hasAttribute("data-example", "62-watch-order");
        run();

        assertThat(response()).containsText("{{order}} is not known yet");
    }

    @Test
    void fitsANarrowWindow() {
        Page phone = chromium.page(360, 740);
        phone.navigate(Chromium.HOME);
        assertThat(phone.getByLabel("Execute query")).isInViewport();

        assertThat(phone.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private void signIn(DemoPerson person) {
        page.getByText("Sign in").click();
        page.locator("#username").fill(person.email());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
        page.waitForURL(Chromium.HOME);
        assertThat(page.getByTestId("person")).isVisible();
    }

    private void letTheTokenEnd() {
        page.evaluate("""
                () => {
                  const tokens = JSON.parse(sessionStorage.getItem('marquee:tokens'));
                  sessionStorage.setItem('marquee:tokens', JSON.stringify({ ...tokens, ends: Date.now() }));
                }
                """);
    }

    private void open(String example) {
        page.locator(selectorOf(example)).click();
        assertThat(page.locator(".guide-step.active")).hasAttribute("data-example", example);
    }

    private void clickOnceTheEditorIsRead(String example) {
        page.evaluate("""
                (selector) => {
                  const start = window.setTimeout;
                  const read = () => localStorage.getItem('graphiql:query');
                  const before = read();
                  let clicked = false;
                  window.setTimeout = (task, ...rest) =>
                    start(() => {
                      task();
                      if (!clicked && read() !== before) {
                        clicked = true;
                        document.querySelector(selector).click();
                      }
                    }, ...rest);
                }
                """, selectorOf(example));
    }

    private static String selectorOf(String example) {
        return "[data-example='" + example + "']";
    }

    private void run() {
        page.getByLabel("Execute query").click();
    }

    private Locator response() {
        return page.locator(".graphiql-response");
    }
}
