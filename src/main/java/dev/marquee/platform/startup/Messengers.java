package dev.marquee.platform.startup;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Says hello to Redis and to the mail server. */
final class Messengers {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Environment environment;

    Messengers(Environment environment) {
        this.environment = environment;
    }

    Optional<String> redis() {
        RedisURI address = RedisURI.create(environment.getRequiredProperty("spring.data.redis.url"));
        address.setTimeout(LIMIT);
        try (RedisClient client = RedisClient.create(address);
                var connection = client.connect()) {
            connection.sync().ping();
            return Optional.empty();
        }
    }

    Optional<String> smtp() throws MessagingException {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.starttls.enable", "true");
        settings.setProperty("mail.smtp.connectiontimeout", Long.toString(LIMIT.toMillis()));
        settings.setProperty("mail.smtp.timeout", Long.toString(LIMIT.toMillis()));
        try (Transport transport = Session.getInstance(settings).getTransport("smtp")) {
            transport.connect(
                    environment.getRequiredProperty("spring.mail.host"),
                    environment.getRequiredProperty("spring.mail.port", Integer.class),
                    given("spring.mail.username"),
                    given("spring.mail.password"));
            return Optional.empty();
        }
    }

    private @Nullable String given(String property) {
        String value = environment.getProperty(property);
        return StringUtils.hasText(value) ? value : null;
    }
}
