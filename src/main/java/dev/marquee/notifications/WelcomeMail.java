package dev.marquee.notifications;

import dev.marquee.identity.People;
import dev.marquee.identity.PersonJoined;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.platform.PlatformSettings;
import dev.marquee.shared.OutboxId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Welcomes a person who called for the first time. */
@Component
class WelcomeMail implements OutboxHandler<PersonJoined> {

    private final People people;
    private final MailTemplates templates;
    private final Mailer mailer;
    private final PlatformSettings platform;

    WelcomeMail(People people, MailTemplates templates, Mailer mailer, PlatformSettings platform) {
        this.people = people;
        this.templates = templates;
        this.mailer = mailer;
        this.platform = platform;
    }

    @Override
    public String topic() {
        return PersonJoined.TOPIC;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Class<PersonJoined> payloadType() {
        return PersonJoined.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, PersonJoined joined) {
        return people.byIds(List.of(joined.personId()))
                .flatMap(found -> Mono.justOrEmpty(found.get(joined.personId())))
                .flatMap(person -> mailer.send(id, welcome(person)));
    }

    private Mail welcome(People.Person person) {
        Map<String, Object> values = Map.of(
                "name", person.displayName(), "publicUrl", platform.publicUrl().toString());
        return new Mail(person.email(), templates.fill("welcome", values), List.of());
    }
}
