package dev.marquee.notifications;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Fills the Mustache templates under {@code mail/}; HTML is escaped, a missing value is an error. */
@Component
class MailTemplates {

    private final Mustache.Compiler plain =
            Mustache.compiler().escapeHTML(false).withLoader(MailTemplates::read);
    private final Mustache.Compiler html = Mustache.compiler().withLoader(MailTemplates::read);
    private final ConcurrentMap<String, Template> compiled = new ConcurrentHashMap<>();

    /** Fills {@code <name>.subject}, {@code <name>.txt} and {@code <name>.html}. */
    Mail.Content fill(String name, Map<String, Object> values) {
        return new Mail.Content(
                template(plain, name + ".subject").execute(values).strip(),
                template(plain, name + ".txt").execute(values),
                template(html, name + ".html").execute(values));
    }

    private Template template(Mustache.Compiler compiler, String file) {
        return compiled.computeIfAbsent(file, missing -> compiler.loadTemplate(missing));
    }

    private static Reader read(String file) throws IOException {
        return new InputStreamReader(
                new ClassPathResource("mail/" + file + ".mustache").getInputStream(), StandardCharsets.UTF_8);
    }
}
