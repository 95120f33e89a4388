package dev.marquee.ticketing;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws QR codes, black on white with the quiet zone that the standard asks for. */
public final class QrImages {

    private static final int QUIET_ZONE = 4;
    private static final int PIXELS_PER_MODULE = Byte.SIZE;
    private static final byte WHITE = (byte) 0xff;
    private static final Map<EncodeHintType, ?> HINTS = Map.of(EncodeHintType.CHARACTER_SET, "ISO-8859-1");

    private QrImages() {}

    /** A bi-level PNG, 8 pixels a module, so that a module's row of pixels is a byte of the picture. */
    public static byte[] png(String payload) {
        ByteMatrix modules = modules(payload);
        int size = modules.getWidth() + 2 * QUIET_ZONE;
        int pixels = size * PIXELS_PER_MODULE;
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
        byte[] bits = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < size; x++) {
                if (!dark(modules, x - QUIET_ZONE, y / PIXELS_PER_MODULE - QUIET_ZONE)) {
                    bits[y * size + x] = WHITE;
                }
            }
        }
        return encode(image);
    }

    /** An SVG document, one unit a module, that scales without blur. */
    public static String svg(String payload) {
        ByteMatrix modules = modules(payload);
        int size = modules.getWidth() + 2 * QUIET_ZONE;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%2$s" fill="#000"/></svg>
                """.formatted(size, path(modules));
    }

    /** One rectangle for each run of dark modules in a row. */
    private static String path(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int run = run(modules, x, y);
                if (run > 0) {
                    path.append("M%d %dh%dv1h-%dz".formatted(x + QUIET_ZONE, y + QUIET_ZONE, run, run));
                }
                x += Math.max(run, 1);
            }
        }
        return path.toString();
    }

    private static int run(ByteMatrix modules, int x, int y) {
        int run = 0;
        while (dark(modules, x + run, y)) {
            run++;
        }
        return run;
    }

    private static boolean dark(ByteMatrix modules, int x, int y) {
        return x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight() && modules.get(x, y) == 1;
    }

    private static ByteMatrix modules(String payload) {
        try {
            return Encoder.encode(payload, ErrorCorrectionLevel.M, HINTS).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("is no text that fits into a QR code", tooLong);
        }
    }

    private static byte[] encode(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(image);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
