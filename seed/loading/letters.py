"""Counts anew who wrote to whom, after documents or identities changed."""

from sqlalchemy import Connection, delete, insert

from api.letters import bearers, letters, pairs
from api.models.letters import LetterBearer, LetterPair
from api.models.record import table

pair, bearer = table(LetterPair), table(LetterBearer)


def count_letters(connection: Connection) -> None:
    """All pairs: the place of each in their order moves with the others."""
    connection.execute(delete(bearer))
    connection.execute(delete(pair))
    for target, found in ((pair, pairs(letters())), (bearer, bearers(letters()))):
        connection.execute(insert(target).from_select(found.selected_columns.keys(), found))
