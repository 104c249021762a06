"""Breaks the rules of who may what, one place at a time, and tells which breaks no test notices.

`.venv-test/bin/python scripts/mutants.py [SECONDS] [MODULE…] [--seed SEED]`, on Linux. No gate: it samples by a
seed until the time is over. A break that takes too long is counted apart, since a busy machine must not look like a good test.
"""

import argparse
import ast
import copy
import importlib
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

ROOT = Path(__file__).resolve().parents[1]
ACCOUNTS = ["accounts/test_factors", "accounts/test_sign_ins", "accounts/test_people", "api/test_sign_ins", "api/test_proofs"]
TESTS = {
    "app/bulletins/approval.py": [
        "bulletins/test_approval",
        "bulletins/test_two_pairs_of_eyes",
        "bulletins/test_deputies",
        "bulletins/test_lexicon",
        "api/test_approval",
        "api/test_bulletins",
        "programmes/test_greetings",
    ],
    "app/accounts/rights.py": ["accounts/test_rights", "accounts/test_people", "api/test_proofs"],
    "app/accounts/actor.py": [
        "accounts/test_rights",
        "accounts/test_factors",
        "api/test_proofs",
        "bulletins/test_deputies",
        "bulletins/test_unsaved",
        "api/test_rights",
    ],
    "app/accounts/passwords.py": ["accounts/test_passwords", *ACCOUNTS],
    "app/accounts/totp.py": ACCOUNTS,
    "app/accounts/attempts.py": ACCOUNTS,
    "app/accounts/sign_ins.py": [*ACCOUNTS, "api/test_passkeys"],
    "app/accounts/factors.py": [*ACCOUNTS, "api/test_passkeys"],
    "app/accounts/proofs.py": [*ACCOUNTS, "api/test_passkeys"],
    "app/accounts/api_tokens.py": ["accounts/test_people", "api/test_tokens", "api/test_sign_ins", "api/test_proofs"],
    "app/accounts/deputies.py": ["bulletins/test_deputies", "accounts/test_people"],
}
"""The tests that are about a module, nearest first."""
LONGEST_S = 120
"""Of processor time; a break may loop for ever."""
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


def changes(node: ast.AST) -> Iterator[tuple[str, object]]:  # noqa: C901, PLR0912  # a table of breaks
    """Each break of a node itself: a field and what it becomes."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPPED:
            yield "ops", [SWAPPED[type(op)]()]
        case ast.BoolOp(op=op, values=values):
            yield "op", SWAPPED[type(op)]()
            for left in range(len(values)):
                rest = [value for at, value in enumerate(values) if at != left]
                yield "values", [rest[0], *rest]
        case ast.BinOp(op=op) if type(op) in SWAPPED:
            yield "op", SWAPPED[type(op)]()
        case ast.Set(elts=things):
            for left in range(len(things)):
                yield "elts", [each for at, each in enumerate(things) if at != left]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "operand", ast.UnaryOp(ast.Not(), operand)
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            yield "test", ast.UnaryOp(ast.Not(), test)
        case ast.Constant(value=bool(value)):
            yield "value", not value
        case ast.Constant(value=int(value)):
            yield "value", value + 1
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "value", ast.Constant(None)
        case ast.FunctionDef(body=body) | ast.If(body=body) | ast.For(body=body) | ast.With(body=body):
            for at, line in enumerate(body):
                match line:
                    case ast.Raise() | ast.Expr(value=ast.Call()) | ast.Assign(targets=[ast.Attribute(), *_]):
                        yield "body", [*body[:at], ast.Pass(), *body[at + 1 :]]


def unseen(tree: ast.AST) -> Iterator[ast.AST]:
    """What no test of one process on SQLite could see broken, by its form alone (docs/decisions/0158)."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(decorator_list=[*flags]):  # that nobody may change a value holds against us
                yield from flags
            case ast.keyword(arg="with_for_update" | "lock" | "populate_existing"):  # there is one writer, who waits for nobody
                yield node
            case ast.Call(func=ast.Attribute(attr="limit"), args=[ast.Constant(value=1)]):  # whether there is any
                yield from node.args


def mutants(module: str) -> list[tuple[str, int, CodeType]]:
    """Every break of a module: what it is, its line, and the code."""
    tree, found = ast.parse((ROOT / module).read_text("utf-8")), []
    types = [t for node in ast.walk(tree) for t in (getattr(node, "annotation", None), getattr(node, "returns", None)) if t]
    spared = {id(node) for written in (*types, *unseen(tree)) for node in ast.walk(written)}
    for node in [node for node in ast.walk(tree) if id(node) not in spared]:
        for field, value in changes(node):
            kept = getattr(node, field)
            before = ast.unparse(node)
            setattr(node, field, value)
            broken = ast.fix_missing_locations(copy.deepcopy(tree))
            after, line = ast.unparse(node), getattr(node, "lineno", 0)
            setattr(node, field, kept)
            gone = next(
                (f"{a.strip()} => {b.strip()}" for a, b in zip(before.split("\n"), after.split("\n"), strict=False) if a != b), ""
            )
            found.append((gone, line, compile(broken, str(ROOT / module), "exec")))
    return found


def start(names: Sequence[str], module: str = "", code: CodeType | None = None, *, longest_s: int = LONGEST_S) -> int:
    """Run tests over a broken module, or over what is whole, in a process of their own; returns its id."""
    if pid := os.fork():
        return pid
    resource.setrlimit(resource.RLIMIT_CPU, (longest_s, longest_s))
    signal.alarm(longest_s * 10)
    out = os.open(os.devnull, os.O_WRONLY)
    os.dup2(out, 1)
    os.dup2(out, 2)
    path, whole = str(ROOT / module), SourceFileLoader.get_code

    def broken(self: SourceFileLoader, fullname: str) -> CodeType | None:
        return code if code is not None and self.path == path else whole(self, fullname)

    pytest.MonkeyPatch().setattr(SourceFileLoader, "get_code", broken)
    files = [f"tests/{name}.py" for name in names]
    os._exit(pytest.main([*files, "-m", "not postgres and not slow", "-x", "-q", "-p", "no:cacheprovider", "--assert=plain"]))


def warm() -> None:
    """Import what is not ours once, for all that are forked."""
    for name in ("app.main", "tests.support.office_fixtures", "tests.support.web"):
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.split(".")[0] in {"app", "tests"}]:
        del sys.modules[name]


def main() -> None:
    """Sample until the time is over and print what survived, then the share that was noticed, module by module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", type=float, nargs="?", default=1800)
    parser.add_argument("modules", nargs="*", default=list(TESTS))
    parser.add_argument("--seed", type=int, default=15)
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    warm()
    begun = time.monotonic()
    every = sorted({name for module in given.modules for name in TESTS[module]})
    if os.waitpid(start(every, longest_s=LONGEST_S * len(every)), 0)[1]:
        sys.exit("the tests fail without a break")
    print(f"whole, {time.monotonic() - begun:.0f} s", flush=True)  # a program
    left = [(module, *each) for module in given.modules for each in mutants(module)]
    print(f"{len(left)} mutants", flush=True)
    random.Random(given.seed).shuffle(left)  # noqa: S311  # a sample
    end_s, count = time.monotonic() + given.seconds, Counter[tuple[str, str]]()
    running: dict[int, tuple[str, int, str]] = {}
    while running or (left and time.monotonic() < end_s):
        while left and len(running) < 2 and time.monotonic() < end_s:  # noqa: PLR2004  # workers
            module, what, line, code = left.pop()
            running[start(TESTS[module], module, code)] = (module, line, what)
        pid, status = os.wait()
        module, line, what = running.pop(pid)
        end = "late" if os.WIFSIGNALED(status) else "noticed" if status else "survived"
        count[module, end] += 1
        if end != "noticed":
            print(f"{end} {module}:{line} {what}", flush=True)
    for module in given.modules:
        noticed, survived, late = (count[module, end] for end in ("noticed", "survived", "late"))
        print(f"{module}: {noticed} of {noticed + survived} noticed, {late} too long")


if __name__ == "__main__":
    main()
