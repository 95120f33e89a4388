package dev.marquee.dev;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The Chromium of this machine; in it {@link #HOME} is the application under test, whatever its port. */
public final class Chromium implements AutoCloseable {

    /** Where the realm's browser client expects the application. */
    public static final String HOME = "http://localhost:8080/";

    private static final double PATIENCE_MILLIS = 30_000;
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String TELL_VIOLATIONS = """
            document.addEventListener('securitypolicyviolation', (event) =>
              console.error(`Policy violated: ${event.violatedDirective} ${event.blockedURI}`));
            """;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable, int applicationPort) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--host-resolver-rules=MAP localhost:8080 127.0.0.1:" + applicationPort)));
    }

    /** Whether this machine has one; for JUnit's {@code @EnabledIf}. */
    public static boolean installed() {
        return find().isPresent();
    }

    /** Opens the browser before the application on this port. */
    public static Chromium at(int applicationPort) {
        return new Chromium(find().orElseThrow(), applicationPort);
    }

    /** A page of its own, with no cookies, whose errors are collected. */
    public Page page(int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
        context.addInitScript(TELL_VIOLATIONS);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && page.url().startsWith(HOME)) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** What the application's pages wrote to the console as errors since the last call, policy violations among them. */
    public List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> find() {
        List<Path> directories = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return NAMES.stream().flatMap(name -> candidates(directories, name)).findFirst();
    }

    private static Stream<Path> candidates(List<Path> directories, String name) {
        return directories.stream().map(directory -> directory.resolve(name)).filter(Files::isExecutable);
    }
}
