"""The optional compiled build: with EXERCISE_SIM_COMPILE=1, mypyc makes C of the engine's hot modules, and a C compiler makes machine code of that.

Without it this hook does nothing, and the package is pure Python. The modules are listed in pyproject.toml, beside what the build needs. The same sources
are compiled that are interpreted otherwise: there is no second engine. How to use it: docs/how-to/engineer.md.
"""

import os
from contextlib import chdir
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED_FOR = "EXERCISE_SIM_COMPILE"


class CompiledEngine(BuildHookInterface):
    """Puts the compiled modules into the wheel, beside their sources; Python takes them first."""

    def dependencies(self) -> list[str]:
        """What the build environment needs: nothing more, unless the compiled build is asked for.

        mypyc reads the types of everything that the engine imports, so that has to be there.
        """
        return [*self.metadata.core.dependencies, *self.config["needs"]] if asked_for() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not asked_for():
            return
        if version == "editable":
            raise SystemExit(
                f"{ASKED_FOR}: compiled modules would hide every change of their sources, so an editable install"
                " (pip install -e) is never compiled. Leave out -e, or the variable."
            )
        built = compiled(Path(self.root), self.config["modules"])
        build_data["pure_python"], build_data["infer_tag"] = False, True
        build_data["force_include"].update(built)


def asked_for() -> bool:
    """Whether the environment asks for the compiled build."""
    return os.environ.get(ASKED_FOR, "") not in ("", "0")


def compiled(root: Path, modules: list[str]) -> dict[str, str]:
    """Where each compiled file was made, and where it belongs in the wheel. Nothing is written into the project's folder."""
    made = Path(mkdtemp(prefix="exercise-sim-"))
    try:
        with chdir(root):
            _compile(modules, made)
    except SystemExit as error:
        raise SystemExit(
            f"{ASKED_FOR}: the engine could not be compiled ({error}). It takes a C compiler and Python's headers (Debian: gcc, python3-dev;"
            " Windows: the C++ build tools). Without the variable nothing is compiled, and nothing is missing but speed."
        ) from error
    return {
        str(file): file.relative_to(made / "lib").as_posix()
        for file in sorted((made / "lib").rglob("*"))
        if file.is_file()
    }


def _compile(modules: list[str], made: Path) -> None:
    from mypyc.build import mypycify
    from setuptools import setup

    sources = [f"src/{module.replace('.', '/')}.py" for module in modules]
    extensions = mypycify(
        ["--config-file=pyproject.toml", f"--cache-dir={made / 'cache'}", *sources],
        opt_level="3",
        debug_level="0",
        target_dir=str(made / "c"),
        group_name="exercise_sim",  # the name of the library that holds them all: exercise_sim__mypyc
    )
    setup(
        name="exercise-sim",
        packages=[],
        ext_modules=extensions,
        script_args=["-q", "build_ext", f"--build-lib={made / 'lib'}", f"--build-temp={made / 'temp'}"],
    )
