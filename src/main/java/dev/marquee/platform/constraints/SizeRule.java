package dev.marquee.platform.constraints;

import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.constraints.Documentation;
import graphql.validation.constraints.standard.AbstractSizeConstraint;
import graphql.validation.constraints.standard.SizeConstraint;

/** {@code @Size} of a string, or of a list as a whole. */
final class SizeRule extends AbstractSizeConstraint {

    static final String NAME = "Size";

    SizeRule() {
        super(NAME);
    }

    @Override
    public Documentation getDocumentation() {
        return new SizeConstraint().getDocumentation();
    }

    @Override
    protected boolean appliesToType(GraphQLInputType type) {
        return isStringOrID(type) || GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type));
    }

    @Override
    protected boolean appliesToListElements() {
        return false;
    }
}
