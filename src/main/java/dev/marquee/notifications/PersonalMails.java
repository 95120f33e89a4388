package dev.marquee.notifications;

import dev.marquee.identity.People;
import dev.marquee.platform.PlatformSettings;
import dev.marquee.shared.OutboxId;
import dev.marquee.shared.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends e-mails to people by their profile. */
@Component
class PersonalMails {

    private final People people;
    private final MailTemplates templates;
    private final Mailer mailer;
    private final PlatformSettings platform;

    PersonalMails(People people, MailTemplates templates, Mailer mailer, PlatformSettings platform) {
        this.people = people;
        this.templates = templates;
        this.mailer = mailer;
        this.platform = platform;
    }

    /** Fills a template with the values, the person's {@code name} and the {@code publicUrl}, and sends it. */
    Mono<Void> send(OutboxId id, PersonId to, String template, Map<String, String> values) {
        return people.byIds(List.of(to))
                .mapNotNull(found -> found.get(to))
                .flatMap(person -> mailer.send(id, mail(person.email(), person.displayName(), template, values)));
    }

    /** Likewise to an address that may not belong to anybody here yet. */
    Mono<Void> send(OutboxId id, String address, String template, Map<String, String> values) {
        return mailer.send(id, mail(address, address, template, values));
    }

    private Mail mail(String address, String name, String template, Map<String, String> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("name", name);
        all.put("publicUrl", platform.publicUrl().toString());
        return new Mail(address, templates.fill(template, all), List.of());
    }
}
