package dev.marquee.platform.transport.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.transport.TransportTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Clients of one proxy that tells them apart. */
@TransportTest
@TestPropertySource(properties = {"marquee.limits.connections-per-address=2", "server.forward-headers-strategy=native"})
class ForwardedClientTests {

    @LocalServerPort
    int port;

    private final List<SocketProbe> open = new ArrayList<>();

    @AfterEach
    void leave() {
        open.forEach(SocketProbe::close);
    }

    @Test
    void areCountedEach() {
        assertThat(isAdmitted("192.0.2.1")).isTrue();
        assertThat(isAdmitted("192.0.2.1")).isTrue();
        assertThat(isAdmitted("192.0.2.1")).isFalse();
        assertThat(isAdmitted("192.0.2.2")).isTrue();
    }

    @Test
    void areTakenForOneWithinTheNetworkOfACustomer() {
        assertThat(isAdmitted("2001:db8:0:1::1")).isTrue();
        assertThat(isAdmitted("2001:db8:0:1::2")).isTrue();
        assertThat(isAdmitted("2001:db8:0:1:ffff::3")).isFalse();
        assertThat(isAdmitted("2001:db8:0:2::1")).isTrue();
    }

    private boolean isAdmitted(String client) {
        SocketProbe probe = SocketProbe.behalf(port, client);
        open.add(probe);
        return probe.isWelcome();
    }
}
