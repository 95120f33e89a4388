package dev.marquee.platform.transport.socket;

import dev.marquee.platform.transport.Shortcut;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Who hears a shared stream on one event loop. They are told in turn, some at a time so that the loop also does other
 * things; an answer that comes meanwhile takes the place of the one before for all who have not heard that yet.
 */
final class LoopAudience extends BaseSubscriber<byte[]> {

    static final int AT_A_TIME = 256;

    private final EventLoop loop;
    private final Context context;
    private final List<Listener> listeners = new ArrayList<>();
    private final AtomicBoolean announced = new AtomicBoolean();
    private volatile @Nullable Answer latest;
    private volatile boolean over;
    private @Nullable Throwable failure;
    private int next;
    private int due;
    private @Nullable ByteBuf frame;
    private @Nullable Answer framed;
    private String framedFor = "";

    /** One answer, which is no other even if that has the same bytes. */
    static final class Answer {

        private final byte[] bytes;

        private Answer(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    LoopAudience(EventLoop loop, ContextView context) {
        this.loop = loop;
        this.context = Context.of(context).delete(Shortcut.class);
    }

    @Override
    public Context currentContext() {
        return context;
    }

    /** Tells a newcomer the latest answer, and all others from now on. */
    void join(Listener listener) {
        listener.place = listeners.size();
        listeners.add(listener);
        tell(listener);
    }

    /** Tells one of them what it may not have heard. */
    void tell(Listener listener) {
        listener.tell(this);
        forget();
    }

    /** Strikes a listener off; true when it was the last one, for whom the stream is given up. */
    boolean leave(Listener listener) {
        int place = listener.place;
        if (place < 0) {
            return false;
        }
        Listener last = listeners.removeLast();
        if (last != listener) {
            listeners.set(place, last);
            last.place = place;
        }
        listener.place = -1;
        due = due == 0 ? 0 : listeners.size();
        if (listeners.isEmpty()) {
            cancel();
        }
        return listeners.isEmpty();
    }

    @Nullable Answer latest() {
        return latest;
    }

    /** Whether no answer comes after the latest one. */
    boolean isOver() {
        return over;
    }

    void end(MonoSink<byte[]> listener) {
        if (failure == null) {
            listener.success();
        } else {
            listener.error(failure);
        }
    }

    /** An answer as a whole frame, made once for all in a row who subscribed under the same id. */
    ByteBuf frame(String id, Answer answer, ByteBufAllocator allocator) {
        ByteBuf known = frame;
        if (known == null || framed != answer || !framedFor.equals(id)) {
            forget();
            known = Frames.whole(id, answer.bytes, allocator);
            frame = known;
            framed = answer;
            framedFor = id;
        }
        return known.retainedDuplicate();
    }

    private void forget() {
        if (frame != null) {
            frame.release();
            frame = null;
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        requestUnbounded();
    }

    @Override
    protected void hookOnNext(byte[] answer) {
        latest = new Answer(answer);
        announce();
    }

    @Override
    protected void hookOnComplete() {
        over = true;
        announce();
    }

    @Override
    protected void hookOnError(Throwable reason) {
        failure = reason;
        over = true;
        announce();
    }

    private void announce() {
        if (announced.compareAndSet(false, true)) {
            loop.execute(this::begin);
        }
    }

    private void begin() {
        announced.set(false);
        boolean underWay = due > 0;
        due = listeners.size();
        if (!underWay) {
            goOn();
        }
    }

    private void goOn() {
        for (int told = 0; told < AT_A_TIME && due > 0; told++, due--) {
            next = next < listeners.size() ? next : 0;
            listeners.get(next++).tell(this);
        }
        forget();
        if (due > 0) {
            var _ = loop.schedule(this::goOn, 0, TimeUnit.NANOSECONDS);
        }
    }
}
