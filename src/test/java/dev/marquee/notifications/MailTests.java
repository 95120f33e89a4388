package dev.marquee.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.ReceivedMail;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.StripeEmulator;
import dev.marquee.shared.OrderId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What people get by e-mail, as the mail server received it. */
@MarqueeTest
@Import(BoxOffice.class)
class MailTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TITLE = "Rock & <b>Roll</b> \"live\"";
    private static final String ESCAPED_TITLE = "Rock &amp; &lt;b&gt;Roll&lt;/b&gt; &quot;live&quot;";
    private static final String TICKETS = """
            query($id: ID!) { order(id: $id) { confirmationCode tickets { code qrPayload attendee { name } } } }
            """;

    private record Sealed(String code, String qrPayload) {}

    @Autowired
    private Api api;

    @Autowired
    private BoxOffice shop;

    @Autowired
    private StripeEmulator stripe;

    @Autowired
    private OrderLetters letters;

    private final TestToken buyer =
            TestTokens.user().name("Ada <Countess> O'Lovelace").claim("locale", "en-US");
    private final String address = buyer.subject() + "@marquee.test";
    private EventDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new EventDesk(api.as(shop.organizer()));
    }

    @Test
    void welcomesWhoCallsForTheFirstTime() {
        TestToken person = TestTokens.user().name("Zoë <script>alert(1)</script>");
        call(person, "{ me { id } }", Map.of());

        ReceivedMail mail = mail(person, "Welcome");

        assertThat(mail.subject()).isEqualTo("Welcome to Marquee, Zoë <script>alert(1)</script>");
        assertThat(mail.recipients()).containsExactly(person.subject() + "@marquee.test");
        assertThat(mail.header("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.text())
                .startsWith("Hello Zoë <script>alert(1)</script>,\n")
                .contains("http://localhost:8080");
        assertThat(mail.html())
                .contains("Hello Zoë &lt;script&gt;alert(1)&lt;/script&gt;,", "href=\"http://localhost:8080\"")
                .doesNotContain("<script");
    }

    @Test
    void keepsLineBreaksOutOfTheHeaders() {
        TestToken person = TestTokens.user();
        call(person, "{ me { id } }", Map.of());
        call(person, """
                mutation($name: String!) { updateProfile(input: {displayName: $name}) { __typename } }
                """, Map.of("name", "Mallory\r\nBcc: victim@marquee.test\r\n\r\nBuy this"));
        Map<String, Object> input = EventDesk.input("Night\r\nBcc: victim@marquee.test");
        String order = place(person, desk.published(input, 0));

        ReceivedMail mail = mail(person, "Your tickets");

        assertThat(mail.subject())
                .isEqualTo("Your tickets for Night Bcc: victim@marquee.test (" + code(order, person) + ")");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.recipients()).containsExactly(person.subject() + "@marquee.test");
    }

    @Test
    void sendsTheTicketsOfAPaidOrder() throws IOException, ReaderException {
        Map<String, Object> venue = EventDesk.venue("New York", 40.7, -74);
        venue.put("name", "Bowery <Ballroom>");
        Map<String, Object> event = EventDesk.input(TITLE);
        event.putAll(Map.of(
                "venue", venue,
                "timeZone", "America/New_York",
                "startsAt", "2030-07-05T01:30:00+02:00",
                "endsAt", "2030-07-05T03:30:00+02:00"));
        String id = desk.draft(event);
        String front = shop.ticketType(id, Map.of("name", "Front <row> & centre", "price", 2550));
        String rear = shop.ticketType(id, Map.of("name", "Rear", "price", 0));
        desk.succeed("publish", Map.of("eventId", id));
        Map<String, Object> input = BoxOffice.order(id, List.of(BoxOffice.line(front, 2), BoxOffice.line(rear, 1)));
        input.put("attendees", List.of(Map.of("ticketTypeId", front, "name", "Bob \"<i>Bee</i>\" O'Neil")));
        String order = paid(input);

        ReceivedMail mail = mail(buyer, "Your tickets");
        List<Sealed> tickets = call(buyer, TICKETS, Map.of("id", order))
                .path("order.tickets")
                .entityList(Sealed.class)
                .get();

        assertThat(mail.subject()).isEqualTo("Your tickets for " + TITLE + " (" + code(order, buyer) + ")");
        assertThat(mail.text().replace('\u202f', ' '))
                .contains("Hello Ada <Countess> O'Lovelace,", TITLE + "\n", "Thursday, July 4, 2030", "7:30 PM\n")
                .contains("Bowery <Ballroom>, Main Street 1, New York\n")
                .contains("2 x Front <row> & centre: €51.00\n", "1 x Rear: free\n", "Total: €51.00\n")
                .contains("Front <row> & centre, Bob \"<i>Bee</i>\" O'Neil\n");
        assertThat(mail.html().replace('\u202f', ' '))
                .contains("Hello Ada &lt;Countess&gt; O&#39;Lovelace,", ESCAPED_TITLE)
                .contains("Thursday, July 4, 2030", "7:30 PM<br>", "Bowery &lt;Ballroom&gt;, Main Street 1, New York")
                .contains("2 &times; Front &lt;row&gt; &amp; centre", "€51.00")
                .contains("Bob &quot;&lt;i&gt;Bee&lt;/i&gt;&quot; O&#39;Neil")
                .doesNotContain("<i>", "<b>", "<row>", "<Countess>", "<Ballroom>");
        assertThat(tickets).hasSize(3);
        assertThat(mail.pictures()).isEqualTo(3);
        for (Sealed ticket : tickets) {
            assertThat(mail.text()).contains("Ticket " + ticket.code() + ": ");
            assertThat(mail.html()).contains("src=\"cid:" + ticket.code() + "\"");
            assertThat(scanned(mail.picture(ticket.code()))).isEqualTo(ticket.qrPayload());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, 4 July 2030, 19:30, '€1,000.00'",
        "de-AT, 4 July 2030, 19:30, '€ 1.000,00'",
        "ar, 'July 4, 2030', 7:30 PM, '€1,000.00'"
    })
    void writesEnglishTheWayTheBuyersRegionDoes(String locale, String day, String time, String price) {
        TestToken person = TestTokens.user().claim("locale", locale);
        Map<String, Object> event = EventDesk.input("Fireworks");
        event.putAll(Map.of(
                "timeZone", "America/New_York",
                "startsAt", "2030-07-04T23:30:00Z",
                "endsAt", "2030-07-05T01:30:00Z"));
        String order = place(person, desk.published(event, 100_000));

        Mail mail = letters.about(OrderId.of(order), "order-paid")
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(mail.content().text().replaceAll("[\u202f\u00a0]", " "))
                .contains(day, time + "\n", "Total: " + price + "\n");
    }

    @Test
    void tellsBuyersThatTheirEventIsCancelled() {
        String event = desk.published(EventDesk.input(TITLE), 0);
        String order = place(buyer, event);
        TestToken friend = TestTokens.user();
        place(friend, event);
        mail(buyer, "Your tickets");

        desk.succeed("cancel", Map.of("eventId", event, "reason", "The <b>roof</b> & the \"walls\""));

        ReceivedMail mail = mail(buyer, "Cancelled");
        assertThat(mail.subject()).isEqualTo("Cancelled: " + TITLE + " (" + code(order, buyer) + ")");
        assertThat(mail.text())
                .contains("order " + code(order, buyer) + " will not take place", TITLE + "\n")
                .contains("The <b>roof</b> & the \"walls\"");
        assertThat(mail.html())
                .contains("<strong>" + code(order, buyer) + "</strong>", ESCAPED_TITLE)
                .contains("The &lt;b&gt;roof&lt;/b&gt; &amp; the &quot;walls&quot;");
        assertThat(mail(friend, "Cancelled").recipients()).containsExactly(friend.subject() + "@marquee.test");
    }

    @Test
    void saysThatAnOrderWasNotPaidInTime() {
        String event = desk.published(EventDesk.input(TITLE), 1500);
        String order = place(buyer, event);

        shop.endHolds(event);

        ReceivedMail mail = mail(buyer, "not paid in time");
        assertThat(mail.subject())
                .isEqualTo("Your order for " + TITLE + " was not paid in time (" + code(order, buyer) + ")");
        assertThat(mail.text()).contains("you were not charged", TITLE + "\n");
        assertThat(mail.html()).contains(ESCAPED_TITLE).doesNotContain("<b>");
    }

    @Test
    void saysThatAPaymentGoesBack() {
        String order = place(buyer, desk.published(EventDesk.input(TITLE), 1500));

        Mail mail = letters.about(OrderId.of(order), "order-refunded")
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(mail.to()).isEqualTo(address);
        assertThat(mail.content().text()).contains("your payment of €15.00 for order " + code(order, buyer));
        assertThat(mail.content().html()).contains("<strong>€15.00</strong>", ESCAPED_TITLE);
        assertThat(mail.pictures()).isEmpty();
    }

    private ReceivedMail mail(TestToken person, String subject) {
        return await().atMost(PATIENCE)
                .until(
                        () -> TestServices.mail().receivedBy(person.subject() + "@marquee.test").stream()
                                .map(ReceivedMail::of)
                                .filter(mail -> mail.subject().contains(subject))
                                .toList(),
                        mails -> !mails.isEmpty())
                .getFirst();
    }

    private String place(TestToken person, String event) {
        return shop.placed(person.signed(), BoxOffice.order(event, List.of(BoxOffice.line(ticketType(event), 1))));
    }

    private String paid(Map<String, Object> input) {
        var order = shop.as(buyer.signed(), """
                        mutation($input: PlaceOrderInput!) { placeOrder(input: $input) {
                          ... on PlaceOrderSuccess { order { id payment { clientSecret } } } } }
                        """, Map.of("input", new HashMap<>(input)));
        String id = order.path("placeOrder.order.id").entity(String.class).get();
        String secret = order.path("placeOrder.order.payment.clientSecret")
                .entity(String.class)
                .get();
        assertThat(Shop.pay(stripe, new Shop.Placed(id, "PENDING", secret), "pm_card_visa"))
                .isEqualTo(200);
        return id;
    }

    private String ticketType(String event) {
        return shop.as(
                        shop.organizer(),
                        "query($id: ID!) { node(id: $id) { ... on Event { ticketTypes { id } } } }",
                        Map.of("id", event))
                .path("node.ticketTypes[0].id")
                .entity(String.class)
                .get();
    }

    private String code(String order, TestToken person) {
        return call(person, TICKETS, Map.of("id", order))
                .path("order.confirmationCode")
                .entity(String.class)
                .get();
    }

    private GraphQlTester.Response call(TestToken person, String document, Map<String, Object> variables) {
        return shop.as(person.signed(), document, variables);
    }

    private static String scanned(byte[] png) throws IOException, ReaderException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        var source = new RGBLuminanceSource(width, image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.PURE_BARCODE, Boolean.TRUE))
                .getText();
    }
}
