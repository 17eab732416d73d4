"""Briefs: a headline that only repeats, then who chaired and who was there."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import briefs, daily_log
from kg.model import Block, Section
from tests.attended import attended, cases


@pytest.mark.parametrize("case", cases("briefs"), ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    assert sorted(attended(case["text"])) == sorted(case["facts"])


def test_brief_and_log_of_one_meeting_each_keep_their_fact() -> None:
    line = "3日，市长江望主持召开市政府常务会议。"
    blocks = (Block(line, line, range(len(line)), {}, 1),)
    found = [
        reader.extract(Section(genre, blocks, year=2020, month=6)).facts
        for genre, reader in (("log", daily_log), ("briefs", briefs))
    ]
    assert [len(facts) for facts in found] == [1, 1]
    assert {facts[0].evidence.section for facts in found} == {"log", "briefs"}


ITEMS = (
    "政务简讯\n\n市政府研究防汛工作\n9月2日，市长江望主持召开市政府常务会议。\n6日，副市长陶然到青阳区调研。"
)
OF_2021 = ["2021-09-02 | 市长 | 江望 | 主持 | 市政府常务会议", "2021-09-06 | 副市长 | 陶然 | 调研 | 青阳区"]


@pytest.mark.parametrize(
    "masthead",
    [
        "云州市人民政府公报\n2021年第9期",
        "云州市人民政府公报　2021年第9号",
        "云州政报　2021·9",
        "云州政报 2021.09",
        "云州政报 2021/9",
        "云州政报\n9/2021",
        "2021-09",
        "云州政报\n二○二一年第九期",
        "云州政报\n（二〇二一年第九期）",
        "云州政报\n2021年9月号",
        "云州政报\n总第37期　2021年9月",
        "云州政报（2021年9月刊）",
        "云州政报\n2021年9—10月合刊",
        "云州政报\n2021年第9、10期合刊",
        "云州政报\n2021年度第9期",
        "云州政报\n2021年（第9期）",
        "云州政报\n第9期 2021年",
        "云州政报\n2021年总第37期",
        "第9期\n云州市人民政府办公室编　　2021年10月3日",
        "云州政报\n编印日期：2021年10月3日",
        "云州政报\n2021年10月3日出版",
        "云州政报　2021年9月30日 星期四",
        "云州市人民政府办公室　　二〇二一年十月三日",
        "云州政报 2021-10-03",
    ],
)
def test_the_year_stands_anywhere_in_a_masthead(masthead: str) -> None:
    assert attended(f"{masthead}\n\n{ITEMS}") == OF_2021


@pytest.mark.parametrize(
    "foot",
    [
        "云州市人民政府办公室　2021年10月3日印发",
        "（云州市人民政府办公室2021年10月3日）",
        "送：市委、市人大。　（共印120份）\n2021年10月3日",
        "编辑：史笔　2021年10月3日",
        "责任编辑：史笔　　签发：顾盼　　2021年10月3日",
        "二〇二一年十月三日印",
    ],
)
def test_the_year_stands_below_the_text(foot: str) -> None:
    assert attended(f"云州{ITEMS}\n{foot}") == OF_2021


@pytest.mark.parametrize(
    "byline",
    [
        "本报讯（记者 夏雨）",
        "本报讯 记者夏雨报道：",
        "本报讯　记者 夏雨　",
        "（本报记者 夏雨）",
        "【本报讯】",
        "澜江日报讯（夏雨）",
        "澜江县融媒体中心讯（记者 夏雨）",
        "政府办讯：",
        "县政府网站讯：",
        "记者夏雨报道：",
        "澜江县讯：",
    ],
)
@pytest.mark.parametrize("heading", ["政务要闻", "大事记"])
def test_the_day_stands_behind_who_reports_it(byline: str, heading: str) -> None:
    text = f"{heading}\n2021年3月\n\n江望检查防汛\n{byline}3月12日，县长江望检查防汛工作。"
    assert attended(text) == ["2021-03-12 | 县长 | 江望 | 检查 | 防汛工作"]


NARROW_FIRST_LINES = """云州市人民政府公报 2012年第6期
政 务 简 讯
    {mark}5月3日，市长江望主持召开市
政府第8次常务会议，研究部署保障性住房建
设、农村公路养护和秸秆综合利用等工作。副
市长顾盼、陶然，市政府秘书长易水出席会议。
    {mark}5月10日至11日，副市长顾
盼率队赴泉川市考察。
    {mark}5月15日，省政府召开全省防汛
抗旱电视电话会议。会后，我市召开防汛抗旱
工作会议，市长江望出席会议并讲话，副市长
陶然主持会议。
    {mark}5月22日，副市长陶然检查建
筑施工安全工作。
"""


@pytest.mark.parametrize("mark", ["●", "△", "◆", "", "1.", "（一）", "▲", "■"])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_first_lines_printed_narrower_than_the_wrap_go_on(mark: str, gap: str) -> None:
    found = attended(NARROW_FIRST_LINES.format(mark=mark).replace("\n", gap))
    assert sorted(found) == [
        "2012-05-03 | 副市长 | 陶然 | 出席 | 市政府第8次常务会议",
        "2012-05-03 | 副市长 | 顾盼 | 出席 | 市政府第8次常务会议",
        "2012-05-03 | 市政府秘书长 | 易水 | 出席 | 市政府第8次常务会议",
        "2012-05-03 | 市长 | 江望 | 主持 | 市政府第8次常务会议",
        "2012-05-10/2012-05-11 | 副市长 | 顾盼 | 考察 | 泉川市",
        "2012-05-15 | 副市长 | 陶然 | 主持 | 防汛抗旱工作会议",
        "2012-05-15 | 市长 | 江望 | 出席 | 防汛抗旱工作会议",
        "2012-05-22 | 副市长 | 陶然 | 检查 | 建筑施工安全工作",
    ]
