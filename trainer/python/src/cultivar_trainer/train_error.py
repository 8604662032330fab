"""Why a run ended without a result."""

from cultivar_trainer.exit_codes import ExitCode


class TrainError(Exception):
    """A run ended without a result: what happened, and what the reader can do about it.

    `code` is what the last event, `failed`, says; `canceled` and `diverged` have exit codes of their own,
    everything else is a refusal.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint

    @property
    def exit_code(self) -> ExitCode:
        known = {"canceled": ExitCode.CANCELED, "diverged": ExitCode.DIVERGED}
        return known.get(self.code, ExitCode.REFUSED)
