package dev.marquee.dev;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An e-mail as its reader sees it: headers, both texts, and the pictures by their Content-ID. */
public final class ReceivedMail {

    private final MimeMessage message;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, byte[]> pictures = new HashMap<>();

    private ReceivedMail(MimeMessage message) {
        this.message = message;
    }

    /** Takes a message apart. */
    public static ReceivedMail of(MimeMessage message) {
        ReceivedMail mail = new ReceivedMail(message);
        try {
            mail.read(message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mail;
    }

    /** The values of a header as they came; none when it is not there. */
    public List<String> header(String name) {
        try {
            String[] values = message.getHeader(name);
            return values == null ? List.of() : List.of(values);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String subject() {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everybody whom the headers name as a recipient. */
    public List<String> recipients() {
        try {
            return Arrays.stream(message.getAllRecipients())
                    .map(Address::toString)
                    .toList();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The plain text, its lines ended by a line feed. */
    public String text() {
        return texts.getOrDefault("text/plain", "");
    }

    public String html() {
        return texts.getOrDefault("text/html", "");
    }

    /** How many pictures it carries. */
    public int pictures() {
        return pictures.size();
    }

    /** The PNG that the HTML shows under an id. */
    public byte[] picture(String id) {
        return Objects.requireNonNull(pictures.get(id), id);
    }

    private void read(Part part) throws MessagingException, IOException {
        switch (part.getContent()) {
            case Multipart parts -> {
                for (int i = 0; i < parts.getCount(); i++) {
                    read(parts.getBodyPart(i));
                }
            }
            case String text
            when part.isMimeType("text/*") ->
                texts.put(part.isMimeType("text/html") ? "text/html" : "text/plain", text.replace("\r\n", "\n"));
            default ->
                pictures.put(contentId((BodyPart) part), part.getInputStream().readAllBytes());
        }
    }

    private static String contentId(BodyPart part) throws MessagingException {
        String id = part.getHeader("Content-ID")[0];
        return id.substring(1, id.length() - 1);
    }
}
