"""What README names exists: commands with their options, settings, addresses, files."""

import os
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import resolve

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()

SPANS = [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", README)]
BLOCKS = [line.strip() for line in README.splitlines() if line.startswith("    ")]
SAID = SPANS + BLOCKS

MANAGED = sorted({line.split("manage.py ", 1)[1] for line in SAID if "manage.py " in line})
MADE = sorted({line.split("#")[0].strip() for line in SAID if line.startswith("make ")})
ADDRESSES = sorted({span for span in SPANS if re.fullmatch(r"/[a-z/]*/", span)})
FILES = sorted(
    span for span in set(SPANS)
    if re.fullmatch(r"\.?[\w-]+(/[\w.-]*)+|[A-Z]+\.md", span)
    and not span.startswith("var/")  # made on each machine
)  # fmt: skip
SETTINGS_TABLE = re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)


def test_the_readings_of_readme_found_something():
    assert len(MANAGED) >= 10
    assert len(MADE) >= 10
    assert ADDRESSES == ["/admin/"]
    assert len(SETTINGS_TABLE) >= 10
    assert "plan/slots.py" in FILES


@pytest.mark.parametrize("line", MANAGED)
def test_each_management_command_exists_with_its_options(line):
    name, *arguments = shlex.split(line)
    assert name in get_commands(), f"README names manage.py {name}"
    app = get_commands()[name]
    command = load_command_class(app, name) if isinstance(app, str) else app
    known = command.create_parser("manage.py", name)._option_string_actions
    assert {argument for argument in arguments if argument.startswith("--")} <= set(known)


@pytest.mark.parametrize("line", MADE)
def test_each_make_command_exists_with_its_variables(line):
    _, target, *variables = shlex.split(line)
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), f"README names make {target}"
    for variable in variables:
        assert variable.split("=")[0] in re.findall(r"[A-Z_]+", MAKEFILE)


def test_every_make_command_is_in_readme():
    targets = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))
    assert targets == {line.split()[1] for line in MADE}


def test_readme_names_the_settings_that_are_read_and_no_others():
    source = (ROOT / "plan" / "settings.py").read_text()
    read = set(re.findall(r"""(?:env\.\w+|required_in_production)\(\s*"([A-Z_]+)\"""", source))
    assert set(SETTINGS_TABLE) == read
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)) == read


def test_the_defaults_in_env_example_are_those_of_the_settings():
    from plan import settings

    shown = dict(re.findall(r"^# ([A-Z_]+)=(.+)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert int(shown.pop("PDF_WALL_SECONDS")) == settings.PDF_WALL_SECONDS
    assert int(shown.pop("PDF_MEMORY_MEGABYTES")) == settings.PDF_MEMORY_MEGABYTES
    source = (ROOT / "plan" / "settings.py").read_text()
    for name, value in shown.items():
        default = re.search(rf'env\.\w+\("{name}", default=(\w+)\)', source).group(1)
        assert {"True": "1", "False": "0"}.get(default, default) == value


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_address_leads_somewhere(address):
    assert resolve(address)


@pytest.mark.parametrize("name", FILES)
def test_each_file_and_folder_exists(name):
    rooms = [ROOT / name, ROOT / "outcomes" / name]
    assert any(path.exists() for path in rooms)


@pytest.mark.parametrize("script", sorted(set(re.findall(r"\.ci/[\w-]+(?!\.)\b", MAKEFILE + README))))
def test_scripts_can_be_run(script):
    assert os.access(ROOT / script, os.X_OK)
