"""What the database would refuse of a record, asked before it is written, by a statement that is composed once for each model.

Django asks the same (`Q.check`), but composes a statement for each constraint and each object, which takes longer than the answer.
Here only the values are bound anew.
"""

from functools import lru_cache, reduce
from operator import and_
from typing import Any, NamedTuple

from django.core.exceptions import FieldError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, models, transaction
from django.db.models import BooleanField, Case, CheckConstraint, Q, UniqueConstraint, Value, When
from django.db.models.expressions import Expression, SQLiteNumericMixin
from django.db.models.functions import Coalesce
from django.db.models.sql import Query

Model = type[models.Model]


class Slot(SQLiteNumericMixin, Expression):
    """Where a value of an object will stand; until then its field is the parameter."""

    def __init__(self, field: Any) -> None:
        super().__init__(output_field=field)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self.output_field]


class Question(NamedTuple):
    """A statement that answers, by 1 or 0, whether all checks hold, and then whether each of `unique` concerns the object at all."""

    sql: str
    params: tuple[Any, ...]
    unique: tuple[tuple[Model, UniqueConstraint], ...]


@lru_cache(maxsize=256)
def question_about(model: Model, left_out: frozenset[str], vendor: str) -> Question | None:
    """The question about objects of `model`; None where a constraint is about a field that is left out. `vendor`: whose SQL it is."""
    all_of = [(owner, one) for owner in (model, *model._meta.all_parents) for one in owner._meta.constraints]
    checks = [Q(one.condition) for _owner, one in all_of if isinstance(one, CheckConstraint)]
    unique = tuple((owner, one) for owner, one in all_of if isinstance(one, UniqueConstraint) and one.condition is not None)
    query = Query(None)
    slots = {field.name: field for field in model._meta.concrete_fields if field.name not in left_out} | {"pk": model._meta.pk}
    for name, field in slots.items():
        query.add_annotation(Slot(field), name, select=False)
    try:
        for number, condition in enumerate((reduce(and_, checks), *(Q(one.condition) for _owner, one in unique))):
            not_refused = Coalesce(condition, True, output_field=BooleanField())  # as the database takes what NULL leaves open
            query.add_annotation(Case(When(not_refused, then=Value(1)), default=Value(0)), f"answer_{number}")
    except FieldError:
        return None
    sql, params = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
    return Question(sql, tuple(params), unique)


def standing(record: models.Model, *, left_out: frozenset[str]) -> set[str] | None:
    """Names of the conditional unique constraints that do not concern the record, where all its checks hold; else None."""
    question = question_about(type(record), left_out, connection.vendor)
    if question is None:
        return None
    values = [
        param.get_db_prep_value(getattr(record, param.attname), connection) if isinstance(param, models.Field) else param
        for param in question.params
    ]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(question.sql, values)
            holds, *concerned = cursor.fetchone() or (0,)
    except DatabaseError:
        return None
    return {one.name for (_owner, one), asked in zip(question.unique, concerned, strict=True) if not asked} if holds else None
