"""Being told to stop, by SIGTERM or SIGINT."""

import os
import signal
import threading
import time
from collections.abc import Callable

from cultivar_trainer.exit_codes import ExitCode
from cultivar_trainer.train_error import TrainError

# So long a run may take to the next place where it can be left.
_GRACE_SECONDS = 1.0


class StopSignal:
    """Ends a run at the next layer that is computed. Until `defer` is called nothing would be lost, so the process ends
    at once, whatever it is importing or reading; `before_exit` then says so."""

    def __init__(self) -> None:
        self.asked = False
        self.before_exit: Callable[[], None] = lambda: None
        self._deferred = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self._ask())

    def defer(self, leave: Callable[[], None]) -> None:
        """From here on the run looks for itself, by `check`, where it can be left.

        Where it does not come to that within a second, another thread calls `leave`: the run may wait for a process
        that has ended already, and until it is done no Python runs in its thread.
        """
        self._deferred = True
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        # Written to by the signal itself, whatever this thread is in.
        signal.set_wakeup_fd(wake)
        threading.Thread(target=_wait, args=(woken, leave), daemon=True).start()

    def check(self, *_: object) -> None:
        """Raises TrainError `canceled` once the process was told to stop. Takes what hooks are given."""
        if self.asked:
            raise canceled(0)

    def _ask(self) -> None:
        self.asked = True
        if not self._deferred:
            self.before_exit()
            # An exception would be swallowed by the first library that tries an import.
            os._exit(ExitCode.CANCELED)


def _wait(woken: int, leave: Callable[[], None]) -> None:
    os.read(woken, 1)
    time.sleep(_GRACE_SECONDS)
    leave()


def canceled(step: int) -> TrainError:
    """The end of a run that was told to stop."""
    hint = "Start the job again with the same folder: it goes on from there."
    return TrainError("canceled", f"stopped after step {step}", hint)
