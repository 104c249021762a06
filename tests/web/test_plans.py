"""*Kế hoạch* without a script: a pasted plan becomes a form, the form a plan, and the plan's figures open their airings."""

import re

import pytest

from tests.plans.forms import FORMS
from tests.support.typed import fields_of
from tests.web.conftest import Person

pytestmark = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
TEXT = FORMS["roman and dashes"].text


def test_a_pasted_plan_is_corrected_and_kept(person: Person) -> None:
    editor = person("Thu Hoa", "editor")
    assert "Chưa có kế hoạch nào" in editor.get("/ke-hoach").text
    page = editor.post("/ke-hoach/doc", data={"text": TEXT}).text
    fields = fields_of(page)
    assert (fields["year"], fields["number"], fields["dated"]) == (["2025"], ["12/KH-UBND"], ["15/01/2025"])
    fields["task_amount"][0] = "2"
    wrong = editor.post("/ke-hoach", data=fields | {"year": ["hai"]})
    assert (wrong.status_code, 'id="loi"' in wrong.text) == (422, True)
    assert fields_of(wrong.text)["task_amount"] == fields["task_amount"], "nothing that was typed is lost"
    kept = editor.post("/ke-hoach", data=fields)
    assert kept.status_code == 303
    page = editor.get("/ke-hoach").text
    assert "Kế hoạch năm 2025" in page
    assert "Rà soát hộ nghèo" in page
    edit = re.search(r"/ke-hoach/[0-9a-f-]+/sua", page)
    assert edit is not None
    again = fields_of(editor.get(edit[0]).text)
    assert {name: values for name, values in again.items() if name not in {"tag", "task_first", "task_last"}} == {
        name: values for name, values in fields.items() if name not in {"tag", "task_first", "task_last"}
    }
    assert editor.post(edit[0], data=again).status_code == 303
    assert editor.post(edit[0], data=again).status_code == 412, "it was changed meanwhile"
    bare = fields | {
        "year": ["2024"],
        "dated": [""],
        **{name: [""] * len(fields[name]) for name in ("task_amount", "task_first", "task_last")},
    }
    kept = editor.post("/ke-hoach", data=bare)
    assert kept.status_code == 303
    page = editor.get("/ke-hoach?nam=2024").text
    assert ("Không có gì chậm" in page, "Ghi số lượng cho từng nhiệm vụ" in page) == (False, True), "nothing was measured"
    assert "Chưa có lượt nào" in editor.get(edit[0].replace("/sua", "/luot")).text


def test_what_is_no_plan_is_told_beside_what_was_pasted(person: Person) -> None:
    editor = person("Thu Hoa", "editor")
    answer = editor.post("/ke-hoach/doc", data={"text": "Kính mời bà con họp thôn."})
    assert answer.status_code == 422
    assert "Không thấy đề mục" in answer.text
    assert "Kính mời bà con họp thôn." in answer.text
