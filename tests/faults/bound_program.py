"""The real program bound by file permissions, also where the tests run as root.

Root gives up the right to pass them over, then becomes `safar run`. (Another user would not do:
Python itself may lie where only root may read.)
"""

from __future__ import annotations

import ctypes
import os

from tests.process import SAFAR

PR_CAPBSET_DROP = 24
CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER = 0, 1, 2, 3

if __name__ == "__main__":
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in (CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER):
            if libc.prctl(PR_CAPBSET_DROP, right, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "cannot give up a capability")
    os.execv(SAFAR, [SAFAR, "run"])
