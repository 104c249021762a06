"""What the voice would say in English stands on the list to look at."""

import httpx


def test_words_the_voice_reads_as_english_are_pointed_at(client: httpx.Client) -> None:
    answer = client.post("/api/v1/reading", json={"text": "Kính chào bà con. Mời nghe radio nhé."}).raise_for_status().json()
    [remark] = [each for each in answer["remarks"] if each["concern"] == "foreign"]
    assert "radio" in remark["message"]
    assert answer["source"][remark["start"] : remark["end"]] == "radio"


def test_vietnamese_is_not(client: httpx.Client) -> None:
    answer = client.post("/api/v1/reading", json={"text": "Kính mời bà con đến họp thôn."}).raise_for_status().json()
    assert not [each for each in answer["remarks"] if each["concern"] == "foreign"]
