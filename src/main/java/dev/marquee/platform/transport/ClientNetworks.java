package dev.marquee.platform.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what each client has, told by its IPv4 address or by the IPv6 network that is its own. */
final class ClientNetworks {

    private static final Logger log = LoggerFactory.getLogger(ClientNetworks.class);
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private final int limit;
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    ClientNetworks(int limit) {
        this.limit = limit;
    }

    /** Counts one more; false when the client has as many as it may. */
    boolean take(InetSocketAddress client) {
        String network = networkOf(client);
        int now = taken.merge(network, 1, Integer::sum);
        if (now == limit) {
            log.warn(
                    "{} has all {} live connections of one address; is it a proxy (MARQUEE_FORWARD_HEADERS)?",
                    network,
                    limit);
        }
        if (now > limit) {
            giveBack(client);
        }
        return now <= limit;
    }

    void giveBack(InetSocketAddress client) {
        taken.computeIfPresent(networkOf(client), (network, now) -> now == 1 ? null : now - 1);
    }

    private static String networkOf(InetSocketAddress client) {
        byte[] address = bytes(client);
        return address != null && address.length == IPV6_BYTES
                ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(address, NETWORK_BYTES)) + "/64"
                : client.getHostString();
    }

    /** The address, which a proxy's header gives as text. */
    private static byte @Nullable [] bytes(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        try {
            return (address == null ? InetAddress.ofLiteral(client.getHostString()) : address).getAddress();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
