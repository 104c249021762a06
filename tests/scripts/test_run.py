"""`run.py` for real: a first start, a second one, a killed one, and every trouble a person can meet."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.namespaces import NAMESPACE, needs_mount
from tests.support.small_project import BARE_PYTHON, SmallProject, cpu_s_of, environment, make_small_project
from tests.support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="drives POSIX processes")]

OFFLINE = {"PIP_NO_INDEX": "1"}
STAMP = "loalang.stamp"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """A project that was started once; tests here leave it as it is."""
    project = make_small_project(tmp_path_factory.mktemp("Loa Làng một"))
    ran = project.run()
    assert ran.code == 1, ran.stderr
    assert json.loads(ran.stdout) == {"arguments": ["serve"], "little": "1.0"}
    assert "Đang chuẩn bị" in ran.stderr
    return project


@pytest.fixture
def fresh(tmp_path: Path) -> SmallProject:
    return make_small_project(tmp_path / "Loa Làng")


def _wait_for(path: Path, process: "subprocess.Popen[bytes]") -> None:
    assert until(lambda: path.exists() or process.poll() is not None, 60)
    assert process.poll() is None, "it ended before"


def test_arguments_and_exit_code_pass_through_and_nothing_else_is_printed(installed: SmallProject) -> None:
    given = ["render", "--help", "a b", "", "--", "-x", "đọc"]
    ran = installed.run(*given)
    assert json.loads(ran.stdout)["arguments"] == given
    assert (ran.code, ran.stderr) == (len(given), "")
    assert installed.program.exists()


def test_second_start_adds_less_than_half_a_second(installed: SmallProject) -> None:
    ours = cpu_s_of(installed.command("x"), env=environment())
    assert ours - cpu_s_of([str(installed.program), "x"], env=environment()) < 0.5


def test_moved_folder_and_changed_lock_are_made_anew(installed: SmallProject, tmp_path: Path) -> None:
    moved = SmallProject(shutil.copytree(installed.root, tmp_path / "nơi khác", symlinks=True))
    ran = moved.run()
    assert (ran.code, json.loads(ran.stdout)) == (1, {"arguments": ["serve"], "little": "1.0"})
    assert "Đang chuẩn bị" in ran.stderr
    moved.put_wheel("2.0")
    assert json.loads(moved.run().stdout)["little"] == "2.0"


def test_killed_install_is_made_again(fresh: SmallProject) -> None:
    with subprocess.Popen(fresh.command(), env=environment(), stderr=subprocess.DEVNULL, start_new_session=True) as process:
        _wait_for(fresh.root / ".venv" / "bin", process)
        os.killpg(process.pid, signal.SIGKILL)
    assert not (fresh.root / ".venv" / STAMP).exists()
    assert fresh.run().code == 1
    assert (fresh.root / ".venv" / STAMP).exists()


def test_two_starts_at_once_do_not_collide(fresh: SmallProject) -> None:
    with subprocess.Popen(fresh.command(), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as first:
        _wait_for(fresh.root / ".venv", first)
        second = fresh.run("two")
        out, err = first.communicate(timeout=120)
    assert (first.returncode, json.loads(out)["arguments"]) == (1, ["serve"]), err
    assert json.loads(second.stdout)["arguments"] == ["two"]
    assert "xin chờ" in second.stderr
    assert "Đang chuẩn bị" not in second.stderr


def test_no_network_and_no_wheelhouse(fresh: SmallProject) -> None:
    shutil.rmtree(fresh.wheelhouse)
    ran = fresh.run(extra=OFFLINE)
    assert (ran.code, ran.stdout) == (3, "")
    assert "Không có mạng và cũng không có thư mục wheelhouse" in ran.stderr.splitlines()[-1]
    assert "Traceback" not in ran.stderr


def test_sources_of_the_user_stay_in_force_and_places_of_his_do_not(fresh: SmallProject, tmp_path: Path) -> None:
    links = fresh.wheelhouse.rename(tmp_path / "links")
    theirs = {"PIP_FIND_LINKS": str(links), "PIP_TARGET": str(tmp_path / "target"), "PIP_USER": "1", "PIP_NO_BINARY": ":all:"}
    elsewhere = {"PYTHONPATH": str(links / "little-1.0-py3-none-any.whl")}
    ran = fresh.run(extra=OFFLINE | theirs | elsewhere)
    assert (ran.code, json.loads(ran.stdout)["little"]) == (1, "1.0"), ran.stderr
    assert not (tmp_path / "target").exists()
    assert fresh.run().code == 1, "whole also without PYTHONPATH"


def test_other_bytes_than_the_locked_ones_are_refused_by_name(fresh: SmallProject) -> None:
    locked = (fresh.root / "requirements.txt").read_bytes()
    with fresh.put_wheel("1.0").open("ab") as wheel:
        wheel.write(b"more")
    (fresh.root / "requirements.txt").write_bytes(locked)
    ran = fresh.run()
    assert ran.code == 3
    assert "Gói little khác với gói đã kiểm tra" in ran.stderr.splitlines()[-1]
    assert not (fresh.root / ".venv" / STAMP).exists()


def test_wheelhouse_that_lacks_a_package_names_it(fresh: SmallProject) -> None:
    (fresh.wheelhouse / "little-1.0-py3-none-any.whl").unlink()
    ran = fresh.run()
    assert ran.code == 3
    assert "wheelhouse thiếu gói little" in ran.stderr.splitlines()[-1]


@needs_mount
def test_disk_full(fresh: SmallProject, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    act = (
        f'mount -t tmpfs -o size=9m none "{disk}"; cp -r "{fresh.root}/." "{disk}"; exec "{BARE_PYTHON}" "{disk}/scripts/run.py"'
    )
    done = subprocess.run([*NAMESPACE, act], env=environment(), capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3
    assert "đã đầy" in done.stderr.splitlines()[-1], done.stderr
    assert "Traceback" not in done.stderr


@needs_mount
@pytest.mark.parametrize("ready", [False, True])
def test_read_only_folder(fresh: SmallProject, installed: SmallProject, ready: bool) -> None:  # noqa: FBT001  # a parameter
    project = installed if ready else fresh
    act = f'mount --bind "{project.root}" "{project.root}"; mount -o remount,bind,ro "{project.root}"; exec "$@"'
    ran = project.run(before=[*NAMESPACE, act, "sh"])
    if ready:
        assert (ran.code, ran.stderr) == (1, "")
    else:
        assert ran.code == 3
        assert "Không ghi được vào thư mục" in ran.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "hãy cài gói"), *((plain, "hay cai goi") for plain in ("ascii", "cp1252", "cp1258"))],
)
def test_python_without_ensurepip_names_the_package_on_every_console(fresh: SmallProject, encoding: str, said: str) -> None:
    act = "import runpy, sys; sys.modules['ensurepip'] = None; runpy.run_path(sys.argv[1], run_name='__main__')"
    scripts = fresh.root / "scripts"
    command = [BARE_PYTHON, "-c", act, str(scripts / "run.py")]
    console = environment({"PYTHONPATH": str(scripts), "PYTHONIOENCODING": encoding, "LC_ALL": "C"})
    done = subprocess.run(command, env=console, capture_output=True, check=False)
    assert done.returncode == 3
    assert f"{said} python3.{sys.version_info.minor}-venv" in done.stderr.decode(encoding).splitlines()[-1]


def test_waiting_parent_leaves_the_answer_to_ctrl_c_to_its_child(fresh: SmallProject, tmp_path: Path) -> None:
    """The way of Windows, where a process cannot become another."""
    ready = tmp_path / "ready"
    child = (
        "import pathlib, signal, sys\nsignal.signal(signal.SIGINT, lambda *_: sys.exit(7))\n"
        "pathlib.Path(sys.argv[1]).touch()\nsignal.pause()"
    )
    parent = "import sys, venvs; sys.exit(venvs.run_to_the_end(sys.argv[1:]))"
    command = [BARE_PYTHON, "-c", parent, BARE_PYTHON, "-c", child, str(ready)]
    scripts = {"PYTHONPATH": str(fresh.root / "scripts")}
    with subprocess.Popen(command, env=environment(scripts), start_new_session=True) as process:
        _wait_for(ready, process)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) == 7
