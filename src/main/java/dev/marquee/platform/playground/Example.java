package dev.marquee.platform.playground;

/**
 * A document that the page offers ready to run.
 *
 * @param name file name without its ending; sorts in the order of the flow
 * @param document GraphQL; its leading comments are title and hint
 * @param variables JSON object, with placeholders that the page fills in
 */
record Example(String name, String document, String variables) {}
