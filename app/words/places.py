"""Where something is heard, as people say it: `cả xã Liên An`, `thôn Đông (Thái Sơn cũ)`, `những nơi còn lại`."""

from collections.abc import Collection

from app.names import PATH_SEPARATOR


def where(paths: Collection[str], apart: Collection[str] = (), *, most: int | None = None) -> str:
    """Zones by their names, without those that lie in another of them; a village of an old commune with the name of that.

    apart: the zones that hear something else of the same airing, so that a zone with one of them in it is not heard whole.
    most: how many are named, the others are counted; None: all.
    """
    outermost = sorted(path for path in paths if not any(_lies_in(path, other) for other in paths))
    names = [_rest_of(path) if any(_lies_in(other, path) for other in apart) else _whole(path) for path in outermost]
    more = len(names) - (len(names) if most is None else most)
    return ", ".join(names[:most]) + (f" và {more} nơi khác" if more > 0 else "")


def _lies_in(path: str, other: str) -> bool:
    return path.startswith(other + PATH_SEPARATOR)


def _whole(path: str) -> str:
    root, *below = path.split(PATH_SEPARATOR)
    if not below:
        return f"cả {root}"
    *_, above, name = path.split(PATH_SEPARATOR)
    return f"{name} ({above})" if len(below) > 1 else name


def _rest_of(path: str) -> str:
    _, *below = path.split(PATH_SEPARATOR)
    return f"phần còn lại của {below[-1]}" if below else "những nơi còn lại"
