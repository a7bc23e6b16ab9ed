package io.goalstream.goals.application;

import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.Violation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A row of a sheet of goals.
 *
 * @param id of the goal; empty for a new one that chooses none
 * @param version at which the goal was read
 * @param terms what the row says, said over what there is
 * @param state in which the goal is to be; as it is, or a draft, if empty
 * @param reason why something is changed
 * @param errors of cells that cannot be read
 * @param place finds the cell of what is wrong
 */
public record GoalRow(
    Optional<String> id,
    OptionalLong version,
    UnaryOperator<TermsRequest> terms,
    Optional<String> state,
    Optional<String> reason,
    List<CellError> errors,
    Function<Violation, CellError> place) {}
