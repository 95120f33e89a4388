package dev.marquee.platform.audit;

import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a person did that the audit log keeps for good; it tells nobody's name. */
@Component
class PersonalAudit implements PersonalData {

    private final PersonalRows rows;

    PersonalAudit(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String section() {
        return "auditLog";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select id as "aud:id", action, subject, before, after, recorded_at as at
                from audit_entry where actor_id = :person order by recorded_at desc, id desc
                """);
    }
}
