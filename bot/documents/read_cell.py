"""What an answer cell of a form says in answer to its question."""

from bot.documents import texts
from bot.documents.cells import Cell
from dialogs.intake.answer_reading import Context, Reading, Trouble
from dialogs.intake.question_types import FREE, ChoiceQuestion, Question
from dialogs.intake.questions import read_inputs, read_typed


def read_cell(question: Question, cell: Cell, context: Context) -> Reading:
    """The value of a cell, or the problem to tell; an empty cell is Trouble.EMPTY.

    The whole label of an option is always that option; anything else is read as it is in the chat.
    """
    if not isinstance(question, ChoiceQuestion):
        return read_typed(question, cell.text, context)
    if cell.picked or cell.other:
        if cell.text:
            return Reading(None, Trouble.UNSURE, texts.BESIDE_BOXES)
        inputs = {question.id: ",".join(cell.picked), f"{question.id}.{FREE}": cell.other}
        return read_inputs(question, inputs, context)
    exact = [option.id for option in (*context.options, *question.options) if _same(option.label, cell.text)]
    if len(exact) == 1 and not question.several:
        return Reading(exact[0])
    return read_typed(question, cell.text, context)


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
