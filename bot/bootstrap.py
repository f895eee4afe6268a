"""Makes `.venv` and installs what Safar needs, once. Standard library only.

    python3 -m bot.bootstrap          what the bot needs to run
    python3 -m bot.bootstrap --dev    what the tests need too

A second call returns at once: a stamp in `.venv` holds the hash of the requirements. This file
must stay readable for old Pythons, so that they can say that they are too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys

PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(PROJECT, ".venv")
OLDEST = (3, 11)


def venv_python():
    """The path of the environment's own Python."""
    if os.name == "nt":
        return os.path.join(VENV, "Scripts", "python.exe")
    return os.path.join(VENV, "bin", "python")


def prepare(dev=False):
    """Make the environment ready. Leaves with one plain line where that cannot be done."""
    if sys.version_info < OLDEST:
        _leave(
            "Safar needs Python %d.%d or newer; this is %d.%d. Install a newer one and name it: "
            "make run PYTHON=python3.12" % (OLDEST + sys.version_info[:2])
        )
    wanted = _fingerprint("dev" if dev else "run")
    if _stamped("dev") == _fingerprint("dev") or (not dev and _stamped("run") == wanted):
        return
    print("Setting up .venv (once, less than a minute) …", flush=True)
    if (
        subprocess.call([venv_python(), "-c", ""], stderr=subprocess.DEVNULL)
        if os.path.exists(venv_python())
        else True
    ):
        _make_venv()
    pip = [venv_python(), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q"]
    lock = os.path.join("requirements", "dev.txt" if dev else "run.txt")
    _call(pip + ["install", "--require-hashes", "--only-binary", ":all:", "-r", lock])
    _call(pip + ["install", "--no-deps", "--no-build-isolation", "-e", "."])
    with open(_stamp("dev" if dev else "run"), "w") as file:
        file.write(wanted)


def _make_venv():
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        _leave(
            "This Python cannot make a virtual environment (no venv or ensurepip). "
            "On Debian and Ubuntu: apt install python3-venv. Then run the same command again."
        )
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        venv.create(VENV, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(VENV, ignore_errors=True)
        _leave("Could not make the folder .venv here: %s" % error)


def _call(command):
    log = os.path.join(VENV, "setup.log")
    with open(log, "a") as file:
        code = subprocess.call(command, cwd=PROJECT, stdout=file, stderr=file)
    if code:
        _leave(
            "Could not install the packages. Is there a connection to the internet? "
            "The details are in .venv/setup.log. Then run the same command again."
        )


def _stamp(name):
    return os.path.join(VENV, ".safar-" + name)


def _stamped(name):
    try:
        with open(_stamp(name)) as file:
            return file.read()
    except OSError:
        return None


def _fingerprint(name):
    found = hashlib.sha256(repr((sys.version_info[:2], PROJECT)).encode())
    for path in (os.path.join("requirements", name + ".txt"), "pyproject.toml"):
        with open(os.path.join(PROJECT, path), "rb") as file:
            found.update(file.read())
    return found.hexdigest()


def _leave(line):
    sys.stderr.write(line + "\n")
    sys.exit(1)


if __name__ == "__main__":
    prepare(dev="--dev" in sys.argv[1:])
