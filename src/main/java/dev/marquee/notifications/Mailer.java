package dev.marquee.notifications;

import dev.marquee.platform.EffectFailed;
import dev.marquee.shared.OutboxId;
import jakarta.activation.FileTypeMap;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.ConfigurableMimeFileTypeMap;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sends e-mails over SMTP; the Message-ID comes from the outbox row, so that a repeat is known as one. */
@Component
class Mailer {

    private static final FileTypeMap FILE_TYPES = new ConfigurableMimeFileTypeMap();

    private final JavaMailSender sender;
    private final NotificationSettings settings;
    private final Clock clock;

    Mailer(JavaMailSender sender, NotificationSettings settings, Clock clock) {
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
    }

    /** Nothing is sent to whoever has no address any more. */
    Mono<Void> send(OutboxId id, Mail mail) {
        return mail.to().isEmpty() ? Mono.empty() : deliver(id, mail);
    }

    private Mono<Void> deliver(OutboxId id, Mail mail) {
        return Mono.<Void>fromCallable(() -> {
                    sender.send(compose(id, mail));
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(
                        MailException.class,
                        fault -> new EffectFailed("The mail server did not take the e-mail.", fault));
    }

    private MimeMessage compose(OutboxId id, Mail mail) throws MessagingException {
        MimeMessage message = new IdentifiedMessage(id, new InternetAddress(settings.from()));
        MimeMessageHelper helper = new MimeMessageHelper(
                message, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
        helper.setFileTypeMap(FILE_TYPES);
        helper.setFrom(settings.from());
        helper.setTo(mail.to());
        helper.setSubject(mail.content().subject());
        helper.setSentDate(Date.from(clock.instant()));
        helper.setText(mail.content().text(), mail.content().html());
        for (Mail.Picture picture : mail.pictures()) {
            helper.addInline(picture.id(), new ByteArrayResource(picture.png()), "image/png");
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /** A message that keeps its own Message-ID when it is saved. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String messageId;

        IdentifiedMessage(OutboxId id, InternetAddress from) {
            super((Session) null);
            String address = from.getAddress();
            this.messageId = "<" + id + address.substring(address.indexOf('@')) + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
