package dev.marquee.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The services of the tests themselves. */
@MarqueeTest
class TestServicesTests {

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Api api;

    @Test
    void runsOnPostgres18AsAnOrdinaryRole() {
        assertThat(database.sql("SELECT current_setting('server_version_num')::int / 10000")
                        .mapValue(Integer.class)
                        .one()
                        .block())
                .isEqualTo(18);
        assertThat(database.sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
                        .mapValue(Boolean.class)
                        .one()
                        .block())
                .isFalse();
    }

    @Test
    void answersOnItsPort() {
        api.http().get().uri("/actuator/health").exchange().expectStatus().isOk();
    }
}
