package dev.marquee.platform.transport.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** A subscriber whose frames are written to its channel; used on the event loop of that channel, but for leaving. */
final class Listener {

    private final Channel channel;
    private final String id;
    private final MonoSink<byte[]> end;
    private LoopAudience.@Nullable Answer told;
    private boolean waiting;
    private volatile boolean left;

    /** The place in its audience; below zero outside. */
    int place = -1;

    Listener(Channel channel, String id, MonoSink<byte[]> end) {
        this.channel = channel;
        this.id = id;
        this.end = end;
    }

    /** Nothing more is said to it from now on. */
    void leave() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    /** Says the latest answer unless it was said, and ends with the last; who reads slowly gets it once it has read. */
    void tell(LoopAudience audience) {
        if (left || waiting) {
            return;
        }
        boolean last = audience.isOver();
        LoopAudience.Answer answer = audience.latest();
        if (answer != null && answer != told) {
            if (!channel.isWritable()) {
                waiting = true;
                var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(read -> goOn(audience, read));
                return;
            }
            var _ = channel.writeAndFlush(audience.frame(id, answer, channel.alloc()));
            told = answer;
        }
        if (last) {
            audience.end(end);
        }
    }

    private void goOn(LoopAudience audience, Future<?> read) {
        waiting = false;
        if (read.isSuccess()) {
            audience.tell(this);
        }
    }
}
