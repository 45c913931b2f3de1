"""The roles and what each may do: the one table of permissions, in code, so that a change is reviewed.

Three administrators are kept apart (三员分立): the system administrator makes accounts and cannot read
the audit or give roles; the security administrator gives roles and cannot make accounts; the audit
administrator reads the audit and changes nothing. None of the three sees business records, and nobody
holds one of them together with any other role.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.accounts.duties import (
    ANSWERS,
    ANSWERS_PROBLEMS,
    APPLIES,
    CHOICES,
    DIRECTORY,
    ENTERPRISES,
    HONOURS,
    LEADS,
    LEADS_DONE,
    LEADS_KNOWN,
    LEADS_SEEN,
    LOOKS_ON,
    MEETINGS,
    OF_GOALS,
    OWN_PROJECTS,
    PROBLEMS,
    PROBLEMS_OF_THE_PLACE,
    PROJECTS,
    READ,
    RECOGNITION,
    REGISTERS,
    RULES_OF_RECOGNITION,
    TOWNS,
    WORKS,
)
from zhenxing.web.kit.scope import Reach


@dataclass(frozen=True)
class Role:
    """A role: `reach[permission]` says how far the permission goes from where the role is held."""

    code: str
    label: str | Promise
    duty: str | Promise
    reach: Mapping[str, Reach]
    administrator: bool = False


def _reach(**groups: str) -> Mapping[str, Reach]:
    """`_reach(area="goals: view edit; tasks: view")` → {"goals.view": Reach.AREA, …}."""
    pairs = (
        (f"{subject.strip()}.{verb}", Reach[reach.upper()])
        for reach, text in groups.items()
        for part in text.split(";")
        for subject, _colon, verbs in [part.partition(":")]
        for verb in verbs.split()
    )
    return MappingProxyType(dict(pairs))


#: what every signed-in person may do; not given, simply had
EVERYONE = Role(
    "everyone",
    _("所有人"),
    _("管理自己的账号和接口密钥"),
    _reach(own="account: view edit; tokens: view create revoke; views: view create edit delete; inbox: view"),
)

OFFICE = Role(
    "office",
    _("领导小组办公室"),
    _("上传、审核、采纳文件，分派任务，维护机构与职务"),
    _reach(
        site="code_tables: view edit export; codes: view create edit archive export;"
        "notice_periods: view create edit archive export; rulebooks: view create edit archive export;"
        "special_days: view create edit archive export; announced_years: view create edit archive export;"
        "letter_wordings: view create edit archive export",
        unit="letters: sign answer; problems: answer; common_problems: answer",
        area=(
            "documents: view upload review sign adopt withdraw edit archive export compile;"
            "second_readers: view create edit archive export;"
            "goals: view edit create archive export claim confirm withdraw measure divide;"
            "goal_measures: view create edit archive export; goal_readings: view confirm export;"
            "goal_baselines: view create edit archive export;"
            "goal_shares: view create edit archive export; matrix: view export;"
            "tasks: view edit create archive assign report accept close export;"
            "tasks: divide withdraw reopen hand_on;"
            "subtasks: view create edit archive report confirm withdraw export;"
            "task_reports: view create edit archive submit confirm ask export;"
            "hand_ons: view decide export;"
            "areas: view create edit export; units: view create edit archive export;"
            "posts: view create edit archive appoint export; incumbencies: view pass export;"
            "work: view; hand_overs: view create export; burden: view;"
            "asks: view create edit archive submit admit end export; askings: view export;"
            "aliases: view create edit archive export; groups: view create edit archive export;"
            "imports: view export; leaders: view; users: view;"
            "clocks: view board pause extend issue export; letters: view recheck withdraw export;"
            "proofs: view archive export;"
            "towns: view create edit archive export; town_tiers: view create edit archive export;"
            "town_figures: view create edit archive export; milestones: view create edit archive export;"
            "zones: view create edit archive export upload;"
            "criterion_answers: view create edit archive export;"
            "enterprises: view create edit archive merge export;"
            + ";".join((MEETINGS, ENTERPRISES, HONOURS, LEADS, PROBLEMS, PROJECTS, RECOGNITION))
        ),
    ),
)
LIAISON = Role(
    "liaison",
    _("部门联络员"),
    _("办理本单位牵头或配合的任务，查看本地文件与目标"),
    _reach(
        site=CHOICES,
        line="asks: view export; documents: view export; goals: view export; matrix: view export;"
        + OF_GOALS
        + "groups: view; aliases: view;"
        + DIRECTORY
        + TOWNS
        + "; "
        + RULES_OF_RECOGNITION
        + ";"
        + LEADS_KNOWN,
        area=REGISTERS.removeprefix("; ")
        + "; problems: promises; service_rules: view; project_rounds: view export",
        unit="goals: claim;"
        + WORKS
        + " milestones: edit;"
        + ANSWERS
        + ";"
        + APPLIES
        + ";"
        + LEADS_DONE
        + ANSWERS_PROBLEMS
        + OWN_PROJECTS
        + "; projects: assign; project_elements: answer",
        own="imports: view export; objections: view",
    ),
)
TOWNSHIP = Role(
    "township",
    _("乡镇"),
    _("办理本乡镇的任务，查看本级和上级发来的文件"),
    _reach(
        site=CHOICES,
        line="asks: view export; documents: view export; goals: view export; matrix: view export;"
        + OF_GOALS
        + DIRECTORY
        + TOWNS
        + "; "
        + RULES_OF_RECOGNITION
        + ";"
        + LEADS_KNOWN
        + "; projects: assign; project_rounds: view",
        area="imports: view export; enterprises: view create edit export;"
        + ENTERPRISES
        + ";"
        + HONOURS
        + PROBLEMS_OF_THE_PLACE
        + OWN_PROJECTS,
        unit="goals: claim;"
        + WORKS
        + ANSWERS
        + ";"
        + APPLIES
        + ";"
        + LEADS_DONE
        + "; problems: answer; common_problems: view answer export; referrals: view export;"
        + "problem_contacts: view",
        own="objections: view",
    ),
)
EXPERT = Role(
    "expert",
    _("评审专家"),
    _("声明利益关系，给安排给自己的申报评分"),
    _reach(own="seats: view declare score"),
)
ENTERPRISE = Role(
    "enterprise",
    _("企业"),
    _("申报和填报本企业的事项"),
    _reach(own="claims: view create", site=CHOICES),
)
LEADER = Role(
    "leader",
    _("领导"),
    _("查看本地全部目标、任务与办理情况"),
    _reach(
        area=READ
        + "; groups: view; leaders: view;"
        + DIRECTORY
        + REGISTERS
        + TOWNS
        + LOOKS_ON
        + LEADS_SEEN
        + "; applications: decide; tasks: close",
        site=CHOICES,
        unit="letters: sign answer",
    ),
)
CITY = Role(
    "city",
    _("市级主管部门"),
    _("查看所辖各县的文件、目标与任务"),
    _reach(
        area=READ + "; groups: view; leaders: view;" + DIRECTORY + REGISTERS + TOWNS + LOOKS_ON + LEADS_SEEN,
        site=CHOICES,
    ),
)
PROVINCE = Role(
    "province",
    _("省级主管部门"),
    _("查看全省的文件、目标与任务"),
    _reach(
        area=READ + "; groups: view; leaders: view;" + DIRECTORY + REGISTERS + TOWNS + LOOKS_ON + LEADS_SEEN,
        site=CHOICES,
    ),
)
SYSTEM_ADMINISTRATOR = Role(
    "system_administrator",
    _("系统管理员"),
    _("建立、停用账号，重置口令；不能授权，不能看审计"),
    _reach(site="users: view create edit reset; jobs: view;" + DIRECTORY),
    administrator=True,
)
SECURITY_ADMINISTRATOR = Role(
    "security_administrator",
    _("安全管理员"),
    _("授予和收回角色，解除登录锁定，收回接口密钥；不能建账号，不能看审计"),
    _reach(
        site="users: view; memberships: view grant end; lockouts: view release; tokens: view revoke oversee;"
        + DIRECTORY
    ),
    administrator=True,
)
AUDIT_ADMINISTRATOR = Role(
    "audit_administrator",
    _("审计管理员"),
    _("查看并校验审计记录；不能改动任何内容"),
    _reach(site="audit: view verify export; memberships: view; users: view"),
    administrator=True,
)

ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.code: role
        for role in (
            OFFICE,
            LIAISON,
            TOWNSHIP,
            EXPERT,
            ENTERPRISE,
            LEADER,
            CITY,
            PROVINCE,
            SYSTEM_ADMINISTRATOR,
            SECURITY_ADMINISTRATOR,
            AUDIT_ADMINISTRATOR,
        )
    }
)


def choices() -> list[tuple[str, str | Promise]]:
    return [(role.code, role.label) for role in ROLES.values()]


def permissions() -> Iterator[str]:
    """Every permission some role has; what is not here nobody can do."""
    yield from sorted({name for role in (EVERYONE, *ROLES.values()) for name in role.reach})
