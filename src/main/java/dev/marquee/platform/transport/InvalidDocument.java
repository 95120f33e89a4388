package dev.marquee.platform.transport;

import graphql.validation.ValidationError;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a document without showing how the server holds it in memory. */
final class InvalidDocument {

    private static final Pattern PREFIX = Pattern.compile("^Validation error \\(\\w+(?:@\\[[^]]*])?\\) : ");
    private static final Pattern ARGUMENT = Pattern.compile("^argument '([\\w.\\[\\]]+)'");
    private static final Pattern SYNTAX_NODE = Pattern.compile("(?: -)? '\\w+Value\\{.*}'", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile(" with value '.*?' (?=is |must |contains )");

    private InvalidDocument() {}

    /** Writes a plain message into {@code form} and the argument that is wrong, if one is, into {@code extensions}. */
    static void describe(ValidationError error, Map<String, Object> form, Map<String, Object> extensions) {
        String message = PREFIX.matcher(String.valueOf(error.getMessage())).replaceFirst("");
        Matcher argument = ARGUMENT.matcher(message);
        if (argument.find()) {
            extensions.putIfAbsent("field", argument.group(1));
        }
        String plain = VALUE.matcher(message).replaceFirst(" ");
        form.put("message", SYNTAX_NODE.matcher(plain).replaceFirst(""));
    }
}
