"""What every document from outside is read with."""

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from cultivar_trainer.train_error import TrainError


class StrictModel(BaseModel):
    """A closed document: unknown keys are refused, nothing is converted, names are camelCase outside."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)


def refuse(what: str, error: ValidationError) -> TrainError:
    """The refusal that names every place which is wrong; never the value, which may be long."""
    problems = "; ".join(f"{_place(problem['loc'])}: {_words(problem)}" for problem in error.errors())
    return TrainError("request_refused", f"{what}: {problems}", "Correct it, or give the job to another engine.")


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location)) or "the document"


def _words(problem: dict) -> str:
    if problem["type"] == "extra_forbidden":
        return "the Python engine does not know this"
    return problem["msg"].removeprefix("Value error, ")
