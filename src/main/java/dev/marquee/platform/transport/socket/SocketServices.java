package dev.marquee.platform.transport.socket;

import dev.marquee.platform.SocketAuthenticator;
import dev.marquee.platform.limits.LimitSettings;
import dev.marquee.platform.transport.LiveConnections;
import dev.marquee.platform.transport.Operations;
import dev.marquee.platform.transport.Sessions;
import dev.marquee.platform.transport.TransportSettings;

/** What every WebSocket needs. */
record SocketServices(
        Operations operations,
        SocketAuthenticator authenticator,
        Sessions sessions,
        LiveConnections connections,
        FanOut fanOut,
        LimitSettings limits,
        TransportSettings settings) {}
