"""How the page calls labels, relations and properties: Chinese, since its readers read gazettes."""

from __future__ import annotations

from kg.render.interval import State

LABELS = {
    "Person": "人员",
    "Agency": "机构",
    "Duty": "工作领域",
    "Post": "职务",
    "Meeting": "会议活动",
    "Task": "任务",
    "Document": "文件",
}

RELATIONS = {
    "分管": "分管",
    "联系": "联系",
    "协管": "协管",
    "负责": "负责",
    "协助": "协助",
    "APPOINTED_TO": "任命",
    "REMOVED_FROM": "免职",
    "ATTENDED": "参加",
    "CHAIRED": "主持",
    "牵头": "牵头",
    "责任": "责任",
    "ISSUED": "印发",
    "OF": "属于",
    "HOLDS": "担任",
    "IN": "载于",
    "AT": "到访",
}

STATES = {State.HOLDS: "有效", State.POSSIBLE: "可能有效", State.ENDED: "已结束"}

PROPERTIES = {
    "jurisdiction": "所属政府",
    "aliases": "别名",
    "collective": "统称",
    "agency": "机构",
    "title": "职务",
    "whom": "协助对象",
    "action": "方式",
    "probation": "试用期",
    "rank": "职级",
    "form": "形式",
    "number": "文号",
    "date": "日期",
    "document": "文件",
    "noticed": "文件日期",
    "sources": "来源",
    "facts": "事实编号",
}
"""Other properties keep the name that they have in the graph."""

_OF_DOCUMENTS = {"title": "标题"}


def property_word(owner: str, key: str) -> str:
    """What a property of a label or relation is called: a document's title is not a person's."""
    special = _OF_DOCUMENTS if owner in {"Document", "ISSUED"} else {}
    return special.get(key) or PROPERTIES.get(key, key)
