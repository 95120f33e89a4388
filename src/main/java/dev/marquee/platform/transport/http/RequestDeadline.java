package dev.marquee.platform.transport.http;

import dev.marquee.platform.transport.TransportSettings;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes an HTTP/1.1 connection when a request on it is overdue, however its bytes trickle. A request that has arrived
 * may be answered for as long as it takes, and a WebSocket is none of its business.
 */
final class RequestDeadline extends ChannelDuplexHandler {

    private final TransportSettings settings;
    private int unanswered;
    private boolean receiving;
    private boolean answering;
    private @Nullable Future<?> deadline;

    RequestDeadline(TransportSettings settings) {
        this.settings = settings;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        allow(settings.idleTime(), context);
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest) {
            unanswered++;
            receiving = true;
            allow(settings.requestTime(), context);
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
            goOn(context);
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, message, promise);
        if (message instanceof HttpResponse response) {
            answering = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                context.pipeline().remove(this);
            }
        }
        if (answering && message instanceof LastHttpContent) {
            answering = false;
            unanswered--;
            goOn(context);
        }
    }

    private void goOn(ChannelHandlerContext context) {
        if (receiving) {
            return;
        }
        stopWaiting();
        if (unanswered == 0) {
            allow(settings.idleTime(), context);
            readOn(context);
        }
    }

    /** Reactor Netty before 1.3.8 may forget to read on after a request that came early (its issue 4361). */
    private static void readOn(ChannelHandlerContext context) {
        context.read();
    }

    private void allow(Duration time, ChannelHandlerContext context) {
        stopWaiting();
        deadline = context.executor().schedule(() -> giveUp(context), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void giveUp(ChannelHandlerContext context) {
        if (receiving && !answering && unanswered == 1) {
            var late = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT, Unpooled.EMPTY_BUFFER);
            late.headers()
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                    .set(HttpHeaderNames.CONTENT_LENGTH, 0);
            var _ = context.writeAndFlush(late).addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stopWaiting();
        super.channelInactive(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopWaiting();
    }
}
